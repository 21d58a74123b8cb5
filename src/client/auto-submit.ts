// A filter that changes applies itself; the button stays for those without scripts and for typed words.
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-auto]')) {
  form.addEventListener('change', (event) => {
    if (event.target instanceof HTMLSelectElement) form.requestSubmit()
  })
  // Empty filters stay out of the address.
  form.addEventListener('submit', () => {
    for (const field of form.elements) {
      if ((field instanceof HTMLInputElement || field instanceof HTMLSelectElement) && field.value === '') {
        field.disabled = true
      }
    }
  })
}
