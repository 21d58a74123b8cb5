const words = ['sent', 'replied', 'closed', 'reopened'] as const

/** What the address says was just done. */
export function saidIn(url: URL): (typeof words)[number] | null {
  return words.find((word) => url.searchParams.has(word)) ?? null
}
