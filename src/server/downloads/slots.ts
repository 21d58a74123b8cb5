/** How many downloads an organisation may have under way at once. */
export type Slots = {
  /** @returns what gives the slot back, or null where all are taken */
  take(organisationId: string): (() => void) | null
  inUse(): number
}

export function createSlots(most: number): Slots {
  const taken = new Map<string, number>()
  let all = 0
  return {
    take(organisationId) {
      const count = taken.get(organisationId) ?? 0
      if (count >= most) return null
      taken.set(organisationId, count + 1)
      all += 1
      let given = false
      return () => {
        if (given) return
        given = true
        all -= 1
        const left = (taken.get(organisationId) ?? 1) - 1
        if (left === 0) taken.delete(organisationId)
        else taken.set(organisationId, left)
      }
    },
    inUse: () => all,
  }
}
