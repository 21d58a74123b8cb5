/** A ticket's name to people. A name, never a credential. */
export type Reference = `SUP-${number}`

export function referenceOf(id: number): Reference {
  return `SUP-${id}`
}

/** null when it is no reference. Case does not matter: people type it. */
export function parseReference(text: string): number | null {
  const digits = /^SUP-([1-9]\d{0,14})$/i.exec(text.trim())?.[1]
  return digits ? Number(digits) : null
}

/** As people write it where nothing but a ticket can be meant: `1021`, `#1021` and `sup 1021` are `SUP-1021`. */
export function ticketNamed(text: string): number | null {
  const digits = /^#?(?:SUP[-\s]?)?([1-9]\d{0,14})$/i.exec(text.trim())?.[1]
  return digits ? Number(digits) : null
}
