const { compare } = new Intl.Collator('pt', { numeric: true })

/** As a Portuguese index would: accents and case do not count, numbers by their value. */
export function byName(a: { name: string }, b: { name: string }): number {
  return compare(a.name, b.name)
}
