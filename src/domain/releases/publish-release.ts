import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import {
  type Context,
  conflict,
  invalid,
  notAllowed,
  notFound,
  parse,
  type Transaction,
} from '../shared/index.ts'
import { checkSignature } from './draft-files.ts'
import { highestSequence, organisationsOf } from './draft-store.ts'
import { factsShape, fileShape, releaseKey, signatureText } from './facts.ts'
import { activeKeys } from './keys-store.ts'
import { namingFault } from './naming.ts'
import type { Signing } from './signing-keys.ts'
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

export const publishReleaseSchema = z.object({
  ...releaseKey,
  ...factsShape,
  /** UTC epoch milliseconds; absent: now. */
  publishedAt: z.int().optional(),
  files: z
    .array(z.object({ ...fileShape, signature: signatureText.nullable().default(null) }))
    .min(1)
    .max(100),
})

function mayPublish({ actor }: Context): boolean {
  return actor.kind === 'system' || (actor.kind === 'person' && actor.role === 'administrator')
}

/**
 * Publishes a release whose files are in the store already, without a draft: for what came out elsewhere.
 * @param signing checks the signatures, which a product with a key asks for
 * @throws DomainError `conflict` `version-published`
 */
export async function publishRelease(
  ctx: Context,
  input: unknown,
  signing: Signing | null = null,
): Promise<{ id: string; version: string }> {
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
    const sequence = await signedSequence(tx, { ...values, version, files }, signing)
    const { product, publishedAt, organisations, ...rest } = values
    await insertRelease(
      tx,
      {
        ...rest,
        id,
        sequence,
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

/** The number of a release, which its files' signatures may name. @throws DomainError where one is wanting or wrong */
async function signedSequence(
  tx: Transaction,
  { product, version, files }: Pick<z.output<typeof publishReleaseSchema>, 'product' | 'version' | 'files'>,
  signing: Signing | null,
): Promise<number> {
  const highest = await highestSequence(tx, product)
  const release = { productId: product, version, sequence: highest + 1 }
  const signed = (await activeKeys(tx, product)).length > 0
  for (const { name, blake2b, signature } of files) {
    if (!signed && signature === null) continue
    if (!signing || signature === null)
      throw invalid([{ field: 'files', code: 'unsigned', params: { name } }])
    const checked = await checkSignature(tx, release, { name, blake2b }, signature, highest, signing)
    if ('fault' in checked) throw invalid([{ field: 'files', code: checked.fault, params: { name } }])
    release.sequence = checked.sequence
  }
  return release.sequence
}

export const yankReleaseSchema = z.object({
  product: z.string().min(1).max(64),
  version: z.string().min(1).max(40),
  /** In the words of both languages, as customers read it. */
  reason: z.object({ pt: z.string().trim().min(1).max(500), en: z.string().trim().min(1).max(500) }),
  replacement: z
    .union([z.literal('').transform(() => null), z.string().trim().max(40)])
    .nullable()
    .default(null),
})

/** Withdraws a release: it stays named, with the reason and what replaces it, but nobody may fetch it. */
export async function yankRelease(ctx: Context, input: unknown): Promise<void> {
  if (!mayPublish(ctx)) throw notAllowed('publish-not-yours')
  const { product, version, reason, replacement } = parse(yankReleaseSchema, input)
  await ctx.write(async (tx) => {
    const release = await findRelease(tx, product, parseVersion(version) ?? version)
    if (!release || release.status === 'draft') throw notFound('release')
    if (release.status === 'yanked') throw conflict('already-withdrawn')
    const instead = replacement === null ? null : (parseVersion(replacement) ?? replacement)
    const other = instead === null ? null : await findRelease(tx, product, instead)
    // What replaces it must be there to be fetched, and be another.
    if (instead !== null && (other?.status !== 'published' || other.id === release.id)) {
      throw invalid([{ field: 'replacement', code: 'unknown' }])
    }
    const readers = release.exclusive ? (await organisationsOf(tx, release.id)).map(({ id }) => id) : null
    const fault = other && (await namingFault(tx, other, readers, ctx.now))
    if (fault) throw invalid([{ field: 'replacement', code: fault }])
    await markYanked(tx, release.id, { yankedReason: reason, replacement: instead })
    const data = { reason, replacement: instead }
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
