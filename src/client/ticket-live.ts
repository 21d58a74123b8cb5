import { follow } from './live.ts'

type Words = Record<'looking' | 'writing' | 'newMessage' | 'changed', string>
type Others = { people: { name: string; writing: boolean }[] }

const beat = 10_000

/** Says quietly who else is at the ticket and that something came; shows it when asked, and moves nothing before. */
class TicketLive extends HTMLElement {
  #words!: Words
  #fresh: Document | null = null
  #typedAt = 0
  #said = ''

  connectedCallback(): void {
    this.#words = JSON.parse(this.dataset.words ?? '{}') as Words
    const { live = '', since = '', reference = '' } = this.dataset
    const id = Number(reference.replace(/\D/g, ''))
    follow(`${live}?ticket=${reference}`, since, {
      changed: (tickets) => {
        if (tickets === null || tickets.includes(id)) void this.#look()
      },
      presence: () => void this.#say(this.#state()),
    })
    this.querySelector('[data-news] button')?.addEventListener('click', () => this.#show())
    document.querySelector('.composer')?.addEventListener('input', () => {
      const before = this.#state()
      this.#typedAt = Date.now()
      if (before === 'looking') void this.#say('writing')
    })
    setInterval(() => {
      if (document.visibilityState === 'visible') void this.#say(this.#state())
    }, beat)
    addEventListener('pagehide', () => void this.#say('gone'))
    void this.#say('looking')
  }

  #state(): 'looking' | 'writing' {
    return Date.now() - this.#typedAt < 1.5 * beat ? 'writing' : 'looking'
  }

  async #say(state: 'looking' | 'writing' | 'gone'): Promise<void> {
    const answer = await fetch(`${location.pathname}/presence`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ state }),
      keepalive: state === 'gone',
    }).catch(() => null)
    if (!answer?.ok || state === 'gone') return
    const { people } = (await answer.json()) as Others
    const said = people
      .map(({ name, writing }) => this.#words[writing ? 'writing' : 'looking'].replace('#', name))
      .join(' ')
    const place = this.querySelector('[data-others]')
    // Written only when it differs: whoever listens hears it once.
    if (place && said !== this.#said) place.textContent = this.#said = said
  }

  /** Fetches the page as it is now, and says whether it has something new. */
  async #look(): Promise<void> {
    const answer = await fetch(location.pathname).catch(() => null)
    if (!answer?.ok || answer.redirected) return
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const now = page.querySelectorAll('.conversation > li')
    if (now.length <= document.querySelectorAll('.conversation > li').length) return
    this.#fresh = page
    const came = [...page.querySelectorAll('.conversation article')].some(
      ({ id }) => !document.getElementById(id),
    )
    const news = this.querySelector<HTMLElement>('[data-news]')
    const words = news?.querySelector('span')
    if (!news || !words) return
    news.hidden = false
    words.textContent = came ? this.#words.newMessage : this.#words.changed
    if (!document.title.startsWith('• ')) document.title = `• ${document.title}`
  }

  #show(): void {
    const fresh = this.#fresh
    if (!fresh) return
    const before = document.querySelectorAll('.conversation > li').length
    for (const part of ['.conversation', '.ticket-head']) {
      const next = fresh.querySelector(part)
      if (next) document.querySelector(part)?.replaceChildren(...next.childNodes)
    }
    const seen = fresh.querySelector<HTMLInputElement>('[name=seen]')?.value
    for (const field of document.querySelectorAll<HTMLInputElement>('[name=seen]'))
      field.value = seen ?? field.value
    const first = document.querySelectorAll<HTMLElement>('.conversation > li')[before]
    if (first) {
      first.tabIndex = -1
      first.focus()
    }
    const news = this.querySelector<HTMLElement>('[data-news]')
    if (news) news.hidden = true
    document.title = document.title.replace(/^• /, '')
    this.#fresh = null
  }
}

customElements.define('ticket-live', TicketLive)
