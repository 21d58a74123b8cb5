type Suggestion = { url: string; title: string; description: string }
type Words = Record<'one' | 'more' | 'hint' | 'loading' | 'failed', string>

/** Articles that may answer the subject as it is typed, read in a panel: what was typed stays. It never holds up sending. */
class TicketSuggestions extends HTMLElement {
  #words!: Words
  #list!: HTMLElement
  #dialog!: HTMLDialogElement
  #form!: HTMLFormElement
  #asking: AbortController | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #shown = ''

  connectedCallback(): void {
    this.#form = this.closest('form') as HTMLFormElement
    this.#words = JSON.parse(this.dataset.words ?? '{}') as Words
    this.#list = this.querySelector('section') as HTMLElement
    this.#dialog = this.querySelector('dialog') as HTMLDialogElement
    this.#form.addEventListener('input', ({ target }) => {
      if (target instanceof HTMLInputElement && target.name === 'subject') this.#soon()
    })
    this.#form.addEventListener('change', ({ target }) => {
      if (target instanceof HTMLSelectElement && target.name === 'product') this.#soon()
    })
    this.#form.addEventListener('submit', () => this.#asking?.abort())
    this.#list.addEventListener('click', (event) => this.#choose(event))
    this.#dialog.addEventListener('click', ({ target }) => this.#act(target as Element))
    // A draft or an address may have filled the subject in.
    this.#soon()
  }

  #field(name: string): string {
    return new FormData(this.#form).get(name)?.toString().trim() ?? ''
  }

  #soon(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#suggest(), 250)
  }

  async #suggest(): Promise<void> {
    this.#asking?.abort()
    this.#asking = new AbortController()
    const { signal } = this.#asking
    const q = this.#field('subject')
    const query = new URLSearchParams({ q, product: this.#field('product') })
    try {
      const answer = q.length < 4 ? null : await fetch(`${this.dataset.url}?${query}`, { signal })
      if (answer && !answer.ok) return
      const { items } = answer ? ((await answer.json()) as { items: Suggestion[] }) : { items: [] }
      if (!signal.aborted) this.#show(items)
    } catch {
      // Without an answer the form is as it was.
    }
  }

  #show(items: readonly Suggestion[]): void {
    const shown = items.map(({ url }) => url).join()
    if (shown === this.#shown) return
    this.#shown = shown
    this.#list.querySelector('ul')?.replaceChildren(...items.map(entry))
    this.#list.hidden = items.length === 0
    const { one, more, hint } = this.#words
    const count = items.length === 1 ? one : more.replace('{n}', String(items.length))
    const status = this.querySelector('[role=status]')
    if (status) status.textContent = items.length === 0 ? '' : `${count}. ${hint}`
    if (items.length > 0) this.#tell({})
  }

  #tell(said: { opened?: string }): void {
    const { visit, url = '' } = this.dataset
    if (!visit) return
    const type = 'application/json'
    navigator.sendBeacon(url, new Blob([JSON.stringify({ visit, ...said })], { type }))
  }

  #choose(event: MouseEvent): void {
    const link = (event.target as Element).closest('a')
    const url = link?.dataset.url
    if (!link || !url) return
    this.#tell({ opened: url })
    // In a tab of its own it needs no counting on the way.
    link.href = url
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    void this.#open(url, link.querySelector('strong')?.textContent ?? '')
  }

  async #open(url: string, title: string): Promise<void> {
    const text = this.#dialog.querySelector('.prose') as HTMLElement
    const link = this.#dialog.querySelector('footer a') as HTMLAnchorElement
    const heading = this.#dialog.querySelector('h2') as HTMLElement
    link.href = url
    heading.textContent = title
    text.textContent = this.#words.loading
    this.#step('read')
    this.#dialog.showModal()
    text.focus()
    const answer = await fetch(url).catch(() => null)
    const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : null
    const article = page?.querySelector('.prose')
    if (link.getAttribute('href') !== url) return
    if (!article) {
      text.textContent = this.#words.failed
      return
    }
    for (const part of article.querySelectorAll('[id]')) part.removeAttribute('id')
    for (const part of article.querySelectorAll('.anchor')) part.remove()
    for (const away of article.querySelectorAll('a')) {
      const href = away.getAttribute('href') ?? ''
      away.setAttribute('href', href.startsWith('#') ? url + href : href)
      away.target = '_blank'
    }
    text.replaceChildren(...article.childNodes)
    text.scrollTop = 0
  }

  #step(step: 'read' | 'leave'): void {
    for (const part of this.#dialog.querySelectorAll<HTMLElement>('[data-step]')) {
      part.hidden = part.dataset.step !== step
    }
  }

  #act(target: Element): void {
    const deed = target.closest<HTMLElement>('[data-deed]')?.dataset.deed
    if (deed === 'answered') {
      this.#step('leave')
      this.#dialog.querySelector<HTMLElement>('[tabindex="-1"]')?.focus()
    } else if (deed === 'leave') {
      localStorage.removeItem(this.dataset.draft ?? '')
      location.assign(this.#dialog.querySelector<HTMLAnchorElement>('footer a')?.href ?? '')
    } else if (deed === 'stay') {
      this.#dialog.close()
    }
  }
}

function entry({ url, title, description }: Suggestion): HTMLLIElement {
  const item = document.createElement('li')
  const link = document.createElement('a')
  link.href = url
  link.dataset.url = url
  link.target = '_blank'
  const name = document.createElement('strong')
  name.textContent = title
  const line = document.createElement('span')
  line.textContent = description
  link.append(name, line)
  item.append(link)
  return item
}

customElements.define('ticket-suggestions', TicketSuggestions)

export {}
