import { z } from 'zod'

/** What a bill of materials says is inside. */
export type Component = {
  /** In lower case, with its group before it where it has one. */
  name: string
  /** The last part of the name. */
  shortName: string
  version: string
  purl: string | null
  licence: string | null
}

/** Of one bill; what comes after is not read. */
const mostComponents = 50_000

const text = z.string().max(1000).optional()

const cyclonedx = z.object({
  bomFormat: z.literal('CycloneDX'),
  components: z
    .array(
      z.object({
        group: text,
        name: z.string().min(1).max(500),
        version: text,
        purl: text,
        licenses: z
          .array(
            z.object({
              expression: text,
              license: z.object({ id: text, name: text }).optional(),
            }),
          )
          .optional(),
      }),
    )
    .default([]),
})

const spdx = z.object({
  spdxVersion: z.string().startsWith('SPDX-2'),
  packages: z
    .array(
      z.object({
        name: z.string().min(1).max(500),
        versionInfo: text,
        licenseConcluded: text,
        licenseDeclared: text,
        externalRefs: z.array(z.object({ referenceType: text, referenceLocator: text })).optional(),
      }),
    )
    .default([]),
})

function component(
  name: string,
  version: string | undefined,
  purl: string | undefined,
  licence: string | undefined,
): Component {
  const lower = name.toLowerCase()
  const shortName = lower.split('/').at(-1) ?? lower
  const known = licence && !['NOASSERTION', 'NONE'].includes(licence) ? licence.slice(0, 200) : null
  return { name: lower, shortName, version: version ?? '', purl: purl ?? null, licence: known }
}

/** CycloneDX 1.x or SPDX 2.x, as JSON. @returns null when it is neither */
export function readBill(document: unknown): Component[] | null {
  const one = cyclonedx.safeParse(document)
  if (one.success) {
    return one.data.components.slice(0, mostComponents).map(({ group, name, version, purl, licenses }) => {
      const [licence] = licenses ?? []
      const words = licence?.expression ?? licence?.license?.id ?? licence?.license?.name
      return component(group ? `${group}/${name}` : name, version, purl, words)
    })
  }
  const other = spdx.safeParse(document)
  if (!other.success) return null
  return other.data.packages.slice(0, mostComponents).map((each) => {
    const purl = each.externalRefs?.find(({ referenceType }) => referenceType === 'purl')?.referenceLocator
    const { licenseConcluded, licenseDeclared } = each
    const licence =
      licenseConcluded === 'NOASSERTION' ? licenseDeclared : (licenseConcluded ?? licenseDeclared)
    return component(each.name, each.versionInfo, purl, licence)
  })
}

export type ComponentQuery = { name: string; version: string | null }

/** `log4j-core 2.14`, `log4j-core@2.14.1`, or a purl (without its qualifiers). @returns null when nothing is asked for */
export function readQuery(words: string): ComponentQuery | null {
  const trimmed = words.trim().toLowerCase()
  const purl = /^pkg:[a-z0-9.+-]+\/(.+)$/.exec(trimmed)?.[1]
  const bare = (purl ?? trimmed).replace(/[?#].*$/, '')
  const [, name = '', version] = /^(\S.*?)(?:@|\s+v?)(\d[\w.+-]*)$/.exec(bare) ?? [null, bare, undefined]
  const decoded = purl ? name.replaceAll('%40', '@') : name
  return decoded === '' ? null : { name: decoded.trim(), version: version ?? null }
}
