import { askImage, type ImageWords } from './image-dialog.ts'
import type { MarkdownField } from './markdown-field.ts'

type Words = ImageWords & Record<'write' | 'look' | 'failed' | 'empty' | 'clean' | 'body', string>
type Fault = { line: number | null; field: string; where: string; words: string }
type Preview = { html: string; title: string; says: string; faults: Fault[] }

const pause = 350

/** A Markdown editor with a preview beside it, made and checked by the server as it is typed. */
class ArticleEditor extends HTMLElement {
  #form!: HTMLFormElement
  #text!: HTMLTextAreaElement
  #words!: Words
  #field: MarkdownField | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #asked = 0

  connectedCallback(): void {
    this.#form = this.querySelector('form.article-form') as HTMLFormElement
    this.#text = this.querySelector('[name=body]') as HTMLTextAreaElement
    this.#words = JSON.parse(this.dataset.words ?? '{}') as Words
    this.classList.add('live')
    this.#form.addEventListener('input', () => this.#changed())
    this.#form.addEventListener('reset', () => setTimeout(() => this.#refill()))
    this.addEventListener('click', (event) => this.#follow(event))
    this.#prepareLook()
    void this.#replace()
  }

  /** The editor's code is fetched here alone, and the textarea serves until it is there. */
  async #replace(): Promise<void> {
    const { replaceTextarea } = await import('./markdown-field.ts')
    this.#field = replaceTextarea(this.#text, this.#words.body, (files) => this.#take(files))
    const bar = this.querySelector<HTMLElement>('[data-toolbar]')
    const picker = this.querySelector<HTMLInputElement>('input[type=file]')
    const plain = this.querySelector<HTMLElement>('[data-image-fields]')
    if (bar) bar.hidden = false
    if (plain) plain.hidden = true
    for (const button of this.querySelectorAll<HTMLButtonElement>('[data-format]')) {
      const name = button.dataset.format ?? ''
      button.addEventListener('click', () => (name === 'image' ? picker?.click() : this.#field?.mark(name)))
    }
    picker?.addEventListener('change', () => {
      if (picker.files) this.#take(picker.files)
      picker.value = ''
    })
    void this.#look()
  }

  #refill(): void {
    const view = this.#field?.view
    view?.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: this.#text.value } })
  }

  #changed(): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#look(), pause)
  }

  #fields(): URLSearchParams {
    const fields = new URLSearchParams()
    for (const [name, value] of new FormData(this.#form)) {
      if (typeof value === 'string') fields.append(name, value)
    }
    return fields
  }

  async #look(): Promise<void> {
    const asked = ++this.#asked
    const body = this.#fields()
    const answer = await fetch(this.dataset.preview ?? '', { method: 'POST', body }).catch(() => null)
    if (asked !== this.#asked) return
    if (!answer?.ok) return this.#say(this.#words.failed)
    const preview = (await answer.json()) as Preview
    if (asked !== this.#asked) return
    const pane = this.querySelector('[data-preview-text]')
    // Rendered by the server as the article itself will be: raw HTML in it is text.
    if (pane) pane.innerHTML = preview.html || `<p>${this.#words.empty}</p>`
    const title = this.querySelector('[data-preview-title]')
    if (title) title.textContent = preview.title
    this.#showFaults(preview)
  }

  #showFaults({ faults, says }: Preview): void {
    const section = this.querySelector('[data-faults]')
    const list = document.createElement('ul')
    for (const { line, field, where, words } of faults) {
      const item = document.createElement('li')
      const link = document.createElement('a')
      link.href = `#${field}`
      link.textContent = where
      if (line !== null) link.dataset.line = String(line)
      item.append(link, ` ${words}`)
      list.append(item)
    }
    section?.classList.toggle('has-faults', faults.length > 0)
    const said = section?.querySelector('p span')
    if (said && said.textContent !== says) said.textContent = says
    section?.querySelector('ul')?.remove()
    if (faults.length > 0) section?.append(list)
    this.#say(faults.length > 0 ? says : '')
    this.#field?.show(faults.flatMap(({ line, words }) => (line === null ? [] : [{ line, words }])))
  }

  #say(words: string): void {
    const place = this.querySelector('[data-count]')
    if (place) place.textContent = words
  }

  /** A fault leads to its line, also where the field is folded away. */
  #follow(event: MouseEvent): void {
    this.#leave(event)
    const link =
      event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('[data-faults] a') : null
    if (!link) return
    const line = Number(link.dataset.line)
    const field = this.querySelector<HTMLElement>(`[id="${CSS.escape(link.hash.slice(1))}"]`)
    field?.closest('details')?.setAttribute('open', '')
    if (!line || !this.#field) return
    event.preventDefault()
    this.#field.goTo(line)
  }

  /** What a preview links to opens beside, so that nobody loses their place. */
  #leave(event: MouseEvent): void {
    const { target } = event
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>('[data-pane=look] a') : null
    if (!link || link.getAttribute('href')?.startsWith('#')) return
    event.preventDefault()
    window.open(link.href, '_blank', 'noopener')
  }

  #take(files: FileList): boolean {
    const [file] = files
    if (!file) return false
    void askImage(file, this.#words, (image, alt) => this.#send(image, alt)).then((markdown) => {
      if (markdown) this.#field?.insert(markdown)
    })
    return true
  }

  async #send(file: File, alt: string): Promise<{ markdown: string } | { problem: string }> {
    const body = new FormData()
    for (const name of ['articleId', 'of']) {
      body.append(name, (this.#form.elements.namedItem(name) as HTMLInputElement).value)
    }
    body.append('alt', alt)
    body.append('image', file, file.name)
    const answer = await fetch(this.dataset.images ?? '', { method: 'POST', body }).catch(() => null)
    if (answer?.status === 201 || answer?.status === 422) return answer.json()
    return { problem: this.#words.imageFailed }
  }

  /** On a narrow screen, one at a time: the text or how it looks. */
  #prepareLook(): void {
    const button = this.querySelector<HTMLButtonElement>('[data-look]')
    if (!button) return
    button.type = 'button'
    button.setAttribute('aria-pressed', 'false')
    button.addEventListener('click', () => {
      const look = this.classList.toggle('looking')
      button.setAttribute('aria-pressed', String(look))
      button.textContent = look ? this.#words.write : this.#words.look
      if (look) void this.#look()
    })
  }
}

customElements.define('article-editor', ArticleEditor)
