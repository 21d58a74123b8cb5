type Run = { id: string; state: string; stage: string; done: number; total: number }
type RunWords = { stages: Record<string, string>; states: Record<string, string>; of: string }

/** Follows a publish until it ends, then shows the page as it is then. Without it, a reload does. */
class RunProgress extends HTMLElement {
  #timer: ReturnType<typeof setTimeout> | undefined

  connectedCallback(): void {
    if (this.dataset.run) this.#follow()
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer)
  }

  #follow(): void {
    this.#timer = setTimeout(() => void this.#ask(), 1000)
  }

  async #ask(): Promise<void> {
    const answer = await fetch(this.dataset.address ?? '').catch(() => null)
    const runs = answer?.ok && !answer.redirected ? ((await answer.json()) as Run[]) : null
    const run = runs?.find(({ id }) => id === this.dataset.run)
    if (run?.state === 'queued' || run?.state === 'running') this.#show(run)
    if (run?.state === 'done' || run?.state === 'failed') await this.#end()
    else this.#follow()
  }

  #show({ state, stage, done, total }: Run): void {
    const words = JSON.parse(this.dataset.words ?? '{}') as RunWords
    const counted = total > 0 ? words.of.replace('1', String(done)).replace(/2$/, String(total)) : ''
    const said = `${words.stages[stage] ?? stage} ${counted}`
    const word = this.querySelector('[data-state]')?.lastChild
    if (word) word.textContent = words.states[state] ?? state
    const place = this.querySelector('[data-stage]')
    if (place && place.textContent !== said) place.textContent = said
    const bar = this.querySelector('progress')
    if (!bar) return
    if (total > 0) {
      bar.max = total
      bar.value = done
    } else bar.removeAttribute('value')
  }

  /** The same line as the server writes it, with its faults. */
  async #end(): Promise<void> {
    const page = new URL(this.dataset.address ?? '', location.href)
    page.pathname = page.pathname.replace(/progress$/, 'publishing')
    const answer = await fetch(page).catch(() => null)
    if (!answer?.ok) return this.#follow()
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const line = fresh.querySelector(`run-progress[data-id="${CSS.escape(this.dataset.run ?? '')}"]`)
    if (line) this.replaceChildren(...line.childNodes)
    delete this.dataset.run
  }
}

customElements.define('run-progress', RunProgress)

export {}
