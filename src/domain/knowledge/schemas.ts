import { z } from 'zod'

// Messages say what is expected: a fault reads “file, line, field: expected MESSAGE”.
const words = (max: number) => z.string('words').trim().min(1, 'words').max(max, `${max} characters or fewer`)
const both = (max: number) =>
  z.strictObject({ pt: words(max), en: words(max) }, 'words in both languages: { pt: …, en: … }')
const slug = z
  .string('lower-case letters, digits and hyphens')
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case letters, digits and hyphens')
const version = z
  .string('a version in quotes, such as "7.4"')
  .regex(/^\d+(\.\d+)*([.-][0-9A-Za-z]+)*$/, 'a version in quotes, such as "7.4"')
const date = z.iso.date('a date such as 2026-09-30')
const moment = z.iso.datetime('a moment such as 2027-02-01T09:00:00Z')
const articleId = z
  .string('the path of an article below content, without language and .md')
  .regex(/^[a-z0-9][a-z0-9./-]*$/, 'the path of an article below content, without language and .md')
/** YAML reads a bare error number as a number. */
const alias = z.union([z.string(), z.number().transform(String)], 'a word or a code').pipe(words(80))

export const audiences = ['public', 'customer', 'partner', 'staff'] as const
export type Audience = (typeof audiences)[number]
export const releaseKinds = ['full', 'cumulative', 'hotfix', 'security'] as const
export type ReleaseKind = (typeof releaseKinds)[number]

/** What the file itself says; a moment to publish or to expire may say more (`stateOf`). */
export const statuses = ['draft', 'published', 'archived'] as const

/** What every article's front matter may have. A missing audience means staff: silence never publishes. */
const front = {
  title: words(120),
  description: words(220),
  audience: z.enum(audiences, `one of ${audiences.join(', ')}`).default('staff'),
  products: z.array(slug, 'a list of products, such as [gestor]').default([]),
  updated: date,
  aliases: z.array(alias, 'a list of words and codes').default([]),
  related: z.array(articleId, 'a list of articles').default([]),
  status: z.enum(statuses, `one of ${statuses.join(', ')}`).default('published'),
  publishAt: moment.optional(),
  expireAt: moment.optional(),
  /** Who keeps it right: a name or an e-mail address. */
  owner: words(120).optional(),
  reviewBy: date.optional(),
}
const place = {
  slug: slug.optional(),
  order: z.int('a whole number').min(0, 'a whole number of 0 or more').default(1000),
}

export const questionSchema = z.strictObject({
  ...front,
  ...place,
  /** Versions that it applies to; none: all. */
  versions: z.array(version, 'a list of versions in quotes, such as ["7.3", "7.4"]').default([]),
})
export const manualPageSchema = z.strictObject({ ...front, ...place, section: slug })
export const releaseNoteSchema = z.strictObject({
  ...front,
  date,
  kind: z.enum(releaseKinds, `one of ${releaseKinds.join(', ')}`),
  withdrawn: date.optional(),
  withdrawnReason: words(500).optional(),
  replacement: version.optional(),
  embargoUntil: moment.optional(),
})

export const categoriesSchema = z
  .array(
    z.strictObject({
      id: slug,
      slug: z.strictObject({ pt: slug, en: slug }).optional(),
      title: both(60),
      description: both(200),
      icon: slug.optional(),
    }),
    'a list of categories',
  )
  .min(1, 'at least one category')

export const manualSchema = z.strictObject({
  title: both(80),
  description: both(220),
  versions: z
    .array(
      z.strictObject({
        version,
        status: z.enum(['current', 'supported', 'old'], 'one of current, supported, old'),
      }),
      'a list of versions',
    )
    .min(1, 'at least one version'),
  sections: z.array(z.strictObject({ id: slug, title: both(60) }), 'a list of sections').min(1, 'a section'),
})

export const productsSchema = z
  .array(
    z.strictObject({
      id: slug,
      name: words(60),
      icon: slug.optional(),
      summary: both(220),
      versions: z.array(version, 'a list of versions').default([]),
      manual: version.optional(),
    }),
    'a list of products',
  )
  .min(1, 'at least one product')

export const siteSchema = z.strictObject({
  name: words(60),
  company: words(80),
  tagline: both(220),
  calendar: words(60),
  /** IANA name of the time zone that times are shown in. */
  zone: words(60).default('Europe/Lisbon'),
  contact: z.strictObject({
    email: z.email('an e-mail address'),
    phone: words(40).optional(),
    /** Where faults of security are reported; absent: `email`. */
    security: z.email('an e-mail address').optional(),
  }),
  hours: both(220),
  accent: words(60).optional(),
  footer: both(200),
  frequent: z.array(articleId, 'a list of articles').max(12, '12 articles or fewer').default([]),
})

const group = z.array(words(60), 'a list of words').min(2, 'two words or more')
/** `search.yaml`: words that mean the same to whoever searches. */
export const searchSchema = z.strictObject({
  synonyms: z.strictObject({ pt: z.array(group).default([]), en: z.array(group).default([]) }),
})

export type Category = z.output<typeof categoriesSchema>[number]
export type Manual = z.output<typeof manualSchema>
export type Product = z.output<typeof productsSchema>[number]
export type SiteSettings = z.output<typeof siteSchema>
