import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'

export type Signer = {
  /** The text of a `.pub` file. */
  publicKey: string
  /** The text of a `.minisig` file. @param digest BLAKE2b-512 of the file */
  sign(digest: Buffer, comment: string): string
}

/** Signs as minisign does, with a key that is forgotten with the process: the demo's, never a house's. */
export function createSigner(): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const id = randomBytes(8)
  const bytes = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url')
  const name = Buffer.from(id).reverse().toString('hex').toUpperCase()
  const line = (...parts: Buffer[]): string => Buffer.concat(parts).toString('base64')
  return {
    publicKey: `untrusted comment: minisign public key ${name}\n${line(Buffer.from('Ed'), id, bytes)}\n`,
    sign(digest, comment) {
      const signature = sign(null, digest, privateKey)
      const global = sign(null, Buffer.concat([signature, Buffer.from(comment)]), privateKey)
      return [
        'untrusted comment: signature from minisign secret key',
        line(Buffer.from('ED'), id, signature),
        `trusted comment: ${comment}`,
        `${line(global)}\n`,
      ].join('\n')
    },
  }
}
