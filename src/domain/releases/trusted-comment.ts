/** What a signature's trusted comment says of the file: `product:gestor version:7.5.2 file:NAME sequence:14`. */
export type Claims = Partial<Record<'product' | 'version' | 'file' | 'sequence', string>>

const names = ['product', 'version', 'file', 'sequence'] as const

/** Reads the parts that we know; others, such as minisign's own `timestamp:` and `hashed`, are left alone. */
export function readClaims(comment: string): Claims {
  const claims: Claims = {}
  for (const part of comment.split(/\s+/)) {
    const at = part.indexOf(':')
    const name = names.find((each) => each === part.slice(0, at))
    if (name && claims[name] === undefined) claims[name] = part.slice(at + 1)
  }
  return claims
}

export type Signed = {
  product: string
  version: string
  name: string
  /** The release's number. */
  sequence: number
  /** The highest number of the product's other releases. */
  highest: number
}
export type ClaimFault = 'signed-for-product' | 'signed-for-version' | 'signed-for-file' | 'signed-sequence'

/**
 * Whether a file was signed as what it is published as. A file that was signed as another, or as one of an older
 * release, is refused: a mix-up, or somebody who offers old files as new ones.
 * @returns the sequence that it was signed with, else the release's own
 */
export function checkClaims(comment: string, signed: Signed): { sequence: number } | { fault: ClaimFault } {
  const { product, version, file, sequence } = readClaims(comment)
  if (product !== undefined && product !== signed.product) return { fault: 'signed-for-product' }
  if (version !== undefined && version !== signed.version) return { fault: 'signed-for-version' }
  if (file !== undefined && file !== signed.name) return { fault: 'signed-for-file' }
  if (sequence === undefined) return { sequence: signed.sequence }
  const number = /^\d{1,9}$/.test(sequence) ? Number(sequence) : 0
  if (number !== signed.sequence && number <= signed.highest) return { fault: 'signed-sequence' }
  return { sequence: number }
}
