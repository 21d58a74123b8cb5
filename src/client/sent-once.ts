// A double click sends a form once: the second one comes before the answer to the first.
document.addEventListener('click', (event) => {
  const { target } = event
  const button = target instanceof Element ? target.closest('form[method=post] button') : null
  if (event.detail > 1 && button instanceof HTMLButtonElement && button.type === 'submit')
    event.preventDefault()
})

// What is shown once is the answer to a form: loading the page again asks for the page, and sends the form no second time.
if (document.querySelector('.done-secret')) history.replaceState(history.state, '', location.href)
