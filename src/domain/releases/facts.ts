import { z } from 'zod'

const words = (max: number) => z.string().trim().min(1).max(max)
export const bothLanguages = <T extends z.ZodType>(text: T) => z.object({ pt: text, en: text })

/** A name that is the same in every file system and in an address. */
export const fileName = z
  .string()
  .max(200)
  .refine((name) => /^[A-Za-z0-9][A-Za-z0-9._+-]*$/.test(name), 'not-a-file-name')
export const fileRoles = ['installer', 'documentation', 'sbom', 'provenance', 'signature'] as const
export const releaseKinds = ['full', 'cumulative', 'hotfix', 'security'] as const
export const channels = ['stable', 'rc', 'beta'] as const
export const severities = ['low', 'medium', 'high', 'critical'] as const
export const platformName = z
  .string()
  .max(40)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'not-a-platform')

export const releaseKey = { product: z.string().min(1).max(64), version: z.string().min(1).max(40) }
export const keySchema = z.object(releaseKey)

/** What a release says of itself, but for its files. */
export const factsShape = {
  kind: z.enum(releaseKinds).default('cumulative'),
  channel: z.enum(channels).default('stable'),
  severity: z.enum(severities).nullable().default(null),
  embargoUntil: z.int().nullable().default(null),
  required: z.boolean().default(false),
  requires: z.string().max(40).nullable().default(null),
  appliesTo: z.string().max(100).nullable().default(null),
  supersedes: z.array(z.string().max(40)).max(50).default([]),
  knownIssues: z
    .array(bothLanguages(words(500)))
    .max(50)
    .default([]),
  rolloutPercent: z.int().min(0).max(100).default(100),
  /** Organisations that it is for; absent: for all. */
  organisations: z.array(z.string().max(64)).min(1).max(500).optional(),
  supportEnds: z.iso.date().nullable().default(null),
  freeForAll: z.boolean().default(false),
  cves: z
    .array(z.string().regex(/^CVE-\d{4}-\d{4,}$/, 'a vulnerability such as CVE-2026-41877'))
    .max(100)
    .default([]),
  fixes: z.array(words(200)).max(200).default([]),
}

export const fileShape = {
  name: fileName,
  size: z.int().min(1),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  blake2b: z
    .string()
    .regex(/^[0-9a-f]{128}$/)
    .nullable()
    .default(null),
  role: z.enum(fileRoles).default('installer'),
  platform: platformName.nullable().default(null),
}
/** Bytes of a minisign signature at most; it has some 300. */
export const largestSignature = 4096
export const signatureText = z.string().max(largestSignature)

export const summarySchema = bothLanguages(words(220))
export const notesSchema = bothLanguages(words(100_000))
