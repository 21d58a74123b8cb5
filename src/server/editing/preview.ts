import { getRevision } from '#domain/editing/index.ts'
import { pathOf } from '#domain/knowledge/index.ts'
import { isDomainError } from '#domain/shared/index.ts'
import { texts } from '#i18n/index.ts'
import { readForm } from '../http/form.ts'
import { composed, placeAt, valuesOf } from './compose.ts'
import { type Desk, looked } from './desk.ts'

export type Preview = {
  html: string
  title: string
  /** In words: how many things are to correct. */
  says: string
  faults: { line: number | null; field: string; where: string; words: string }[]
}

/** What is typed as its readers will see it, and what keeps it from being published. */
export async function preview(desk: Desk, request: Request): Promise<Preview> {
  const form = await readForm(request, {})
  const place = placeAt(form.get('articleId'), form.get('of'), desk.lang)
  const key = { articleId: place.id, lang: place.lang, number: form.get('revision') }
  const begun = await getRevision(desk.ctx, key).catch((error) => {
    if (isDomainError(error)) return { text: '' }
    throw error
  })
  const values = valuesOf(form)
  const text = composed(begun.text, place.kind, values, desk.zone)
  const { html, faults, bodyLine } = await looked(desk, pathOf(place), text)
  const t = texts(desk.lang)
  return {
    html,
    title: values('title'),
    says: faults.length > 0 ? t.faults.faults(faults.length) : t.faults.noFaults,
    faults: faults.map(({ line, field, expected }) => {
      const inBody = line >= bodyLine
      const name = field.split('.')[0] ?? ''
      return {
        line: inBody ? line - bodyLine + 1 : null,
        field: inBody ? 'body' : name,
        where: inBody
          ? t.faults.line(line - bodyLine + 1)
          : ((t.editing.fields as Record<string, string>)[name] ?? field),
        words: t.faults.fault(inBody ? field : '', expected),
      }
    }),
  }
}
