import { createHash, createPublicKey, type Hash, verify } from 'node:crypto'

/**
 * The formats of minisign: files are signed by Ed25519 over their BLAKE2b-512, and the trusted comment by Ed25519 over
 * the signature and itself. The older kind `Ed`, which signs the file itself, is refused: it would have to be held in
 * memory whole, and minisign writes `ED` unless it is told otherwise.
 */
export type PublicKey = {
  /** As minisign prints it: 16 hexadecimal digits. */
  id: string
  bytes: Buffer
}
export type Signature = {
  keyId: string
  bytes: Buffer
  comment: string
  /** Over signature and comment. */
  global: Buffer
}
export type SignatureFault = 'malformed' | 'legacy' | 'unknown-key' | 'wrong-signature' | 'wrong-comment'

const longest = 4096
const base64 = /^[A-Za-z0-9+/]+={0,2}$/

function decoded(line: string | undefined, length: number): Buffer | null {
  if (!line || !base64.test(line)) return null
  const bytes = Buffer.from(line, 'base64')
  return bytes.length === length ? bytes : null
}

/** Key ids are numbers, written with the lowest byte first. */
function idOf(bytes: Buffer): string {
  return Buffer.from(bytes).reverse().toString('hex').toUpperCase()
}

/** A public key as its file has it, or only its second line. @returns null when it is none */
export function parsePublicKey(text: string): PublicKey | null {
  if (text.length > longest) return null
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('untrusted comment:'))
  const bytes = lines.length === 1 ? decoded(lines[0], 42) : null
  if (bytes?.toString('latin1', 0, 2) !== 'Ed') return null
  return { id: idOf(bytes.subarray(2, 10)), bytes: bytes.subarray(10) }
}

export function parseSignature(text: string): Signature | SignatureFault {
  if (text.length > longest) return 'malformed'
  const [untrusted = '', signed, trusted = '', global, ...rest] = text.split(/\r?\n/)
  const bytes = decoded(signed, 74)
  const second = decoded(global, 64)
  const commented = untrusted.startsWith('untrusted comment: ') && trusted.startsWith('trusted comment: ')
  if (!bytes || !second || !commented || rest.some((line) => line !== '')) return 'malformed'
  const kind = bytes.toString('latin1', 0, 2)
  if (kind === 'Ed') return 'legacy'
  if (kind !== 'ED') return 'malformed'
  return {
    keyId: idOf(bytes.subarray(2, 10)),
    bytes: bytes.subarray(10),
    comment: trusted.slice('trusted comment: '.length),
    global: second,
  }
}

/** What is signed of a file. */
export function signedHash(): Hash {
  return createHash('blake2b512')
}

function holds(key: PublicKey, message: Buffer, signature: Buffer): boolean {
  const x = key.bytes.toString('base64url')
  return verify(
    null,
    message,
    createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }),
    signature,
  )
}

/** @param digest BLAKE2b-512 of the file @returns the trusted comment, which only the key's owner can have written */
export function verifySignature(
  text: string,
  digest: Buffer,
  keys: readonly PublicKey[],
): { keyId: string; comment: string } | { fault: SignatureFault } {
  const signature = parseSignature(text)
  if (typeof signature === 'string') return { fault: signature }
  const key = keys.find(({ id }) => id === signature.keyId)
  if (!key) return { fault: 'unknown-key' }
  if (!holds(key, digest, signature.bytes)) return { fault: 'wrong-signature' }
  const commented = Buffer.concat([signature.bytes, Buffer.from(signature.comment)])
  if (!holds(key, commented, signature.global)) return { fault: 'wrong-comment' }
  return { keyId: signature.keyId, comment: signature.comment }
}
