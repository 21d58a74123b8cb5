export type Lang = 'pt' | 'en'

export const langs: readonly Lang[] = ['pt', 'en']

/** BCP 47 tag for `Intl` and the `lang` attribute. Portuguese is that of Portugal. */
export const locale: Record<Lang, string> = { pt: 'pt-PT', en: 'en-GB' }

export function isLang(value: unknown): value is Lang {
  return value === 'pt' || value === 'en'
}

/** One area's texts in both languages; a key that one of them lacks does not compile. */
export function define<T>(texts: { pt: T; en: NoInfer<T> }): Record<Lang, T> {
  return texts
}
