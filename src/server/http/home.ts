import { isDesk, isStaff, type Person } from '#domain/shared/index.ts'
import type { Lang } from '#i18n/index.ts'

/** Where somebody's work begins after signing in. */
export function homeOf(person: Person, lang: Lang): string {
  if (isDesk(person)) return `/${lang}/desk`
  return isStaff(person) ? `/${lang}/desk/articles` : `/${lang}/tickets`
}
