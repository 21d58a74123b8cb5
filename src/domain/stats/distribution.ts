/** Fewer values than this are said to be few: a percentile of them says little. */
export const fewBelow = 10

/** Minutes of several tickets, in no order. */
export type Distribution = Int32Array

export function distributionOf(parts: readonly (readonly number[])[]): Distribution {
  const all = new Int32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/**
 * The smallest value that at least that share of all values does not exceed (nearest rank), so that it is one that
 * was really measured. Puts the values in another order: no more of them than it must (Hoare's quickselect), since to
 * sort the minutes of a month takes longer than to read them.
 * @param share from 0 to 1
 * @returns null of nothing
 */
export function percentile(values: Distribution, share: number): number | null {
  if (values.length === 0) return null
  const wanted = Math.max(1, Math.ceil(share * values.length)) - 1
  let [low, high] = [0, values.length - 1]
  while (low < high) {
    const [left, right] = parted(values, low, high)
    if (wanted <= right) high = right
    else if (wanted >= left) low = left
    else break
  }
  return values[wanted] ?? null
}

/** Small values left, large ones right of a stretch. @returns where the large ones begin, and the small ones end */
function parted(values: Distribution, low: number, high: number): [left: number, right: number] {
  const pivot = values[(low + high) >>> 1] as number
  let [left, right] = [low, high]
  while (left <= right) {
    while ((values[left] as number) < pivot) left++
    while ((values[right] as number) > pivot) right--
    if (left > right) break
    const held = values[left] as number
    values[left++] = values[right] as number
    values[right--] = held
  }
  return [left, right]
}
