/** Gives the one line of code inside it a button that copies it; without a script it is marked with a click. */
class CopyLine extends HTMLElement {
  connectedCallback(): void {
    const code = this.querySelector('code')
    // Browsers have it on secure addresses alone.
    if (!code || !navigator.clipboard || this.querySelector('button')) return
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'button button-second button-small'
    const { copy = '', copied = '', name = '' } = this.dataset
    button.textContent = copy
    if (name) button.setAttribute('aria-label', `${copy}: ${name}`)
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(code.textContent?.trim() ?? '')
      button.textContent = copied
      button.setAttribute('aria-label', copied)
      setTimeout(() => {
        button.textContent = copy
        if (name) button.setAttribute('aria-label', `${copy}: ${name}`)
        else button.removeAttribute('aria-label')
      }, 2000)
    })
    this.append(button)
  }
}

customElements.define('copy-line', CopyLine)
