/** Which of these words the address says was just done. One with a value says something else: `?split=12` asks for a form. */
export function saidIn<T extends string>(url: URL, words: readonly T[]): T | null {
  return words.find((word) => url.searchParams.get(word) === '') ?? null
}
