/** Characters of markup; a little over twice that in bytes. */
const most = 2_000_000

/** Markup that is made again for most pages, by what it is made of; the least recently used goes first. */
const kept = new Map<string, string>()
let size = 0

export async function keep(key: string, make: () => Promise<string>): Promise<string> {
  const held = kept.get(key)
  if (held !== undefined) {
    kept.delete(key)
    kept.set(key, held)
    return held
  }
  const made = await make()
  if (!kept.has(key)) size += made.length
  kept.set(key, made)
  for (const [oldest, markup] of kept) {
    if (size <= most) break
    kept.delete(oldest)
    size -= markup.length
  }
  return made
}
