// 'Waiting for whom' is asked only where the status is 'waiting', and for which version only where it waits for one.
for (const form of document.querySelectorAll<HTMLFormElement>('form:has([data-waiting])')) {
  const status = form.querySelector<HTMLSelectElement>('[name=status]')
  const whom = form.querySelector<HTMLSelectElement>('[name=waitingFor]')
  const show = (): void => {
    const waits = status?.value === 'waiting'
    const parts = [
      ['[data-waiting]', waits],
      ['[data-planned]', waits && whom?.value === 'planned-version'],
    ] as const
    for (const [part, wanted] of parts) {
      const field = form.querySelector<HTMLElement>(part)
      if (field) field.hidden = !wanted
    }
  }
  status?.addEventListener('change', show)
  whom?.addEventListener('change', show)
  show()
}
