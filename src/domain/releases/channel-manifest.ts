import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import {
  actorId,
  type Context,
  conflict,
  invalid,
  isStaff,
  isSupervisor,
  notAllowed,
  notFound,
  parse,
  type Reader,
  requireAdministrator,
} from '../shared/index.ts'
import { channelRank, isOut } from './entitlement.ts'
import { channels, fileName } from './facts.ts'
import { activeKeys } from './keys-store.ts'
import {
  channelReleases,
  insertManifest,
  type ManifestRow,
  markWarned,
  newestManifest,
  newestManifests,
} from './manifest-store.ts'
import type { Signing } from './signing-keys.ts'
import { filesOf, findProduct, findReleases, type ReleaseRow, termsOf } from './store.ts'
import { readClaims } from './trusted-comment.ts'
import { requireReader } from './updates.ts'

const day = 86_400_000
export const manifestFormat = 'balcao-channel/1'
/** How long before its end administrators are told. */
const warnBefore = 7 * day

const moment = z.iso.datetime()
const hash = z.string().regex(/^[0-9a-f]{64}$/)

/**
 * What a channel has, signed as a whole: whoever keeps the highest number and refuses what has expired can be
 * shown neither less than there is (freezing) nor an older state (rolling back).
 */
export const channelManifestSchema = z.strictObject({
  format: z.literal(manifestFormat),
  product: z.string().max(64),
  channel: z.enum(channels),
  sequence: z.int().min(1),
  issued: moment,
  expires: moment,
  releases: z
    .array(
      z.strictObject({
        version: z.string().max(40),
        sequence: z.int(),
        channel: z.enum(channels),
        kind: z.string().max(20),
        severity: z.string().max(20).nullable(),
        published: moment,
        required: z.boolean(),
        requires: z.string().max(40).nullable(),
        appliesTo: z.string().max(100).nullable(),
        supersedes: z.array(z.string().max(40)),
        withdrawn: z.boolean(),
        replacement: z.string().max(40).nullable(),
        files: z.array(
          z.strictObject({
            name: fileName,
            size: z.int(),
            sha256: hash,
            role: z.string().max(20),
            platform: z.string().max(40).nullable(),
          }),
        ),
      }),
    )
    .max(500),
})
export type ChannelManifest = z.output<typeof channelManifestSchema>

const wanted = z.object({ product: z.string().min(1).max(64), channel: z.enum(channels) })
const draftSchema = z.object({ ...wanted.shape, days: z.int().min(1).max(400).default(30) })

const within = { stable: ['stable'], rc: ['stable', 'rc'], beta: ['stable', 'rc', 'beta'] } as const

async function releasesIn(
  db: Reader,
  product: string,
  channel: keyof typeof within,
  now: number,
): Promise<ChannelManifest['releases']> {
  const rows = await channelReleases(db, product, within[channel], now)
  const files = await filesOf(
    db,
    rows.map(({ id }) => id),
  )
  const named = rows.flatMap((row) => [...row.supersedes, row.replacement ?? []].flat())
  const others = await findReleases(
    db,
    [...new Set(named)].map((version) => `${product}/${version}`),
  )
  // Everybody with a contract reads the list: it names no release that is not for all of them.
  const hidden = new Set(others.filter((other) => !isFor(other, channel, now)).map(({ version }) => version))
  return rows.map((row) => ({
    version: row.version,
    sequence: row.sequence,
    channel: row.channel,
    kind: row.kind,
    severity: row.severity,
    published: new Date(row.publishedAt ?? row.createdAt).toISOString(),
    required: row.required,
    requires: row.requires,
    appliesTo: row.appliesTo,
    supersedes: row.supersedes.filter((version) => !hidden.has(version)),
    withdrawn: row.status === 'yanked',
    replacement: hidden.has(row.replacement ?? '') ? null : row.replacement,
    files: files
      .filter(({ releaseId }) => releaseId === row.id)
      .map(({ name, size, sha256, role, platform }) => ({ name, size, sha256, role, platform })),
  }))
}

function isFor(release: ReleaseRow, channel: keyof typeof within, now: number): boolean {
  return !release.exclusive && isOut(release, now) && channelRank[release.channel] <= channelRank[channel]
}

/** The next manifest of a channel, to be signed elsewhere. */
export async function draftChannelManifest(ctx: Context, input: unknown): Promise<ChannelManifest> {
  requireAdministrator(ctx)
  const { product, channel, days } = parse(draftSchema, input)
  if (!(await findProduct(ctx.db, product))) throw notFound('product')
  const last = await newestManifest(ctx.db, product, channel)
  return {
    format: manifestFormat,
    product,
    channel,
    sequence: (last?.sequence ?? 0) + 1,
    issued: new Date(ctx.now).toISOString(),
    expires: new Date(ctx.now + days * day).toISOString(),
    releases: await releasesIn(ctx.db, product, channel, ctx.now),
  }
}

const publishSchema = z.object({
  ...wanted.shape,
  /** The bytes that were signed, as text. */
  document: z.string().min(2).max(5_000_000),
  signature: z.string().min(1).max(4096),
  blake2b: z.string().regex(/^[0-9a-f]{128}$/),
})

