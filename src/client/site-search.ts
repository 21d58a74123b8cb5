import { isTyping, singleKeys } from './keys.ts'
import type { OwnFound } from './search/ask.ts'
import type { Answer, Found } from './search/find.ts'
import { ended, goesOn } from './search-log.ts'

type Words = {
  one: string
  more: string
  none: string
  all: string
  ask: string
  meant: string
  list: string
  goTo: string
  kinds: Record<string, string>
  audiences: Record<string, string>
}

type Engine = (q: string) => Promise<Answer>

const lang = document.documentElement.lang.startsWith('en') ? 'en' : 'pt'
let engine: Promise<Engine> | null = null
let ready = false

/** Fetched when somebody begins to search. */
const loadAsking = (): Promise<typeof import('./search/ask.ts')> => import('./search/ask.ts')

/** Fetched when somebody begins to search, once a page. */
function load(): Promise<Engine> {
  engine ??= Promise.all([import('./search/find.ts'), import('./search/bundles.ts')]).then(
    async ([{ find }, { openBundles }]) => {
      const bundles = await openBundles(lang)
      return (q: string) => find(bundles, q, lang)
    },
  )
  engine.then(
    () => {
      ready = true
    },
    // A failure is not remembered: the next attempt may succeed.
    () => {
      engine = null
    },
  )
  return engine
}

const shown = 6
let boxes = 0

