import type { Signing } from '#domain/releases/index.ts'
import { type PublicKey, parsePublicKey, verifySignature } from './minisign.ts'

/** What the verbs need to know of signatures, in minisign's format. */
export const signing: Signing = {
  readKey: (text) => parsePublicKey(text),
  verify(signature, blake2b, keys) {
    const known = keys.map(parsePublicKey).filter((key): key is PublicKey => key !== null)
    return verifySignature(signature, Buffer.from(blake2b, 'hex'), known)
  },
}
