/** How many of something each may have at once: an organisation's downloads, or large pieces of memory. */
export type Slots = {
  /** @returns what gives the slot back, or null where all are taken */
  take(whose: string): (() => void) | null
  inUse(): number
}

export function createSlots(most: number): Slots {
  const taken = new Map<string, number>()
  let all = 0
  return {
    take(whose) {
      const count = taken.get(whose) ?? 0
      if (count >= most) return null
      taken.set(whose, count + 1)
      all += 1
      let given = false
      return () => {
        if (given) return
        given = true
        all -= 1
        const left = (taken.get(whose) ?? 1) - 1
        if (left === 0) taken.delete(whose)
        else taken.set(whose, left)
      }
    },
    inUse: () => all,
  }
}
