import { deskPeople, listAbsences, type PersonRow } from '#domain/accounts/index.ts'
import type { Context } from '#domain/shared/index.ts'
import { type Formats, type Lang, texts } from '#i18n/index.ts'

/** Who may have tickets, with who is away and who stands in beside the name. */
export async function deskPeopleNow(ctx: Context, lang: Lang, f: Formats): Promise<PersonRow[]> {
  const [people, absences] = await Promise.all([deskPeople(ctx.db), listAbsences(ctx)])
  const away = new Map(absences.filter(({ now }) => now).map((absence) => [absence.person.id, absence]))
  return people.map((person) => {
    const absence = away.get(person.id)
    // The last day, not the morning of being back.
    const label = absence && texts(lang).absences.label(f.day(absence.until - 1), absence.deputy.name)
    return label ? { ...person, name: `${person.name} – ${label}` } : person
  })
}
