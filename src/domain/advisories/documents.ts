import { publicVersions } from '../releases/index.ts'
import type { Context } from '../shared/index.ts'
import { csafDocument, type KnownVersions, type Publisher } from './csaf.ts'
import type { Advisory } from './types.ts'

/** The versions that an advisory may name: what is out, is not for certain organisations alone, and what it says itself. */
async function versionsOf(ctx: Context, advisory: Advisory): Promise<KnownVersions> {
  const found = new Map<string, string[]>()
  for (const { productId, fixedVersion } of advisory.statements) {
    const versions = await publicVersions(ctx, productId)
    const named = fixedVersion !== null && !versions.includes(fixedVersion) ? [fixedVersion] : []
    found.set(productId, [...versions, ...named])
  }
  return found
}

/** The CSAF document of an advisory that its reader may read. */
export async function documentOf(
  ctx: Context,
  advisory: Advisory,
  publisher: Publisher,
  lang: 'pt' | 'en' = 'en',
): Promise<object> {
  return csafDocument(advisory, { publisher, versions: await versionsOf(ctx, advisory), lang })
}
