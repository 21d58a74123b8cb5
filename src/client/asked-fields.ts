// Shows what the chosen product and type of request are asked, and fills in the version that its organisation runs.
type Installed = { organisationId: string; productId: string; version: string }

const form = document.querySelector<HTMLFormElement>('form:has([data-installed])')
const version = form?.querySelector<HTMLInputElement>('[data-installed]')
const product = form?.querySelector<HTMLSelectElement>('[name=product]')
const type = form?.querySelector<HTMLSelectElement>('[name=requestType]')
const organisation = form?.querySelector<HTMLSelectElement>('[name=organisation]')

if (form && version && product) {
  const installed = JSON.parse(version.dataset.installed ?? '[]') as Installed[]
  // What was filled in and not typed gives way to what another choice fills in.
  let filled = version.defaultValue

  const has = (list: string | undefined, word: string): boolean => !list || list.split(' ').includes(word)
  // What is chosen already stays, so that its fault is seen.
  const offerTypes = (): void => {
    for (const option of type?.options ?? [])
      option.hidden = option.disabled = !option.selected && !has(option.dataset.products, product.value)
  }
  const askByType = (group: HTMLFieldSetElement): boolean => {
    const parts = [...group.querySelectorAll<HTMLElement>(':scope > div')]
    for (const part of parts) {
      part.hidden = !has(part.dataset.types, type?.value ?? '')
      for (const control of part.querySelectorAll<HTMLInputElement>('input, select, textarea'))
        control.disabled = part.hidden
    }
    return parts.some((part) => !part.hidden)
  }
  const show = (): void => {
    offerTypes()
    for (const group of form.querySelectorAll<HTMLFieldSetElement>('[data-asked]')) {
      const ofProduct = group.dataset.asked === 'every' || group.dataset.asked === product.value
      const asked = askByType(group) && ofProduct
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
  type?.addEventListener('change', show)
  organisation?.addEventListener('change', fill)
  form.addEventListener('reset', () => setTimeout(show))
  show()
}

export {}
