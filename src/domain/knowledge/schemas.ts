import { z } from 'zod'

const words = z.string().trim().min(1)
const both = z.strictObject({ pt: words, en: words })
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case letters, digits and hyphens')
const isoDate = z.union([z.iso.date(), z.date().transform((date) => date.toISOString().slice(0, 10))])

export const audiences = ['public', 'customer', 'partner', 'staff'] as const
export type Audience = (typeof audiences)[number]

/** What every article's front matter has. A missing audience means staff: silence never publishes. */
const article = z.object({
  title: words.max(120),
  description: words.max(220),
  audience: z.enum(audiences).default('staff'),
  products: z.array(slug).default([]),
  slug: slug.optional(),
  order: z.number().int().min(0).default(1000),
  updated: isoDate,
  aliases: z.array(z.coerce.string()).default([]),
  related: z.array(words).default([]),
})

export const manualPageSchema = article.extend({ section: slug })

export const manualSchema = z.strictObject({
  title: both,
  description: both,
  versions: z
    .array(z.strictObject({ version: words, status: z.enum(['current', 'supported', 'old']) }))
    .min(1),
  sections: z.array(z.strictObject({ id: slug, title: both })).min(1),
})

export type ManualPageMatter = z.output<typeof manualPageSchema>
export type Manual = z.output<typeof manualSchema>
