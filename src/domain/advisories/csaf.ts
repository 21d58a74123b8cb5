import { readCvss } from './cvss.ts'
import { type AdvisoryStatement, type VexStatus, vexStatus } from './statement.ts'
import type { Advisory, Words } from './types.ts'

/** Who says it, and where it is read. */
export type Publisher = {
  name: string
  /** Origin of the portal; also the namespace. */
  origin: string
  contact: string
}

/** The versions of each product that are named, by product. */
export type KnownVersions = ReadonlyMap<string, readonly string[]>

const labels = { clear: 'WHITE', green: 'GREEN', amber: 'AMBER', red: 'RED' } as const

const iso = (at: number): string => new Date(at).toISOString()

const productKey = (product: string, version: string): string => `${product}-${version}`

type Group = Record<VexStatus, string[]>

function sortedOut(statements: readonly AdvisoryStatement[], versions: KnownVersions): Group {
  const group: Group = { known_affected: [], fixed: [], known_not_affected: [], under_investigation: [] }
  for (const statement of statements) {
    for (const version of versions.get(statement.productId) ?? []) {
      const status = vexStatus(statement, version)
      if (status) group[status].push(productKey(statement.productId, version))
    }
  }
  return group
}

/** Vendor, product, version: CSAF 2.0, 3.2.2. */
function productTree(
  publisher: Publisher,
  statements: readonly AdvisoryStatement[],
  versions: KnownVersions,
): object {
  const products = statements.flatMap(({ productId, productName }) => {
    const known = versions.get(productId) ?? []
    if (known.length === 0) return []
    const branches = known.map((version) => ({
      category: 'product_version',
      name: version,
      product: {
        name: `${productName} ${version}`,
        product_id: productKey(productId, version),
        product_identification_helper: { purl: `pkg:generic/${productId}@${encodeURIComponent(version)}` },
      },
    }))
    return [{ category: 'product_name', name: productName, branches }]
  })
  return { branches: [{ category: 'vendor', name: publisher.name, branches: products }] }
}

function remediations(advisory: Advisory, group: Group, publisher: Publisher, lang: keyof Words): object[] {
  const { statements, workaround } = advisory
  const found: object[] = []
  for (const { productId, productName, fixedVersion } of statements) {
    const affected = group.known_affected.filter((key) => key.startsWith(`${productId}-`))
    if (affected.length === 0) continue
    if (fixedVersion !== null) {
      found.push({
        category: 'vendor_fix',
        details: `${lang === 'pt' ? 'Atualizar para' : 'Update to'} ${productName} ${fixedVersion}.`,
        product_ids: affected,
        url: `${publisher.origin}/${lang}/updates/${productId}#v${fixedVersion}`,
      })
    } else if (workaround[lang] === '') {
      const details = lang === 'pt' ? 'Ainda sem correção.' : 'There is no fix yet.'
      found.push({ category: 'none_available', details, product_ids: affected })
    }
  }
  if (workaround[lang] !== '' && group.known_affected.length > 0) {
    found.push({ category: 'workaround', details: workaround[lang], product_ids: group.known_affected })
  }
  return found
}

function flags({ statements }: Advisory, group: Group): object[] {
  return statements.flatMap(({ productId, status, justification }) => {
    const ids = group.known_not_affected.filter((key) => key.startsWith(`${productId}-`))
    return status === 'not-affected' && justification !== null && ids.length > 0
      ? [{ label: justification, product_ids: ids }]
      : []
  })
}

function vulnerability(advisory: Advisory, group: Group, publisher: Publisher, lang: keyof Words): object {
  const cvss = advisory.cvss ? readCvss(advisory.cvss) : null
  const scored = group.known_affected
  const status = Object.fromEntries(Object.entries(group).filter(([, ids]) => ids.length > 0))
  const flagged = flags(advisory, group)
  const unexplained = group.known_not_affected.filter(
    (id) => !flagged.some((flag) => (flag as { product_ids: string[] }).product_ids.includes(id)),
  )
  const outside =
    lang === 'pt'
      ? 'A versão não contém o código vulnerável.'
      : 'The version does not contain the vulnerable code.'
  const mended = remediations(advisory, group, publisher, lang)
  return {
    ...(advisory.cve
      ? { cve: advisory.cve }
      : { ids: [{ system_name: publisher.name, text: advisory.tracking }] }),
    ...(advisory.cwe ? { cwe: advisory.cwe } : {}),
    title: advisory.title[lang],
    notes: [{ category: 'description', text: advisory.summary[lang], title: advisory.title[lang] }],
    product_status: status,
    ...(mended.length > 0 ? { remediations: mended } : {}),
    ...(flagged.length > 0 ? { flags: flagged } : {}),
    ...(cvss && scored.length > 0
      ? {
          scores: [
            {
              products: scored,
              cvss_v3: {
                version: '3.1',
                vectorString: cvss.vector,
                baseScore: cvss.score,
                baseSeverity: cvss.rating,
              },
            },
          ],
        }
      : {}),
    ...(unexplained.length > 0
      ? { threats: [{ category: 'impact', details: outside, product_ids: unexplained }] }
      : {}),
  }
}

/** File name of its document: CSAF 2.0, 5.1. */
function csafName(tracking: string): string {
  return `${tracking.toLowerCase().replace(/[^+\-a-z0-9]+/g, '_')}.json`
}

/** Where its document is kept below the provider's folder: `white/2026/adv-2026-0001.json`. */
export function csafPath({ tracking, tlp, publishedAt }: Advisory): string {
  const year = new Date(publishedAt ?? 0).getUTCFullYear()
  return `${labels[tlp].toLowerCase()}/${year}/${csafName(tracking)}`
}

/**
 * The document of a published advisory: CSAF 2.0, profile 4 (security advisory). It names no version that is not public
 * knowledge: the caller says which are.
 */
export function csafDocument(
  advisory: Advisory,
  { publisher, versions, lang }: { publisher: Publisher; versions: KnownVersions; lang: keyof Words },
): object {
  const { tracking, title, summary, tlp, severity, revisions, publishedAt, status } = advisory
  const group = sortedOut(advisory.statements, versions)
  const folder = `${publisher.origin}/.well-known/csaf`
  const history = revisions.map(({ number, at, summary: words }) => ({
    number: String(number),
    date: iso(at),
    summary: words[lang],
  }))
  const last = revisions.at(-1)
  return {
    document: {
      category: 'csaf_security_advisory',
      csaf_version: '2.0',
      lang: lang === 'pt' ? 'pt-PT' : 'en',
      title: title[lang],
      aggregate_severity: { text: severity },
      distribution: { tlp: { label: labels[tlp], url: 'https://www.first.org/tlp/' } },
      notes: [{ category: 'summary', title: title[lang], text: summary[lang] }],
      publisher: {
        category: 'vendor',
        name: publisher.name,
        namespace: publisher.origin,
        contact_details: publisher.contact,
      },
      references: [
        { category: 'self', summary: tracking, url: `${folder}/${csafPath(advisory)}` },
        { category: 'self', summary: title[lang], url: `${publisher.origin}/${lang}/advisories/${tracking}` },
      ],
      tracking: {
        id: tracking,
        initial_release_date: iso(publishedAt ?? 0),
        current_release_date: iso(last?.at ?? publishedAt ?? 0),
        version: String(last?.number ?? 1),
        status: status === 'draft' ? 'draft' : 'final',
        revision_history: history,
        generator: { engine: { name: 'Balcão' } },
      },
    },
    product_tree: productTree(publisher, advisory.statements, versions),
    vulnerabilities: [vulnerability(advisory, group, publisher, lang)],
  }
}
