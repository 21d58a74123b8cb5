// Fields that one kind of article has and another has not.
const fields = document.querySelectorAll<HTMLElement>('[data-for-kind]')
const kinds = document.querySelectorAll<HTMLInputElement>('[name=kind]')

function show(): void {
  const kind = [...kinds].find(({ checked }) => checked)?.value ?? ''
  for (const field of fields) field.hidden = !field.dataset.forKind?.split(' ').includes(kind)
}

for (const kind of kinds) kind.addEventListener('change', show)
show()

export {}
