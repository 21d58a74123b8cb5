import { z } from 'zod'
import { levels } from './priority.ts'
import { waitingFors } from './status.ts'

/** An empty form field is an absent one. */
export function blankAsAbsent<T extends z.ZodType>(
  schema: T,
): z.ZodType<z.output<T> | undefined, z.input<T> | '' | undefined> {
  return z.union([z.literal('').transform(() => undefined), schema]).optional() as never
}

/** Letters, digits and hyphens. */
export const word = /^[a-z0-9]+(-[a-z0-9]+)*$/

/** A word for addresses and programs; it stays. At `new` is the form of a new one. */
export const wordSchema = z
  .string()
  .trim()
  .toLowerCase()
  .min(2)
  .max(40)
  // What is too short is told as that alone.
  .refine((id) => id.length < 2 || (word.test(id) && id !== 'new'), 'not-a-word')

/** What people read instead of a word, in one language. */
export const nameSchema = z.string().trim().min(2).max(60)

export const referenceSchema = z.string().max(30)

/** What nobody sees: it would turn what stands beside it around, or part a word for searching. */
const unseen = /[\p{Cc}\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]/gu

/** A line of its own in lists, and what a ticket is opened by: without anything to see it would be empty. */
export const subjectSchema = z
  .string()
  .transform((value) => value.replace(/\s+/g, ' ').replace(unseen, '').trim())
  .transform((value) => (/[^\s\p{Cf}\p{M}]/u.test(value) ? value : ''))
  .pipe(z.string().min(3).max(200))

/** Markdown. */
export const bodySchema = z
  .string()
  .transform((value) => value.replaceAll('\r\n', '\n').replaceAll('\0', '').trim())
  .pipe(z.string().min(1).max(100_000))

export const maxAttachments = 10

export const uploadsSchema = z.array(z.string().min(1).max(64)).max(maxAttachments).default([])

export const levelSchema = z.enum(levels as [string, ...string[]] as ['low', 'normal', 'high', 'critical'])

export const waitingForSchema = z.enum(
  waitingFors as [string, ...string[]] as ['customer', 'engineering', 'third-party', 'planned-version'],
)

/** Of the ticket's product, that will have the fix. */
export const plannedVersionSchema = z
  .string()
  .trim()
  .regex(/^\d[\w.+-]*$/)
  .max(40)

/** Time spent on a message. */
export const minutesSchema = z.coerce.number().pipe(z.int().min(1).max(1440))

/** A finer word for the status. */
export const labelSchema = z.string().max(64)

export const lineSchema = z.coerce.number().pipe(z.union([z.literal(1), z.literal(2), z.literal(3)]))

export const reasonSchema = z.string().trim().min(1).max(500)

/** Answers to the fields of a ticket, by key. */
export const answersSchema = z.record(z.string().min(1).max(64), z.string().max(2000))
