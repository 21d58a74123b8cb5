/**
 * A part of a file that went out: from its first byte, up to where all certainly went, up to where some may have: what
 * still lay in buffers when the connection broke. Ends are exclusive.
 */
export type Span = [from: number, sure: number, perhaps: number]

const most = 200

/**
 * Adds a part. Who goes on within what may have arrived has what lies before: a client asks for what it lacks, so the
 * two parts are one.
 */
export function addSpan(spans: readonly Span[], span: Span): Span[] {
  const merged: Span[] = []
  for (const next of [...spans, span].toSorted((a, b) => a[0] - b[0])) {
    const last = merged.at(-1)
    if (last && next[0] <= last[2]) {
      merged[merged.length - 1] = [last[0], Math.max(last[1], next[1]), Math.max(last[2], next[2])]
    } else merged.push([...next])
  }
  // Nobody who fetches a file leaves so many gaps: the largest parts are kept.
  if (merged.length <= most) return merged
  return merged
    .toSorted((a, b) => b[1] - b[0] - (a[1] - a[0]))
    .slice(0, most)
    .toSorted((a, b) => a[0] - b[0])
}

/** Whether every byte of so many certainly went out. */
export function covers(spans: readonly Span[], size: number): boolean {
  const [only] = spans
  return spans.length === 1 && only !== undefined && only[0] === 0 && only[1] >= size
}
