/** Answers in place: what the form's own page would show comes here. Without it, that page opens. */
class HelpfulForm extends HTMLElement {
  #plain = false

  connectedCallback(): void {
    this.addEventListener('submit', (event) => {
      if (this.#plain) return
      event.preventDefault()
      void this.#send(event.target as HTMLFormElement, event.submitter)
    })
  }

  async #send(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
    const body = new URLSearchParams(new FormData(form, submitter) as never)
    const answer = await fetch(form.action, { method: 'POST', body }).catch(() => null)
    const page = answer && new DOMParser().parseFromString(await answer.text(), 'text/html')
    const next = page?.querySelector('helpful-form')
    if (!next) {
      this.#plain = true
      return form.requestSubmit(submitter)
    }
    this.className = next.className
    this.replaceChildren(...next.childNodes)
    this.querySelector<HTMLElement>('[tabindex]')?.focus()
  }
}

customElements.define('helpful-form', HelpfulForm)
