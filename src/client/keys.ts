type Words = { title: string; close: string; single: string; keys: Record<string, string> }

/** Single keys can be turned off: speech input types them by accident (WCAG 2.1.4). */
export function singleKeys(): boolean {
  return localStorage.getItem('single-keys') !== 'off'
}

/** Also where a shadow tree hides the field from the page. */
export function isTyping(event: Event): boolean {
  const [target] = event.composedPath()
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  )
}

function make<K extends keyof HTMLElementTagNameMap>(name: K, text = ''): HTMLElementTagNameMap[K] {
  const element = document.createElement(name)
  element.textContent = text
  return element
}

/** The keys of the portal in a dialog, by its button or `?`. */
class KeyMap extends HTMLElement {
  #dialog: HTMLDialogElement | null = null

  connectedCallback(): void {
    this.hidden = false
    this.querySelector('button')?.addEventListener('click', () => this.open())
  }

  open(): void {
    this.#dialog ??= this.#make()
    if (!this.#dialog.open) this.#dialog.showModal()
  }

  #make(): HTMLDialogElement {
    const words = JSON.parse(this.dataset.words ?? '{}') as Words
    const dialog = make('dialog')
    dialog.className = 'keys'
    const title = make('h2', words.title)
    title.id = 'keys-title'
    dialog.setAttribute('aria-labelledby', title.id)
    const list = make('dl')
    for (const [keys, deed] of Object.entries(words.keys)) {
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

/** To the next or previous item of the page's list. */
function step(by: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>('.work h2 a')]
  const here = links.indexOf(document.activeElement as HTMLElement)
  links[here === -1 ? (by === 1 ? 0 : -1) : here + by]?.focus()
}

const deeds: Record<string, () => void> = {
  '?': () => document.querySelector<KeyMap>('key-map')?.open(),
  j: () => step(1),
  k: () => step(-1),
  r: () => document.querySelector<HTMLElement>('.composer textarea')?.focus(),
  n: () => document.querySelector<HTMLElement>('.page-head a[href$="/tickets/new"]')?.click(),
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || !singleKeys()) return
  if (document.querySelector('dialog[open]')) return
  const deed = deeds[event.key]
  if (!deed) return
  event.preventDefault()
  deed()
})
