import { z } from 'zod'
import { parsePath, pathOf } from '../knowledge/index.ts'

/** The largest file an article may be, in characters. */
export const largestText = 300_000

export const langSchema = z.enum(['pt', 'en'])

const key = { articleId: z.string().max(200), lang: langSchema }

function isPlace({ articleId, lang }: { articleId: string; lang: 'pt' | 'en' }): boolean {
  return parsePath(pathOf({ id: articleId, lang })) !== null
}

const place = { message: 'not-a-place', path: ['articleId'] }

/** Which article, in which language. */
export const keySchema = z.object(key).refine(isPlace, place)

/** A deed on a working copy as its doer has seen it. */
export const deedSchema = z
  .object({ ...key, revision: z.coerce.number().int().min(0) })
  .refine(isPlace, place)

const why = z
  .string()
  .max(300)
  .default('')
  .transform((value) => value.replace(/\s+/g, ' ').trim())

export const textSchema = z.string().min(1).max(largestText)

export const saveSchema = z
  .object({ ...key, revision: z.coerce.number().int().min(0), text: textSchema, why })
  .refine(isPlace, place)

export const startSchema = z
  .object({ ...key, text: textSchema, why, ticketId: z.number().int().nullish() })
  .refine(isPlace, place)

export const wordsSchema = z.string().trim().min(1).max(2000)
