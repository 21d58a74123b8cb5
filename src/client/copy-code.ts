/** Gives each block of code inside it a button that copies it. */
class CopyCode extends HTMLElement {
  connectedCallback(): void {
    if (!navigator.clipboard) return
    for (const block of this.querySelectorAll('pre')) {
      const button = document.createElement('button')
      button.type = 'button'
      button.className = 'copy'
      button.textContent = this.dataset.copy ?? ''
      button.addEventListener('click', () => void this.#copy(block, button))
      const frame = document.createElement('div')
      frame.className = 'code'
      block.replaceWith(frame)
      frame.append(block, button)
    }
  }

  async #copy(block: HTMLElement, button: HTMLButtonElement): Promise<void> {
    await navigator.clipboard.writeText(block.textContent?.trimEnd() ?? '')
    button.textContent = this.dataset.copied ?? ''
    setTimeout(() => {
      button.textContent = this.dataset.copy ?? ''
    }, 2000)
  }
}

customElements.define('copy-code', CopyCode)
