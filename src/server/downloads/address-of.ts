import type { FileView, ReleaseView } from '#domain/releases/index.ts'
import type { Person } from '#domain/shared/index.ts'
import { sha256 } from '../auth/hash.ts'
import type { Runtime } from '../runtime.ts'

export type FileAddresses = {
  url: string
  sha256Url: string
  /** null: it is not signed. */
  signatureUrl: string | null
  /** Works by itself for half a day, whoever opens it. */
  grantUrl: string
}

/** Where a file that the actor may fetch now is fetched. */
export function fileAddresses(
  { config, grants }: Pick<Runtime, 'config' | 'grants'>,
  { actor, now }: { actor: Person; now: number },
  release: Pick<ReleaseView, 'product' | 'version' | 'organisations'>,
  { id: fileId, name, signed }: FileView,
): FileAddresses {
  const { product, version, organisations } = release
  const url = `${config.publicUrl.origin}/downloads/${product}/${version}/${encodeURIComponent(name)}`
  const { id: personId, tokenId } = actor
  const organisationId = organisations.find(({ decision }) => decision.allowed)?.id ?? actor.organisationId
  // Asked again within the hour, the same grant: its row of the audit is one.
  const hour = Math.floor(now / 3_600_000)
  const id = `g-${sha256([personId, tokenId, fileId, organisationId, hour].join(' ')).slice(0, 26)}`
  const grant = grants.sign({ id, fileId, organisationId, personId, tokenId }, now)
  return {
    url,
    sha256Url: `${url}.sha256`,
    signatureUrl: signed ? `${url}.minisig` : null,
    grantUrl: `${url}?grant=${grant}`,
  }
}
