type Words = Record<
  | 'remove'
  | 'retry'
  | 'uploading'
  | 'uploaded'
  | 'failed'
  | 'tooLarge'
  | 'tooMany'
  | 'emptyFile'
  | 'wait'
  | 'settle'
  | 'write'
  | 'preview'
  | 'empty',
  string
>

const marks: Record<string, [before: string, after: string, line: boolean]> = {
  bold: ['**', '**', false],
  code: ['`', '`', false],
  list: ['- ', '', true],
  quote: ['> ', '', true],
  link: ['[', '](https://)', false],
}

/** Upload as chosen, dropped or pasted; preview in place; marks by button. Without it, it is a plain form. */
class MessageEditor extends HTMLElement {
  #text!: HTMLTextAreaElement
  #input!: HTMLInputElement
  #list!: HTMLUListElement
  #pending = 0
  #words!: Words

  connectedCallback(): void {
    this.#text = this.querySelector('textarea') as HTMLTextAreaElement
    this.#input = this.querySelector('input[type=file]') as HTMLInputElement
    this.#words = JSON.parse(this.dataset.words ?? '{}') as Words
    this.#list = this.querySelector('.files ul') ?? document.createElement('ul')
    this.querySelector('.files')?.append(this.#list)
    this.#list.setAttribute('aria-live', 'polite')
    for (const button of this.querySelectorAll<HTMLButtonElement>('[data-format]')) {
      button.hidden = false
      button.addEventListener('click', () => this.#mark(button.dataset.format ?? ''))
    }
    this.#preparePreview()
    this.classList.add('live')
    this.querySelector('.pick')?.addEventListener('click', () => this.#input.click())
    this.#input.addEventListener('change', () => {
      this.#take(this.#input.files ?? [])
      // Sent already: the form must not send them again.
      this.#input.value = ''
    })
    this.addEventListener('dragover', (event) => {
      event.preventDefault()
      this.classList.add('over')
    })
    this.addEventListener('dragleave', () => this.classList.remove('over'))
    this.addEventListener('drop', (event) => {
      event.preventDefault()
      this.classList.remove('over')
      this.#take(event.dataTransfer?.files ?? [])
    })
    this.#text.addEventListener('paste', (event) => {
      const files = event.clipboardData?.files
      if (!files?.length) return
      event.preventDefault()
      this.#take(files)
    })
    const form = this.closest('form')
    this.#text.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        form?.requestSubmit(form.querySelector<HTMLButtonElement>('[data-main]'))
      }
    })
    form?.addEventListener('submit', (event) => {
      const why = this.#unsettled(event.submitter)
      if (!why) return
      event.preventDefault()
      this.#say(why)
    })
  }

  /** What keeps the message from being sent: a file on its way, or one that would be missing from it. */
  #unsettled(submitter: HTMLElement | null): string | null {
    if (this.#pending > 0) return this.#words.wait
    const failed = this.#list.querySelector('[data-failed]') !== null
    return failed && !(submitter as HTMLButtonElement | null)?.formNoValidate ? this.#words.settle : null
  }

  #preparePreview(): void {
    const button = this.querySelector<HTMLButtonElement>('[value=preview]')
    if (!button) return
    this.querySelector('.preview')?.remove()
    const pane = document.createElement('div')
    pane.className = 'preview message-text'
    pane.hidden = true
    pane.tabIndex = 0
    this.#text.after(pane)
    button.type = 'button'
    button.setAttribute('aria-pressed', 'false')
    button.addEventListener('click', async () => {
      const show = pane.hidden
      if (show) {
        const body = new URLSearchParams({ body: this.#text.value })
        const answer = await fetch(this.dataset.preview ?? '', { method: 'POST', body }).catch(() => null)
        if (!answer?.ok) return this.#say(this.#words.failed)
        // Rendered and sanitised by the server, as the message itself will be.
        pane.innerHTML = (await answer.text()) || `<p>${this.#words.empty}</p>`
      }
      pane.hidden = !show
      this.#text.hidden = show
      button.setAttribute('aria-pressed', String(show))
      button.textContent = show ? this.#words.write : this.#words.preview
      if (!show) this.#text.focus()
    })
  }

  #mark(name: string): void {
    const [before, after, line] = marks[name] ?? ['', '', false]
    const { selectionStart: from, selectionEnd: to, value } = this.#text
    const chosen = value.slice(from, to)
    const marked = line
      ? (chosen || '')
          .split('\n')
          .map((each) => before + each)
          .join('\n')
      : before + chosen + after
    const start = line && from > 0 && value[from - 1] !== '\n' ? '\n' : ''
    this.#text.focus()
    this.#text.setRangeText(start + marked, from, to, 'end')
    if (!chosen && after) this.#text.selectionEnd = this.#text.selectionStart -= after.length
    this.#text.dispatchEvent(new Event('input', { bubbles: true }))
  }

  #take(files: Iterable<File>): void {
    for (const file of files) {
      const row = document.createElement('li')
      const name = document.createElement('span')
      name.textContent = file.name || 'image.png'
      row.append(name)
      this.#list.append(row)
      const held = this.#list.querySelectorAll('li:not(.bad)').length
      if (file.size === 0) this.#fail(row, this.#words.emptyFile, null)
      else if (file.size > Number(this.dataset.max)) this.#fail(row, this.#words.tooLarge, null)
      else if (held > Number(this.dataset.count)) this.#fail(row, this.#words.tooMany, null)
      else this.#send(row, file)
    }
  }

  #send(row: HTMLLIElement, file: File): void {
    const bar = document.createElement('progress')
    bar.max = 100
    bar.value = 0
    bar.setAttribute('aria-label', `${this.#words.uploading} ${file.name}`)
    const request = new XMLHttpRequest()
    row.classList.remove('bad')
    delete row.dataset.failed
    row.replaceChildren(
      row.firstElementChild as Element,
      bar,
      this.#button(this.#words.remove, () => request.abort()),
    )
    this.#pending++
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      bar.value = (100 * loaded) / total
    })
    request.addEventListener('loadend', () => {
      this.#pending--
      if (request.status === 201) return this.#keep(row, JSON.parse(request.responseText) as { id: string })
      if (request.status === 0 && request.readyState === 0) return row.remove()
      this.#fail(row, this.#words.failed, () => this.#send(row, file))
    })
    request.open('POST', this.dataset.uploads ?? '')
    const data = new FormData()
    data.append('attachments', file, file.name || 'image.png')
    request.send(data)
  }

  #keep(row: HTMLLIElement, { id }: { id: string }): void {
    const field = document.createElement('input')
    field.type = 'hidden'
    field.name = 'uploads'
    field.value = id
    const done = document.createElement('small')
    done.textContent = this.#words.uploaded
    const remove = this.#button(this.#words.remove, () => {
      const headers = { 'Content-Type': 'application/json' }
      void fetch(this.dataset.uploads ?? '', { method: 'DELETE', headers, body: JSON.stringify({ id }) })
      row.remove()
    })
    row.replaceChildren(row.firstElementChild as Element, done, remove, field)
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }

  #fail(row: HTMLLIElement, why: string, again: (() => void) | null): void {
    row.classList.add('bad')
    row.dataset.failed = ''
    const reason = document.createElement('small')
    reason.textContent = why
    row.replaceChildren(row.firstElementChild as Element, reason)
    if (again) row.append(this.#button(this.#words.retry, again))
    row.append(this.#button(this.#words.remove, () => row.remove()))
  }

  #button(label: string, deed: () => void): HTMLButtonElement {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = label
    button.addEventListener('click', deed)
    return button
  }

  #say(words: string): void {
    const note = document.createElement('li')
    note.className = 'bad'
    note.textContent = words
    this.#list.append(note)
    setTimeout(() => note.remove(), 5000)
  }
}

customElements.define('message-editor', MessageEditor)
