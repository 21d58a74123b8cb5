/** The button of a list's filters: a choice applies itself, and typed words alone still ask for the button. */
class AutoApply extends HTMLElement {
  connectedCallback(): void {
    const form = this.closest('form')
    form?.addEventListener('change', (event) => {
      if (event.target instanceof HTMLSelectElement) form.requestSubmit()
    })
    form?.addEventListener('input', (event) => {
      this.classList.toggle('typed', event.target instanceof HTMLInputElement)
    })
    form?.addEventListener('submit', () => leaveOutEmpty(form))
  }
}

/** Empty filters stay out of the address. */
function leaveOutEmpty(form: HTMLFormElement): void {
  for (const field of form.elements) {
    if ((field instanceof HTMLInputElement || field instanceof HTMLSelectElement) && field.value === '') {
      field.disabled = true
    }
  }
}

customElements.define('auto-apply', AutoApply)
