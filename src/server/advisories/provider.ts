import { createHash } from 'node:crypto'
import {
  type Advisory,
  csafPath,
  documentOf,
  getAdvisory,
  isAdvisoryOut,
  listAdvisories,
  type Publisher,
} from '#domain/advisories/index.ts'
import { type Context, isDomainError } from '#domain/shared/index.ts'
import type { Runtime } from '../runtime.ts'

/** What lies at one address of the provider's folder. */
export type Served = { body: string; type: string; updatedAt: number }

export const csafFolder = '/.well-known/csaf'
const json = 'application/json'
const plain = 'text/plain; charset=utf-8'

export function publisherOf({ site, config }: Pick<Runtime, 'site' | 'config'>): Publisher {
  const { company, contact } = site.catalogue.settings.site
  return { name: company, origin: config.publicUrl.origin, contact: contact.security ?? contact.email }
}

/** Every advisory that the reader may read and that is out, newest first. */
async function readable(ctx: Context): Promise<Advisory[]> {
  const all: Advisory[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof listAdvisories>> = await listAdvisories(ctx, { cursor })
    all.push(...page.items.filter((advisory) => isAdvisoryOut(advisory, ctx.now)))
    cursor = page.next
  } while (cursor !== null)
  return all
}

/** Of the document itself: its words are those of its newest revision. */
function changedAt({ revisions, publishedAt }: Advisory): number {
  return revisions.at(-1)?.at ?? publishedAt ?? 0
}

async function documentText(runtime: Runtime, ctx: Context, advisory: Advisory): Promise<string> {
  return `${JSON.stringify(await documentOf(ctx, advisory, publisherOf(runtime)), null, 2)}\n`
}

/** CSAF 2.0, 7.1.8: who provides, and where the documents are. */
function metadata(runtime: Runtime, updatedAt: number): Served {
  const { name, origin, contact } = publisherOf(runtime)
  const folder = `${origin}${csafFolder}`
  const document = {
    canonical_url: `${folder}/provider-metadata.json`,
    distributions: ['white', 'green', 'amber', 'red'].map((label) => ({
      directory_url: `${folder}/${label}/`,
    })),
    last_updated: new Date(updatedAt).toISOString(),
    list_on_CSAF_aggregators: true,
    metadata_version: '2.0',
    mirror_on_CSAF_aggregators: true,
    publisher: { category: 'vendor', name, namespace: origin, contact_details: contact },
    role: 'csaf_provider',
  }
  return { body: `${JSON.stringify(document, null, 2)}\n`, type: json, updatedAt }
}

const inFolder =
  /^\/(white|green|amber|red)\/(?:(index\.txt|changes\.csv)|(\d{4}\/[a-z0-9_+-]+\.json)(\.sha256)?)$/

/**
 * What the provider's folder holds for this reader: `provider-metadata.json`, and below a folder for each label of the
 * traffic light `index.txt`, `changes.csv`, documents and their hashes. null: nothing that is theirs.
 * @param path below `/.well-known/csaf`
 */
export async function providerFile(runtime: Runtime, ctx: Context, path: string): Promise<Served | null> {
  const [, label, list, document, hash] = inFolder.exec(path) ?? []
  if (label && document) return documentFile(runtime, ctx, `${label}/${document}`, hash !== undefined)
  const advisories = await readable(ctx)
  const updatedAt = Math.max(0, ...advisories.map(changedAt))
  if (path === '/provider-metadata.json') return metadata(runtime, updatedAt)
  if (!label) return null
  const mine = advisories.filter((advisory) => csafPath(advisory).startsWith(`${label}/`))
  const below = (advisory: Advisory): string => csafPath(advisory).slice(label.length + 1)
  if (list === 'index.txt')
    return { body: mine.map((advisory) => `${below(advisory)}\n`).join(''), type: plain, updatedAt }
  const rows = mine
    .toSorted((one, other) => changedAt(other) - changedAt(one))
    .map((advisory) => `"${below(advisory)}","${new Date(changedAt(advisory)).toISOString()}"\n`)
  return { body: rows.join(''), type: 'text/csv; charset=utf-8', updatedAt }
}

/** @param path below the provider's folder, such as `white/2026/adv-2026-0001.json` */
async function documentFile(
  runtime: Runtime,
  ctx: Context,
  path: string,
  hash: boolean,
): Promise<Served | null> {
  const name = path.split('/').at(-1) ?? ''
  const advisory = await getAdvisory(ctx, { tracking: name.replace(/\.json$/, '') }).catch((error) => {
    if (isDomainError(error) && error.kind === 'not-found') return null
    throw error
  })
  if (!advisory || !isAdvisoryOut(advisory, ctx.now) || csafPath(advisory) !== path) return null
  const body = await documentText(runtime, ctx, advisory)
  const updatedAt = changedAt(advisory)
  if (!hash) return { body, type: json, updatedAt }
  const digest = createHash('sha256').update(body).digest('hex')
  return { body: `${digest}  ${name}\n`, type: plain, updatedAt }
}

/** RFC 9116. It expires a year after the month began, so that it is never older than a month. */
export function securityText(runtime: Runtime, now: number): string {
  const { origin, contact } = publisherOf(runtime)
  const expires = new Date(now)
  expires.setUTCFullYear(expires.getUTCFullYear() + 1, expires.getUTCMonth(), 1)
  expires.setUTCHours(0, 0, 0, 0)
  return [
    `Contact: mailto:${contact}`,
    `Expires: ${expires.toISOString()}`,
    'Preferred-Languages: pt, en',
    `Canonical: ${origin}/.well-known/security.txt`,
    `Policy: ${origin}/en/advisories/`,
    `CSAF: ${origin}${csafFolder}/provider-metadata.json`,
    '',
  ].join('\n')
}
