const form = document.querySelector<HTMLFormElement>('.queue-form')

/** Counts what is picked, picks all of the page, or all between two boxes with the shift key. */
function prepare(queue: HTMLFormElement): void {
  const boxes = (): HTMLInputElement[] => [...queue.querySelectorAll<HTMLInputElement>('[name=tickets]')]
  const count = queue.querySelector<HTMLElement>('[data-count]')
  const all = queue.querySelector<HTMLInputElement>('[data-all] input')
  let last: HTMLInputElement | null = null

  function show(): void {
    const picked = boxes().filter(({ checked }) => checked).length
    const words = count?.dataset.count?.replace('#', String(picked)) ?? ''
    if (count && count.textContent !== words) count.textContent = words
    if (!all) return
    all.checked = picked > 0 && picked === boxes().length
    all.indeterminate = picked > 0 && !all.checked
  }

  if (all?.parentElement) all.parentElement.hidden = false
  all?.addEventListener('change', () => {
    for (const box of boxes()) box.checked = all.checked
    show()
  })
  queue.addEventListener('click', (event) => {
    const box = event.target
    if (!(box instanceof HTMLInputElement) || box.name !== 'tickets') return
    const list = boxes()
    const [from, to] = [list.indexOf(last as HTMLInputElement), list.indexOf(box)].sort((a, b) => a - b)
    if (event.shiftKey && last && list.includes(last))
      for (const between of list.slice(from, (to ?? 0) + 1)) between.checked = box.checked
    last = box
    show()
  })
  // Nothing stays picked, also of what the page was sent with.
  queue.addEventListener('reset', () =>
    setTimeout(() => {
      for (const box of boxes()) box.checked = false
      show()
    }),
  )
  queue.addEventListener('change', show)
  document.addEventListener('balcao:refreshed', show)
  show()
}

if (form) prepare(form)

export {}
