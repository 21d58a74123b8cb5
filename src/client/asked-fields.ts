// Shows what the chosen product is asked, and fills in the version that its organisation runs.
type Installed = { organisationId: string; productId: string; version: string }

const form = document.querySelector<HTMLFormElement>('form:has([data-installed])')
const version = form?.querySelector<HTMLInputElement>('[data-installed]')
const product = form?.querySelector<HTMLSelectElement>('[name=product]')
const organisation = form?.querySelector<HTMLSelectElement>('[name=organisation]')

if (form && version && product) {
  const installed = JSON.parse(version.dataset.installed ?? '[]') as Installed[]
  // What was filled in and not typed gives way to what another choice fills in.
  let filled = version.defaultValue

  const show = (): void => {
    for (const group of form.querySelectorAll<HTMLFieldSetElement>('[data-asked]')) {
      const asked = group.dataset.asked === 'every' || group.dataset.asked === product.value
      group.hidden = !asked
      group.disabled = !asked
    }
  }
  const fill = (): void => {
    const whose = organisation?.value ?? installed[0]?.organisationId
    const found = installed.find((one) => one.productId === product.value && one.organisationId === whose)
    if (version.value !== '' && version.value !== filled) return
    filled = found?.version ?? ''
    version.value = filled
  }
  product.addEventListener('change', () => {
    show()
    fill()
  })
  organisation?.addEventListener('change', fill)
  form.addEventListener('reset', () => setTimeout(show))
  show()
}

export {}
