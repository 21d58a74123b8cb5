import { type Place, parsePath, pathOf } from '#domain/knowledge/index.ts'
import { notFound } from '#domain/shared/index.ts'
import { isLang, type Lang } from '#i18n/index.ts'
import type { Form } from '../http/form.ts'
import { type Values, writeFields } from './article-fields.ts'
import { setBody } from './front-matter.ts'

/** Which article an address speaks of. @throws DomainError `not-found` where it can be none */
export function placeAt(id: string | undefined, lang: string | null, fallback: Lang): Place {
  const place = parsePath(pathOf({ id: id ?? '', lang: isLang(lang) ? lang : fallback }))
  if (!place) throw notFound('article')
  return place
}

/** Of fields that stand several times in the form, such as the products, one line each. */
export function valuesOf(form: Form): Values {
  return (name) => form.all(name).join('\n')
}

/** The whole file that the form speaks of. @param from the text that the form was filled from */
export function composed(from: string, kind: Place['kind'], values: Values, zone: string): string {
  return setBody(writeFields(from, kind, values, zone), values('body'))
}