/**
 * Serves a signed manifest from now on: a key of the product made the signature, the number is higher than the last
 * one's, the end is to come, and it lists nothing that is not there or not for everybody with a contract.
 */
export async function publishChannelManifest(
  ctx: Context,
  input: unknown,
  signing: Pick<Signing, 'verify'>,
): Promise<{ sequence: number; expiresAt: number }> {
  requireAdministrator(ctx)
  const { product, channel, document, signature, blake2b } = parse(publishSchema, input)
  if (!(await findProduct(ctx.db, product))) throw notFound('product')
  const manifest = readManifest(document)
  if (manifest?.product !== product || manifest.channel !== channel) throw refused('not-this-manifest')
  const expiresAt = Date.parse(manifest.expires)
  if (expiresAt <= ctx.now) throw refused('manifest-expired')
  const keys = (await activeKeys(ctx.db, product)).map(({ publicKey }) => publicKey)
  if (keys.length === 0) throw refused('no-signing-key')
  const verified = signing.verify(signature, blake2b, keys)
  if ('fault' in verified) throw refused(verified.fault)
  const claims = readClaims(verified.comment)
  if (claims.product !== undefined && claims.product !== product) throw refused('signed-for-product')
  if (claims.sequence !== undefined && claims.sequence !== String(manifest.sequence))
    throw refused('signed-sequence')
  await requireListed(ctx, manifest)
  return ctx.write(async (tx) => {
    const last = await newestManifest(tx, product, channel)
    if (last && last.sequence >= manifest.sequence) {
      throw conflict(last.document === document ? 'manifest-published' : 'manifest-not-newer')
    }
    const { sequence } = manifest
    const facts = { document, signature, keyId: verified.keyId, warnedAt: null, publishedAt: ctx.now }
    await insertManifest(tx, {
      ...{ ...facts, productId: product, channel, sequence, expiresAt },
      publishedBy: actorId(ctx.actor),
    })
    const data = { channel, sequence, expiresAt, keyId: verified.keyId }
    await recordEvent(ctx, tx, { type: 'channel.published', subject: `product:${product}`, data })
    return { sequence, expiresAt }
  })
}

function refused(code: string): Error {
  return invalid([{ field: 'manifest', code }])
}

function readManifest(document: string): ChannelManifest | null {
  try {
    return channelManifestSchema.parse(JSON.parse(document))
  } catch {
    return null
  }
}

async function requireListed(ctx: Context, { product, channel, releases }: ChannelManifest): Promise<void> {
  const there = await releasesIn(ctx.db, product, channel, ctx.now)
  for (const { version, sequence, files } of releases) {
    const same = there.find((release) => release.version === version && release.sequence === sequence)
    const whole = files.every((file) =>
      same?.files.some(
        (other) => other.name === file.name && other.sha256 === file.sha256 && other.size === file.size,
      ),
    )
    if (!same || !whole) throw invalid([{ field: 'manifest', code: 'lists-unknown', params: { version } }])
  }
}

/** The manifest of a channel that a contract of the reader's includes. @throws DomainError `not-found` otherwise */
export async function getChannelManifest(
  ctx: Context,
  input: unknown,
): Promise<Pick<ManifestRow, 'document' | 'signature' | 'sequence' | 'expiresAt'>> {
  const reader = requireReader(ctx)
  const { product, channel } = parse(wanted, input)
  const terms = await termsOf(ctx.db, reader.organisationIds, product)
  const may = isStaff(reader) || terms.some((line) => channelRank[line.channel] >= channelRank[channel])
  const manifest = may ? await newestManifest(ctx.db, product, channel) : null
  if (!manifest) throw notFound('manifest')
  return manifest
}

export type ListedManifest = Awaited<ReturnType<typeof newestManifests>>[number]

/** The manifest that is served of each channel. */
export async function listChannelManifests(ctx: Context): Promise<ListedManifest[]> {
  if (!isSupervisor(ctx.actor)) throw notAllowed('supervisors-only')
  return newestManifests(ctx.db)
}

/** Notes, once each, the served manifests that end within a week. @returns them, with the event of each */
export async function warnOfExpiry(ctx: Context): Promise<(ListedManifest & { eventId: number })[]> {
  if (ctx.actor.kind !== 'system') throw notAllowed('system-only')
  return ctx.write(async (tx) => {
    const ending = (await newestManifests(tx)).filter(
      // A warning of a day to come was given by a clock that was wrong.
      ({ expiresAt, warnedAt }) =>
        (warnedAt === null || warnedAt > ctx.now + warnBefore) && expiresAt - warnBefore <= ctx.now,
    )
    const told = []
    for (const manifest of ending) {
      await markWarned(tx, manifest, ctx.now)
      const { productId, channel, sequence, expiresAt } = manifest
      const data = { channel, sequence, expiresAt }
      const subject = `product:${productId}`
      told.push({
        ...manifest,
        eventId: await recordEvent(ctx, tx, { type: 'channel.expiring', subject, data }),
      })
    }
    return told
  })
}
