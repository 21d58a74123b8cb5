/** Rows of days: one more, or one less. Without this a form ends with an empty row, and a row that is emptied goes when it is saved. */
function prepare(list: HTMLElement, add: HTMLButtonElement): void {
  const rows = (): HTMLLIElement[] => [...list.querySelectorAll<HTMLLIElement>(':scope > li')]
  const inputs = (row: HTMLElement): HTMLInputElement[] => [...row.querySelectorAll('input')]
  let next = rows().length
  for (const input of list.querySelectorAll('input'))
    next = Math.max(next, Number(/\d+$/.exec(input.name)?.[0] ?? 0) + 1)

  function show(row: HTMLElement): void {
    const remove = row.querySelector<HTMLButtonElement>('[data-remove]')
    if (remove) remove.hidden = false
  }

  function number(): void {
    for (const [at, row] of rows().entries()) {
      const legend = row.querySelector('legend')
      if (legend) legend.textContent = add.dataset.row?.replace('0', String(at + 1)) ?? ''
    }
  }

  function addRow(): void {
    const last = rows().at(-1)
    if (!last) return
    const row = last.cloneNode(true) as HTMLLIElement
    for (const problem of row.querySelectorAll('.problem')) problem.remove()
    for (const input of inputs(row)) {
      input.value = ''
      input.name = input.name.replace(/\d+$/, String(next))
      input.id = input.name
      input.removeAttribute('aria-invalid')
      const hints = input.getAttribute('aria-describedby')?.split(' ')
      if (hints)
        input.setAttribute('aria-describedby', hints.filter((id) => !id.endsWith('-problem')).join(' '))
    }
    next++
    row.querySelector('[data-remove]')?.setAttribute('aria-label', add.dataset.remove ?? '')
    list.append(row)
    number()
    inputs(row)[0]?.focus()
  }

  add.hidden = false
  for (const row of rows()) show(row)
  add.addEventListener('click', addRow)
  list.addEventListener('click', (event) => {
    const button = (event.target as Element).closest('[data-remove]')
    const row = button?.closest('li')
    if (!row) return
    // The last row stays, empty, to be copied.
    if (rows().length === 1) for (const input of inputs(row)) input.value = ''
    else row.remove()
    number()
    const [first] = rows().map((each) => inputs(each)[0])
    ;(rows().length > 1 ? add : (first ?? add)).focus()
  })
}

const list = document.querySelector<HTMLElement>('[data-day-rows]')
const add = list?.parentElement?.querySelector<HTMLButtonElement>('[data-add]')
if (list && add) prepare(list, add)
