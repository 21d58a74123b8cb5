import { Temporal } from 'temporal-polyfill'
import { type Absence, endAbsence, listAbsences, setAbsence } from '#domain/accounts/index.ts'
import { type Context, invalid } from '#domain/shared/index.ts'
import { readForm } from '../http/form.ts'
import { attempt, type Refused } from '../http/message-form.ts'

export type AbsenceForm = {
  typed: Record<'from' | 'until' | 'deputy', string>
  refused: Refused | null
  absences: readonly Absence[]
  own: Absence | null
}

/** `YYYY-MM-DD` of the house's days. @returns the beginning of that day, or of the one after */
function startOf(day: string, zone: string, field: string, after = 0): number {
  try {
    const date = Temporal.PlainDate.from(day).add({ days: after })
    return date.toZonedDateTime(zone).epochMilliseconds
  } catch {
    throw invalid([{ field, code: day === '' ? 'required' : 'invalid' }])
  }
}

function dayOf(at: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString()
}

/** The form of one's own absence, in whole days of the house. */
export async function absenceForm(
  ctx: Context,
  request: Request,
  zone: string,
): Promise<AbsenceForm & { done: 'saved' | 'ended' | null; status: number | null }> {
  const absences = await listAbsences(ctx)
  const own = absences.find(({ person }) => ctx.actor.kind === 'person' && person.id === ctx.actor.id) ?? null
  const typed = {
    from: own ? dayOf(own.from, zone) : dayOf(ctx.now, zone),
    until: own ? dayOf(own.until - 1, zone) : '',
    deputy: own?.deputy.id ?? '',
  }
  const shown = { typed, refused: null, absences, own, done: null, status: null }
  if (request.method !== 'POST') return shown
  const form = await readForm(request, {})
  const ends = form.get('deed') === 'end'
  const values = { from: form.get('from'), until: form.get('until'), deputy: form.get('deputy') }
  const result = await attempt([], async () => {
    if (ends) return endAbsence(ctx)
    const from = startOf(values.from, zone, 'from')
    const until = startOf(values.until, zone, 'until', 1)
    await setAbsence(ctx, { from, until, deputy: values.deputy })
  })
  if ('done' in result) return { ...shown, done: ends ? 'ended' : 'saved' }
  return { ...shown, typed: values, refused: result.refused, status: result.status }
}
