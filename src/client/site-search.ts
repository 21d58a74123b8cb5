import { isTyping, singleKeys } from './keys.ts'

type Result = {
  url: string
  excerpt: string
  meta: { title?: string; place?: string }
}
type Pagefind = {
  options(options: Record<string, unknown>): Promise<void>
  init(): Promise<void>
  search(words: string): Promise<{ results: { data(): Promise<Result> }[] }>
}

let engine: Promise<Pagefind> | null = null

/** Fetched when somebody begins to search, once a page. */
function load(): Promise<Pagefind> {
  engine ??= import(/* @vite-ignore */ String('/pagefind/pagefind.js')).then(async (pagefind: Pagefind) => {
    await pagefind.options({
      baseUrl: '/',
      excerptLength: 14,
      ranking: { metaWeights: { title: 6, aliases: 5 } },
    })
    await pagefind.init()
    return pagefind
  })
  return engine
}

let boxes = 0

/** Suggestions below the search box. Without script, or without an index, its form searches on the server. */
class SiteSearch extends HTMLElement {
  #input!: HTMLInputElement
  #list = document.createElement('div')
  #status = document.createElement('p')
  #asked = 0
  #chosen = -1
  #timer: ReturnType<typeof setTimeout> | undefined

  connectedCallback(): void {
    const input = this.querySelector('input')
    if (!input || this.#list.isConnected) return
    this.#input = input
    this.#list.id = `search-list-${++boxes}`
    this.#list.hidden = true
    this.#list.setAttribute('role', 'listbox')
    this.#list.setAttribute('aria-label', this.dataset.list ?? '')
    this.#status.className = 'visually-hidden'
    this.#status.setAttribute('role', 'status')
    const states = {
      role: 'combobox',
      'aria-expanded': 'false',
      'aria-autocomplete': 'list',
      'aria-controls': this.#list.id,
    }
    for (const [name, value] of Object.entries(states)) input.setAttribute(name, value)
    this.append(this.#list, this.#status)
    input.addEventListener('focus', () => void load().catch(() => undefined), { once: true })
    input.addEventListener('input', () => {
      clearTimeout(this.#timer)
      this.#timer = setTimeout(() => void this.#suggest(), 60)
    })
    input.addEventListener('keydown', (event) => this.#key(event))
    this.addEventListener('focusout', (event) => {
      if (!this.contains(event.relatedTarget as Node | null)) this.#close()
    })
    // A press on an option must not take the focus away before the click.
    this.#list.addEventListener('pointerdown', (event) => event.preventDefault())
  }

  focusBox(): void {
    this.#input.focus()
    this.#input.select()
  }

  async #suggest(): Promise<void> {
    const words = this.#input.value.trim()
    const asked = ++this.#asked
    if (words.length < 2) return this.#close()
    const pagefind = await load().catch(() => null)
    const found = await pagefind?.search(words)
    if (!found || asked !== this.#asked) return
    const results = await Promise.all(found.results.slice(0, 6).map((result) => result.data()))
    if (asked === this.#asked) this.#show(results)
  }

  #show(results: readonly Result[]): void {
    const { one = '', more = '', none = '', all = '' } = this.dataset
    this.#chosen = -1
    this.#input.removeAttribute('aria-activedescendant')
    const count = results.length
    this.#status.textContent = count === 0 ? none : count === 1 ? one : more.replace('{n}', String(count))
    const query = new URLSearchParams({ q: this.#input.value.trim() })
    const action = this.querySelector('form')?.getAttribute('action') ?? ''
    const options = results.map((result) =>
      option(result.url, result.meta.title ?? '', result.meta.place, result.excerpt),
    )
    this.#list.replaceChildren(...options, option(`${action}?${query}`, all))
    for (const [at, item] of [...this.#list.children].entries()) item.id = `${this.#list.id}-${at}`
    this.#list.hidden = false
    this.#input.setAttribute('aria-expanded', 'true')
  }

  #close(): void {
    this.#asked++
    this.#chosen = -1
    this.#list.hidden = true
    this.#input.setAttribute('aria-expanded', 'false')
    this.#input.removeAttribute('aria-activedescendant')
  }

  #key(event: KeyboardEvent): void {
    const items = [...this.#list.children] as HTMLElement[]
    const open = !this.#list.hidden
    if (event.key === 'Escape') {
      if (!open) this.#input.blur()
      this.#close()
      event.preventDefault()
    } else if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      const step = event.key === 'ArrowDown' ? 1 : -1
      // One place more than there are options: the box itself, with what was typed.
      this.#chosen = ((this.#chosen + 1 + step + items.length + 1) % (items.length + 1)) - 1
      for (const [at, item] of items.entries())
        item.setAttribute('aria-selected', String(at === this.#chosen))
      const chosen = items[this.#chosen]
      if (chosen) this.#input.setAttribute('aria-activedescendant', chosen.id)
      else this.#input.removeAttribute('aria-activedescendant')
      chosen?.scrollIntoView({ block: 'nearest' })
      event.preventDefault()
    } else if (open && event.key === 'Enter' && this.#chosen >= 0) {
      items[this.#chosen]?.click()
      event.preventDefault()
    }
  }
}

function option(url: string, title: string, place?: string, excerpt?: string): HTMLAnchorElement {
  const link = document.createElement('a')
  link.href = url
  link.tabIndex = -1
  link.setAttribute('role', 'option')
  link.setAttribute('aria-selected', 'false')
  const name = document.createElement('strong')
  name.textContent = title
  link.append(name)
  if (place) {
    const where = document.createElement('small')
    where.textContent = place
    link.append(where)
  }
  if (excerpt) {
    const words = document.createElement('span')
    // Pagefind escapes the text and puts <mark> around what it found.
    words.innerHTML = excerpt
    link.append(words)
  }
  return link
}

customElements.define('site-search', SiteSearch)

document.addEventListener('keydown', (event) => {
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey
  const slash = event.key === '/' && plain && !isTyping(event) && singleKeys()
  const controlK = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)
  const box = document.querySelector('site-search')
  if ((!slash && !controlK) || !(box instanceof SiteSearch)) return
  event.preventDefault()
  box.focusBox()
})
