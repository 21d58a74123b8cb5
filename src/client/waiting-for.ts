// 'Waiting for whom' is asked only where the status is 'waiting'.
for (const field of document.querySelectorAll<HTMLElement>('[data-waiting]')) {
  const status = field.closest('form')?.querySelector<HTMLSelectElement>('[name=status]')
  const show = (): void => {
    field.hidden = status?.value !== 'waiting'
  }
  status?.addEventListener('change', show)
  show()
}
