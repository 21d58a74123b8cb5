import type { Audience } from '#domain/knowledge/index.ts'
import type { Lang } from '#i18n/index.ts'

/** Folder of a search bundle below the release: what is not for everybody is outside the public tree. */
export function bundleFolder({ audience, lang }: { audience: Audience; lang: Lang }): string {
  return audience === 'public' ? `client/pagefind/${lang}` : `private/search/${audience}/${lang}`
}
