/** What a change changed, for its event: by field, before and after. */
export type Changes = Record<string, [before: unknown, after: unknown]>

export function changesBetween<T extends object>(before: T, after: Partial<T>): Changes {
  const changes: Changes = {}
  for (const [field, value] of Object.entries(after)) {
    const held = before[field as keyof T]
    if (JSON.stringify(held ?? null) !== JSON.stringify(value ?? null)) {
      changes[field] = [held ?? null, value ?? null]
    }
  }
  return changes
}

export function isChanged(changes: Changes): boolean {
  return Object.keys(changes).length > 0
}
