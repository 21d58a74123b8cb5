import { type PreviousUpload, Upload } from 'tus-js-client'

/** Each request carries so much: a proxy's limit is above it, and of a broken line no more is sent twice. */
const part = 32 * 1024 * 1024
const delays = [0, 1000, 3000, 5000, 10_000, 20_000, 30_000, 60_000, 60_000, 60_000, 60_000, 60_000]

type Words = Record<
  'pause' | 'resume' | 'cancel' | 'waiting' | 'paused' | 'retrying' | 'sent' | 'failed' | 'left' | 'sending',
  string
>
type Line = {
  file: File
  upload: Upload
  row: HTMLElement
  state: 'waiting' | 'sending' | 'paused' | 'done' | 'failed'
}

/**
 * Sends release files in parts that go on after any interruption, one file after the other, signatures last. Without
 * it the form sends them at once.
 */
class ReleaseUploader extends HTMLElement {
  readonly #lines: Line[] = []
  #busy = false
  #startedAt = 0
  #startedWith = 0
  #watching: ReturnType<typeof setTimeout> | undefined

  connectedCallback(): void {
    const hint = this.querySelector<HTMLElement>('[data-scripted]')
    if (hint) hint.textContent = hint.dataset.scripted ?? ''
    const input = this.querySelector<HTMLInputElement>('input[type=file]')
    const button = this.querySelector<HTMLButtonElement>('button')
    if (button) button.hidden = true
    input?.addEventListener('change', () => {
      this.#take([...(input.files ?? [])])
      input.value = ''
    })
    this.addEventListener('dragover', (event) => event.preventDefault())
    this.addEventListener('drop', (event) => {
      event.preventDefault()
      this.#take([...(event.dataTransfer?.files ?? [])])
    })
    window.addEventListener('beforeunload', (event) => {
      if (this.#lines.some(({ state }) => state === 'sending' || state === 'waiting')) event.preventDefault()
    })
    this.#watch()
  }

  disconnectedCallback(): void {
    clearTimeout(this.#watching)
    for (const { upload } of this.#lines) void upload.abort()
  }

  get #words(): Words {
    return JSON.parse(this.dataset.words ?? '{}') as Words
  }

  #take(files: File[]): void {
    const signature = ({ name }: File): number => Number(name.endsWith('.minisig'))
    for (const file of files.toSorted((a, b) => signature(a) - signature(b))) this.#add(file)
    void this.#next()
  }

  #add(file: File): void {
    const { endpoint = '', product = '', version = '' } = this.dataset
    const line: Line = {
      file,
      state: 'waiting',
      row: this.#rowOf(file),
      upload: undefined as unknown as Upload,
    }
    line.upload = new Upload(file, {
      endpoint,
      chunkSize: part,
      retryDelays: delays,
      removeFingerprintOnSuccess: true,
      metadata: { filename: file.name, product, version },
      // The same file of the same release, also after a reload.
      fingerprint: async () =>
        ['balcao', product, version, file.name, file.size, file.lastModified].join('/'),
      onShouldRetry: (error) => {
        const status = error.originalResponse?.getStatus() ?? 0
        const again = status === 0 || status === 409 || status === 423 || (status >= 500 && status !== 507)
        if (again) this.#show(line, this.#words.retrying)
        return again
      },
      onProgress: (sent, total) => this.#progress(line, sent, total),
      onSuccess: () => this.#end(line, 'done', this.#words.sent),
      onError: (error) => {
        const said = 'originalResponse' in error ? error.originalResponse?.getBody() : ''
        this.#end(line, 'failed', `${this.#words.failed}. ${(said ?? '').slice(0, 300)}`)
      },
    })
    this.#lines.push(line)
  }

  #rowOf(file: File): HTMLElement {
    const list = this.querySelector<HTMLElement>('[data-queue]')
    const row = document.createElement('li')
    row.className = 'file-line'
    const name = document.createElement('strong')
    name.textContent = file.name
    const bar = document.createElement('progress')
    bar.max = file.size
    bar.value = 0
    bar.setAttribute('aria-label', this.#words.sending.replace('{}', file.name))
    const said = document.createElement('span')
    said.textContent = this.#words.waiting
    row.append(name, bar, said, this.#button('pause', row), this.#button('cancel', row))
    list?.append(row)
    if (list) list.hidden = false
    return row
  }

  #button(what: 'pause' | 'cancel', row: HTMLElement): HTMLButtonElement {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'button button-second button-small'
    button.dataset.deed = what
    button.textContent = this.#words[what]
    button.addEventListener('click', () => {
      const line = this.#lines.find((each) => each.row === row)
      if (line && what === 'pause') void this.#pause(line)
      if (line && what === 'cancel') void this.#cancel(line)
    })
    return button
  }

