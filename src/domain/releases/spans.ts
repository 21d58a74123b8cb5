/**
 * A part of a file that went out: from its first byte, up to where all certainly went, up to where some may have: what
 * still lay in buffers when the connection broke. Ends are exclusive.
 */
export type Span = [from: number, sure: number, perhaps: number]

const most = 200

/**
 * What lies between a record's end and where its client goes on, in bytes: from within what may have arrived, it has all
 * before, since a client asks for what it lacks. Parts that were there already are no such evidence for each other:
 * several may be fetched at once.
 */
export function arrivedUnseen([, sure, perhaps]: Span, [from]: Span): number {
  return from > sure && from <= perhaps ? from - sure : 0
}

/** Adds a part; parts that meet become one. */
export function addSpan(spans: readonly Span[], span: Span): Span[] {
  const had = spans.map((each): Span => [each[0], each[1] + arrivedUnseen(each, span), each[2]])
  const merged: Span[] = []
  for (const next of [...had, span].toSorted((a, b) => a[0] - b[0])) {
    const last = merged.at(-1)
    if (last && next[0] <= last[1]) {
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

/** Marks what may have gone out after a part whose sending nobody saw end. @param from where its record ends */
export function mayHaveGone(spans: readonly Span[], from: number, upTo: number): Span[] {
  const found = spans.find((span) => span[0] <= from && from <= span[1])
  if (!found) return addSpan(spans, [from, from, upTo])
  return spans.map((span) => (span === found ? [span[0], span[1], Math.max(span[2], upTo)] : span))
}
