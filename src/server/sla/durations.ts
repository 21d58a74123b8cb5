import { invalid } from '#domain/shared/index.ts'

const pattern = /^(?:(\d{1,5})\s*(?:h|horas?|hours?)\s*)?(?:(\d{1,6})\s*(?:m|min|minutos?|minutes?)?)?$/i

/** `90`, `90 min`, `4 h`, `2 h 30` or `2h30m` as minutes; nothing: null. @throws DomainError `invalid` */
export function parseDuration(field: string, text: string): number | null {
  const bare = text.trim()
  if (bare === '') return null
  const [all, hours, minutes] = pattern.exec(bare) ?? []
  if (all === undefined) throw invalid([{ field, code: 'not-a-time' }])
  return Number(hours ?? 0) * 60 + Number(minutes ?? 0)
}

/** `2 h 30 min`, as `parseDuration` reads it. */
export function formatDuration(minutes: number | null): string {
  if (minutes === null) return ''
  const [h, m] = [Math.floor(minutes / 60), minutes % 60]
  return [h > 0 ? `${h} h` : '', m > 0 ? `${m} min` : ''].filter(Boolean).join(' ')
}