  async #next(): Promise<void> {
    const line = this.#lines.find(({ state }) => state === 'waiting')
    if (this.#busy || !line) return
    this.#busy = true
    line.state = 'sending'
    const before = await line.upload.findPreviousUploads().catch((): PreviousUpload[] => [])
    const [last] = before.toSorted((a, b) => b.creationTime.localeCompare(a.creationTime))
    if (last) line.upload.resumeFromPreviousUpload(last)
    this.#startedAt = 0
    line.upload.start()
    this.#say(this.#words.sending.replace('{}', line.file.name))
  }

  async #pause(line: Line): Promise<void> {
    const button = line.row.querySelector('[data-deed=pause]')
    if (line.state === 'paused') {
      line.state = 'waiting'
      if (button) button.textContent = this.#words.pause
      this.#show(line, this.#words.waiting)
      return this.#next()
    }
    if (line.state !== 'sending' && line.state !== 'waiting') return
    const sending = line.state === 'sending'
    line.state = 'paused'
    if (button) button.textContent = this.#words.resume
    this.#show(line, this.#words.paused)
    if (!sending) return
    await line.upload.abort()
    this.#busy = false
    void this.#next()
  }

  async #cancel(line: Line): Promise<void> {
    const sending = line.state === 'sending'
    this.#lines.splice(this.#lines.indexOf(line), 1)
    line.row.remove()
    // What is on the server goes too, if it has come there.
    await line.upload.abort(true).catch(() => undefined)
    if (sending) this.#busy = false
    void this.#next()
    void this.#refresh()
  }

  #progress(line: Line, sent: number, total: number): void {
    const bar = line.row.querySelector('progress')
    if (bar) bar.value = sent
    const now = performance.now()
    if (this.#startedAt === 0) {
      this.#startedAt = now
      this.#startedWith = sent
    }
    const speed = (sent - this.#startedWith) / Math.max(1, now - this.#startedAt)
    const percent = `${Math.floor((sent / total) * 100)} %`
    const left = speed > 0 && now - this.#startedAt > 3000 ? (total - sent) / speed / 1000 : null
    this.#show(
      line,
      left === null ? percent : `${percent}, ${this.#words.left.replace('{}', this.#time(left))}`,
    )
  }

  #time(seconds: number): string {
    const unit = seconds < 90 ? 'second' : seconds < 5400 ? 'minute' : 'hour'
    const value = Math.ceil(seconds / { second: 1, minute: 60, hour: 3600 }[unit])
    return new Intl.NumberFormat(this.dataset.lang, { style: 'unit', unit, unitDisplay: 'long' }).format(
      value,
    )
  }

  #show(line: Line, words: string): void {
    const said = line.row.querySelector('span')
    if (said) said.textContent = words
  }

  #say(words: string): void {
    const place = this.querySelector('[data-say]')
    if (place) place.textContent = words
  }

  #end(line: Line, state: 'done' | 'failed', words: string): void {
    line.state = state
    this.#busy = false
    this.#show(line, words)
    this.#say(`${line.file.name}: ${words}`)
    line.row.querySelector('[data-deed=pause]')?.remove()
    if (state === 'done') line.row.remove()
    void this.#refresh()
    void this.#next()
  }

  /** Until everything that arrived is in the draft. */
  #watch(): void {
    clearTimeout(this.#watching)
    if (document.querySelector('[data-settling]'))
      this.#watching = setTimeout(() => void this.#refresh(), 1500)
  }

  /** The parts of the page that uploads change, as they are on the server now. */
  async #refresh(): Promise<void> {
    const answer = await fetch(this.dataset.here ?? location.pathname).catch(() => null)
    if (answer?.ok && !answer.redirected) {
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      const fresh = page.querySelectorAll('[data-upload-part]')
      for (const [at, held] of document.querySelectorAll('[data-upload-part]').entries()) {
        const next = fresh[at]
        if (next && !held.contains(document.activeElement)) held.replaceWith(next)
      }
      const revision = page.querySelector<HTMLInputElement>('.release-form [name=revision]')?.value
      const own = document.querySelector<HTMLInputElement>('.release-form [name=revision]')
      // Files that came meanwhile are no reason to refuse what is typed.
      if (own && revision) own.value = revision
    }
    this.#watch()
  }
}

customElements.define('release-uploader', ReleaseUploader)
