import { createHash, randomBytes } from 'node:crypto'

/** SHA-256 as hex: what the database keeps of a secret. */
export function sha256(value: string): string {
  return createHash('sha256').update(value).digest('hex')
}

/** 25 random bytes in lower-case base 32, as session ids and one-time links are. */
export function randomSecret(): string {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'
  let bits = ''
  for (const byte of randomBytes(25)) bits += byte.toString(2).padStart(8, '0')
  return (bits.match(/.{5}/g) ?? []).map((five) => alphabet[Number.parseInt(five, 2)]).join('')
}
