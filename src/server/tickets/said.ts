/** Which of these words the address says was just done. */
export function saidIn<T extends string>(url: URL, words: readonly T[]): T | null {
  return words.find((word) => url.searchParams.has(word)) ?? null
}