/** Suggestions below the search box. Without script, or without an index, its form searches on the server. */
class SiteSearch extends HTMLElement {
  #input!: HTMLInputElement
  #words!: Words
  #list = document.createElement('div')
  #status = document.createElement('p')
  #asked = 0
  #answered = false
  /** What the list answers, and with how many results. */
  #shown = { q: '', found: 0 }
  #chosen = -1
  #lastKey = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  connectedCallback(): void {
    const input = this.querySelector('input')
    if (!input || this.#list.isConnected) return
    this.#input = input
    this.#words = JSON.parse(this.dataset.words ?? '{}') as Words
    this.#list.id = `search-list-${++boxes}`
    this.#list.hidden = true
    this.#list.setAttribute('role', 'listbox')
    this.#list.setAttribute('aria-label', this.#words.list)
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
    const begin = (): void => {
      Promise.all([loadAsking(), load()]).catch(() => undefined)
    }
    input.addEventListener('focus', begin, { once: true })
    input.addEventListener('input', () => {
      // At once, unless keys follow each other faster than anybody reads.
      clearTimeout(this.#timer)
      const pause = performance.now() - this.#lastKey < 60 ? 20 : 0
      this.#lastKey = performance.now()
      if (pause === 0) void this.#suggest()
      else this.#timer = setTimeout(() => void this.#suggest(), pause)
    })
    input.addEventListener('keydown', (event) => this.#key(event))
    this.addEventListener('focusout', (event) => {
      if (!this.contains(event.relatedTarget as Node | null)) this.#close()
    })
    // A press on an option must not take the focus away before the click.
    this.#list.addEventListener('pointerdown', (event) => event.preventDefault())
    this.#list.addEventListener('click', ({ target }) => this.#end(target as Element))
    this.addEventListener('submit', goesOn)
  }

  /** What the index suggests for a query. */
  async find(q: string): Promise<Answer> {
    return (await load())(q)
  }

  /** The first answer of a page is the server's: the index, though it is there, has its parts still to fetch. */
  async #find(q: string): Promise<Answer> {
    const local = ready && this.#answered
    this.#answered = true
    if (local) return this.find(q)
    return loadAsking()
      .then(({ askServer }) => askServer(q, lang, shown))
      .catch(() => this.find(q))
  }

  focusBox(): void {
    this.#input.focus()
    this.#input.select()
  }

  async #suggest(): Promise<void> {
    const q = this.#input.value.trim()
    const asked = ++this.#asked
    if (q.length < 2) return this.#close()
    const own = loadAsking()
      .then(({ askOwn }) => askOwn(q, lang))
      .catch(() => [])
    const patience = new Promise<null>((resolve) => setTimeout(() => resolve(null), 400))
    const [answer, inTime] = await Promise.all([
      this.#find(q).catch(() => null),
      Promise.race([own, patience]),
    ])
    const articles = answer ?? { items: [], meant: null }
    if (asked === this.#asked) this.#show(q, articles, inTime ?? [])
    if (inTime) return
    const late = await own
    // Whoever has begun to choose keeps the list as it is.
    if (asked === this.#asked && this.#chosen < 0 && late.length > 0) this.#show(q, articles, late)
  }

  #show(q: string, { items, meant }: Answer, own: readonly OwnFound[]): void {
    const { one, more, none, all, ask } = this.#words
    this.#chosen = -1
    this.#input.removeAttribute('aria-activedescendant')
    const results = items.slice(0, shown)
    const menu = places(q)
    const others = own.filter(({ url }) => menu.every((link) => new URL(link.href).pathname !== url))
    const count = results.length + others.length
    this.#status.textContent = count === 0 ? none : count === 1 ? one : more.replace('{n}', String(count))
    const action = this.querySelector('form')?.getAttribute('action') ?? ''
    this.#shown = { q, found: count }
    const query = new URLSearchParams({ q })
    const told =
      count === 0 ? none : meant && results.length > 0 ? this.#words.meant.replace('{words}', meant) : ''
    const note = told ? [paragraph(told)] : []
    const last =
      count === 0
        ? option(`${this.dataset.ask}?${new URLSearchParams({ subject: q })}`, ask)
        : option(`${action}?${query}`, all)
    last.dataset[count === 0 ? 'ask' : 'goesOn'] = ''
    this.#list.replaceChildren(
      ...note,
      ...menu.map((link) => option(link.href, `${this.#words.goTo} ${link.textContent}`)),
      ...others.map(({ url, title, where }) => option(url, title, where)),
      ...results.map((found) => this.#result(found)),
      last,
    )
    for (const [at, item] of this.#options().entries()) item.id = `${this.#list.id}-${at}`
    this.#list.hidden = false
    this.#input.setAttribute('aria-expanded', 'true')
  }

  #result({ url, title, excerpt, meta, section }: Found): HTMLAnchorElement {
    const { kinds, audiences } = this.#words
    const where = [
      meta.kind === 'faq' ? kinds.faq : [meta.products, meta.version].filter(Boolean).join(' '),
      section?.title,
      audiences[meta.audience ?? ''],
    ]
    const link = option(section?.url ?? url, title, where.filter(Boolean).join(' · '), excerpt)
    link.dataset.result = url
    if (meta.audience !== 'public') link.dataset.restricted = ''
    return link
  }

  #options(): HTMLElement[] {
    return [...this.#list.querySelectorAll<HTMLElement>('[role=option]')]
  }

  /** @param chosen in the list; none: it was left */
  #end(chosen?: Element): void {
    const link = chosen?.closest('a')
    const search = { ...this.#shown, place: 'box' } as const
    if (link?.dataset.goesOn !== undefined) goesOn()
    else if (link?.dataset.ask !== undefined) ended({ ...search, asked: true })
    else ended(link?.dataset.result !== undefined ? { ...search, opened: link.dataset.result } : search)
  }

  #close(): void {
    if (!this.#list.hidden) this.#end()
    this.#asked++
    this.#chosen = -1
    this.#list.hidden = true
    this.#input.setAttribute('aria-expanded', 'false')
    this.#input.removeAttribute('aria-activedescendant')
  }

  #key(event: KeyboardEvent): void {
    const items = this.#options()
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

/** Places of the portal whose name begins so. */
function places(q: string): HTMLAnchorElement[] {
  // Not by `words`: that would be one more request of every page.
  const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return [...document.querySelectorAll<HTMLAnchorElement>('.menu nav a:not([hidden])')].filter((link) =>
    plain(link.textContent ?? '').startsWith(plain(q)),
  )
}

function paragraph(text: string): HTMLElement {
  const element = document.createElement('p')
  element.textContent = text
  // The list has only options; the same is said by the status.
  element.setAttribute('aria-hidden', 'true')
  return element
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
