type Caller = { name: string; email: string; organisation: { name: string } }
type Words = Record<'none' | 'one' | 'more', string>

/** Offers people as a name is typed (the combobox of the ARIA Authoring Practices); whom one takes is looked up by the form. */
class CallerField extends HTMLElement {
  #input!: HTMLInputElement
  #list!: HTMLElement
  #status!: HTMLElement
  #words!: Words
  #asking: AbortController | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #at = -1

  connectedCallback(): void {
    this.#input = this.querySelector('input') as HTMLInputElement
    this.#list = this.querySelector('[role=listbox]') as HTMLElement
    this.#status = this.querySelector('[role=status]') as HTMLElement
    this.#words = JSON.parse(this.dataset.words ?? '{}') as Words
    const say = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': this.#list.id }
    for (const [name, value] of Object.entries(say)) this.#input.setAttribute(name, value)
    this.#close()
    this.#input.addEventListener('input', () => this.#soon())
    this.#input.addEventListener('keydown', (event) => this.#key(event))
    this.#input.addEventListener('blur', () => this.#close())
    // Before the field loses the focus, by which the list closes.
    this.#list.addEventListener('pointerdown', (event) => event.preventDefault())
    this.#list.addEventListener('click', ({ target }) => {
      const option = target instanceof Element ? target.closest<HTMLElement>('[role=option]') : null
      if (option) this.#take(option)
    })
  }

  #soon(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#ask(), 150)
  }

  async #ask(): Promise<void> {
    this.#asking?.abort()
    this.#asking = new AbortController()
    const { signal } = this.#asking
    const q = this.#input.value.trim()
    if (q.length < 2) return this.#close()
    try {
      const answer = await fetch(`${this.dataset.url}?${new URLSearchParams({ q })}`, { signal })
      if (!answer.ok) return this.#close()
      const { items } = (await answer.json()) as { items: Caller[] }
      if (!signal.aborted && document.activeElement === this.#input) this.#show(items)
    } catch {
      // Without an answer, the button looks.
    }
  }

  #show(items: readonly Caller[]): void {
    this.#list.replaceChildren(...items.map((item, n) => optionOf(item, n)))
    this.#at = -1
    this.#list.hidden = items.length === 0
    this.#input.setAttribute('aria-expanded', String(items.length > 0))
    this.#input.removeAttribute('aria-activedescendant')
    const { none, one, more } = this.#words
    const count = items.length
    this.#status.textContent = count === 0 ? none : count === 1 ? one : more.replace('{n}', String(count))
  }

  #close(): void {
    clearTimeout(this.#timer)
    this.#asking?.abort()
    this.#list.hidden = true
    this.#at = -1
    this.#input.setAttribute('aria-expanded', 'false')
    this.#input.removeAttribute('aria-activedescendant')
  }

  #key(event: KeyboardEvent): void {
    const options = [...this.#list.querySelectorAll<HTMLElement>('[role=option]')]
    if (this.#list.hidden || options.length === 0) return
    if (event.key === 'Escape') this.#close()
    else if (event.key === 'ArrowDown') this.#move(options, 1)
    else if (event.key === 'ArrowUp') this.#move(options, -1)
    else if (event.key === 'Enter' && options[this.#at]) this.#take(options[this.#at] as HTMLElement)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  #move(options: readonly HTMLElement[], by: number): void {
    this.#at = (this.#at + by + options.length + (this.#at < 0 && by < 0 ? 1 : 0)) % options.length
    for (const [n, option] of options.entries()) option.setAttribute('aria-selected', String(n === this.#at))
    const chosen = options[this.#at]
    if (chosen) this.#input.setAttribute('aria-activedescendant', chosen.id)
    chosen?.scrollIntoView({ block: 'nearest' })
  }

  #take(option: HTMLElement): void {
    this.#input.value = option.dataset.email ?? ''
    this.#close()
    const form = this.closest('form')
    form?.requestSubmit(this.querySelector<HTMLButtonElement>('[value=who]'))
  }
}

function optionOf({ name, email, organisation }: Caller, n: number): HTMLElement {
  const option = document.createElement('li')
  option.id = `caller-${n}`
  option.role = 'option'
  option.dataset.email = email
  option.setAttribute('aria-selected', 'false')
  const strong = document.createElement('strong')
  strong.textContent = name
  const small = document.createElement('small')
  small.textContent = `${organisation.name} · ${email}`
  option.append(strong, ' ', small)
  return option
}

customElements.define('caller-field', CallerField)

export {}
