// A variable of the list is put where the writer is, or at the end.
const text = document.querySelector<HTMLTextAreaElement>('.template-form textarea')
for (const code of document.querySelectorAll<HTMLElement>('[data-variable]')) {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'variable'
  button.textContent = code.textContent
  code.replaceWith(button)
  button.addEventListener('click', () => {
    if (!text) return
    text.focus()
    text.setRangeText(button.textContent ?? '', text.selectionStart, text.selectionEnd, 'end')
  })
}
