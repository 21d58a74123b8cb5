import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import { type Context, conflict, invalid, notAllowed, notFound, parse } from '../shared/index.ts'
import {
  findProduct,
  findRelease,
  insertRelease,
  markYanked,
  nameOrganisations,
  storedFilesAfter,
  unknownOrganisation,
} from './store.ts'
import { parseRange, parseVersion, sortKeyOf } from './version.ts'

const fileName = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._+-]*$/)

export const publishReleaseSchema = z.object({
  product: z.string().min(1).max(64),
  version: z.string().min(1).max(40),
  kind: z.enum(['full', 'cumulative', 'hotfix', 'security']).default('cumulative'),
  channel: z.enum(['stable', 'rc', 'beta']).default('stable'),
  severity: z.enum(['low', 'medium', 'high', 'critical']).nullable().default(null),
  /** UTC epoch milliseconds; absent: now. */
  publishedAt: z.int().optional(),
  embargoUntil: z.int().nullable().default(null),
  required: z.boolean().default(false),
  requires: z.string().max(40).nullable().default(null),
  appliesTo: z.string().max(100).nullable().default(null),
  supersedes: z.array(z.string().max(40)).max(50).default([]),
  knownIssues: z
    .array(z.object({ pt: z.string().trim().min(1).max(500), en: z.string().trim().min(1).max(500) }))
    .max(50)
    .default([]),
  rolloutPercent: z.int().min(0).max(100).default(100),
  /** Organisations that it is for; absent: for all. */
  organisations: z.array(z.string().max(64)).min(1).max(500).optional(),
  supportEnds: z.iso.date().nullable().default(null),
  freeForAll: z.boolean().default(false),
  cves: z.array(z.string().regex(/^CVE-\d{4}-\d{4,}$/)).default([]),
  fixes: z.array(z.string().max(200)).default([]),
  files: z
    .array(
      z.object({
        name: fileName,
        size: z.int().min(1),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
        role: z.enum(['installer', 'documentation', 'sbom', 'provenance', 'signature']).default('installer'),
        platform: z.string().max(40).nullable().default(null),
      }),
    )
    .min(1)
    .max(100),
})

function mayPublish({ actor }: Context): boolean {
  return actor.kind === 'system' || (actor.kind === 'person' && actor.role === 'administrator')
}

/** Publishes a release whose files are in the store already. @throws DomainError `conflict` `version-published` */
export async function publishRelease(ctx: Context, input: unknown): Promise<{ id: string; version: string }> {
  if (!mayPublish(ctx)) throw notAllowed('publish-not-yours')
  const { files, ...values } = parse(publishReleaseSchema, input)
  const version = parseVersion(values.version)
  if (!version) throw invalid([{ field: 'version', code: 'not-a-version' }])
  if (new Set(files.map(({ name }) => name)).size < files.length) {
    throw invalid([{ field: 'files', code: 'same-name' }])
  }
  if (!(await findProduct(ctx.db, values.product))) throw invalid([{ field: 'product', code: 'unknown' }])
  if (values.requires !== null && !parseVersion(values.requires)) {
    throw invalid([{ field: 'requires', code: 'not-a-version' }])
  }
  if (values.appliesTo !== null && !parseRange(values.appliesTo)) {
    throw invalid([{ field: 'appliesTo', code: 'not-a-range' }])
  }
  const unknown = await unknownOrganisation(ctx.db, values.organisations ?? [])
  if (unknown) throw invalid([{ field: 'organisations', code: 'unknown', params: { id: unknown } }])
  for (const { sha256, name } of files) {
    if (!(await ctx.files.has(sha256))) throw invalid([{ field: 'files', code: 'missing', params: { name } }])
  }
  const id = ctx.ids.next()
  return ctx.write(async (tx) => {
    if (await findRelease(tx, values.product, version)) throw conflict('version-published')
    const { product, publishedAt, organisations, ...rest } = values
    await insertRelease(
      tx,
      {
        ...rest,
        id,
        productId: product,
        version,
        sortKey: sortKeyOf(version),
        status: 'published',
        exclusive: organisations !== undefined,
        publishedAt: publishedAt ?? ctx.now,
        createdAt: ctx.now,
      },
      files.map((file) => ({ ...file, id: ctx.ids.next(), releaseId: id, createdAt: ctx.now })),
    )
    if (organisations) await nameOrganisations(tx, id, organisations)
    const data = { kind: values.kind, files: files.map(({ name, sha256 }) => ({ name, sha256 })) }
    await recordEvent(ctx, tx, { type: 'release.published', subject: `release:${product}/${version}`, data })
    return { id, version }
  })
}

export const yankReleaseSchema = z.object({
  product: z.string().min(1).max(64),
  version: z.string().min(1).max(40),
  /** In the words of both languages, as customers read it. */
  reason: z.object({ pt: z.string().trim().min(1).max(500), en: z.string().trim().min(1).max(500) }),
  replacement: z.string().max(40).nullable().default(null),
})

/** Withdraws a release: it stays named, with the reason and what replaces it, but nobody may fetch it. */
export async function yankRelease(ctx: Context, input: unknown): Promise<void> {
  if (!mayPublish(ctx)) throw notAllowed('publish-not-yours')
  const { product, version, reason, replacement } = parse(yankReleaseSchema, input)
  await ctx.write(async (tx) => {
    const release = await findRelease(tx, product, parseVersion(version) ?? version)
    if (!release) throw notFound('release')
    if (release.status === 'yanked') throw conflict('already-withdrawn')
    if (replacement && !(await findRelease(tx, product, replacement))) {
      throw invalid([{ field: 'replacement', code: 'unknown' }])
    }
    await markYanked(tx, release.id, { yankedReason: reason, replacement })
    const data = { reason, replacement }
    const subject = `release:${product}/${release.version}`
    await recordEvent(ctx, tx, { type: 'release.yanked', subject, data })
  })
}

export type StoredReleaseFile = Awaited<ReturnType<typeof storedFilesAfter>>[number]

/** Every stored file, a hundred at a time: for comparing contents with their hashes. */
export async function* storedFiles(ctx: Context): AsyncGenerator<StoredReleaseFile> {
  if (!mayPublish(ctx)) throw notAllowed('publish-not-yours')
  let after = ''
  for (;;) {
    const page = await storedFilesAfter(ctx.db, after, 100)
    yield* page
    if (page.length < 100) return
    after = page.at(-1)?.id ?? after
  }
}
