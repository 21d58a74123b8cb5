type Words = {
  title: string
  close: string
  single: string
  keys: Record<string, string>
  deeds: Record<string, [keys: string, words: string]>
}

/** Keys of an area of the portal, by what the page has now. */
type Area = { keys(): Record<string, () => void>; deeds(): string[] }

const areas: Area[] = []

/** Single keys can be turned off: speech input types them by accident (WCAG 2.1.4). */
export function singleKeys(): boolean {
  return localStorage.getItem('single-keys') !== 'off'
}

/** Also where a shadow tree hides the field from the page. */
export function isTyping(event: Event): boolean {
  const [target] = event.composedPath()
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      /^(TEXTAREA|SELECT)$/.test(target.tagName) ||
      (target instanceof HTMLInputElement && !/^(checkbox|radio|button|submit|reset)$/.test(target.type)))
  )
}

function make<K extends keyof HTMLElementTagNameMap>(name: K, text = ''): HTMLElementTagNameMap[K] {
  const element = document.createElement(name)
  element.textContent = text
  return element
}

/** The keys of the portal in a dialog, by its button or `?`. */
export class KeyMap extends HTMLElement {
  #dialog: HTMLDialogElement | null = null

  connectedCallback(): void {
    this.hidden = false
    this.querySelector('button')?.addEventListener('click', () => this.open())
  }

  /** By the element and not by an import: what two scripts share is a request more for every visitor. */
  addKeys(area: Area): void {
    areas.push(area)
  }

  /** The row of a list that has the focus. */
  get row(): HTMLElement | null {
    return rowHere()
  }

  open(): void {
    if (this.#dialog?.open) return
    this.#dialog?.remove()
    this.#dialog = this.#make()
    this.#dialog.showModal()
  }

  #make(): HTMLDialogElement {
    const words = JSON.parse(this.dataset.words ?? '{}') as Words
    const dialog = make('dialog')
    dialog.className = 'keys'
    const title = make('h2', words.title)
    title.id = 'keys-title'
    dialog.setAttribute('aria-labelledby', title.id)
    const list = make('dl')
    const shown = Object.entries(words.keys).filter(([keys]) => works(keys))
    const here = areas.flatMap((area) => area.deeds())
    const more = Object.entries(words.deeds).flatMap(([deed, line]) => (here.includes(deed) ? [line] : []))
    // Showing the keys comes last.
    for (const [keys, deed] of [...shown.slice(0, -1), ...more, ...shown.slice(-1)]) {
      const term = make('dt')
      term.append(...keys.split(' ').map((key) => make('kbd', key)))
      list.append(term, make('dd', deed))
    }
    const choice = make('input')
    choice.type = 'checkbox'
    choice.checked = singleKeys()
    choice.addEventListener('change', () =>
      choice.checked ? localStorage.removeItem('single-keys') : localStorage.setItem('single-keys', 'off'),
    )
    const label = make('label')
    label.append(choice, ` ${words.single}`)
    const form = make('form')
    form.method = 'dialog'
    const close = make('button', words.close)
    close.className = 'button button-second'
    close.autofocus = true
    form.append(close)
    dialog.append(title, list, label, form)
    this.append(dialog)
    return dialog
  }
}

customElements.define('key-map', KeyMap)

function rowHere(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>('.work > li') ?? null
}

/** To the next or previous item of the page's list. */
function stepRow(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('.work > li')]
  const here = rows.indexOf(rowHere() as HTMLElement)
  rows[here === -1 ? (by === 1 ? 0 : -1) : here + by]?.querySelector<HTMLElement>('h2 a')?.focus()
}

const deeds: Record<string, () => void> = {
  '?': () => document.querySelector<KeyMap>('key-map')?.open(),
  j: () => stepRow(1),
  k: () => stepRow(-1),
  r: () => answerField()?.focus(),
  n: () => newTicket()?.click(),
}

function answerField(): HTMLElement | null {
  return document.querySelector<HTMLElement>('.composer textarea')
}

function newTicket(): HTMLElement | null {
  return document.querySelector<HTMLElement>('.page-head a[href$="/tickets/new"]')
}

/** Whether a key of the map does something on this page; those not named here do everywhere. */
function works(key: string): boolean {
  const needs: Record<string, () => unknown> = {
    'j k': () => document.querySelector('.work h2 a'),
    Enter: () => document.querySelector('.work h2 a'),
    n: () => newTicket(),
    r: answerField,
    'Ctrl+Enter': answerField,
  }
  const need = needs[key]
  return !need || Boolean(need())
}

/** The first of two keys, for a moment. */
let begun = ''
let forget: ReturnType<typeof setTimeout> | undefined

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || !singleKeys()) return
  if (document.querySelector('dialog[open]') || event.key === 'Shift') return
  const here: Record<string, () => void> = Object.assign({}, ...areas.map((area) => area.keys()))
  const key = begun + event.key
  begun = ''
  clearTimeout(forget)
  if (Object.keys(here).some((each) => each.startsWith(`${key} `))) {
    begun = `${key} `
    forget = setTimeout(() => {
      begun = ''
    }, 1500)
    return
  }
  const deed = here[key] ?? deeds[key]
  if (!deed) return
  event.preventDefault()
  deed()
})
