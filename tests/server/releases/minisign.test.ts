import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { parsePublicKey, parseSignature, signedHash, verifySignature } from '#server/releases/minisign.ts'

/** Made by minisign 0.11 (tests/fixtures/minisign). */
const fixture = (name: string): Promise<string> => readFile(`tests/fixtures/minisign/${name}`, 'utf8')
const name = 'gestor-7.5.2.txt'

async function keyOf(file: string): Promise<NonNullable<ReturnType<typeof parsePublicKey>>> {
  const key = parsePublicKey(await fixture(file))
  if (!key) throw new Error(`${file} is no key`)
  return key
}
const digestOf = (content: string): Buffer => signedHash().update(content).digest()

describe('public keys', () => {
  test('are read from their file or from their line alone, with the id that minisign prints', async () => {
    const text = await fixture('release.pub')
    const key = parsePublicKey(text)
    expect(key?.id).toBe('D0623243527ADDE1')
    expect(parsePublicKey(text.split('\n')[1] ?? '')).toEqual(key)
  })

  test('are nothing else', async () => {
    const signature = (await fixture(`${name}.minisig`)).split('\n')[1] ?? ''
    for (const text of ['', 'RWTh', signature, `${'A'.repeat(56)}`, 'x'.repeat(5000)]) {
      expect(parsePublicKey(text)).toBeNull()
    }
  })
})

describe('signatures', () => {
  test('made by minisign are verified, and their trusted comment is told', async () => {
    const keys = [await keyOf('other.pub'), await keyOf('release.pub')]
    const digest = digestOf(await fixture(name))
    expect(verifySignature(await fixture(`${name}.minisig`), digest, keys)).toEqual({
      keyId: 'D0623243527ADDE1',
      comment: `product:gestor version:7.5.2 file:${name} sequence:14`,
    })
    expect(verifySignature(await fixture('other.minisig'), digest, keys)).toMatchObject({
      keyId: 'B9BAD0760CEAF0FF',
    })
  })

  test('of another content, another key or with another comment are refused', async () => {
    const keys = [await keyOf('release.pub')]
    const text = await fixture(`${name}.minisig`)
    const content = await fixture(name)
    expect(verifySignature(text, digestOf(`${content} `), keys)).toEqual({ fault: 'wrong-signature' })
    expect(verifySignature(await fixture('other.minisig'), digestOf(content), keys)).toEqual({
      fault: 'unknown-key',
    })
    const later = text.replace('sequence:14', 'sequence:15')
    expect(verifySignature(later, digestOf(content), keys)).toEqual({ fault: 'wrong-comment' })
    const [release, other] = [await keyOf('release.pub'), await keyOf('other.pub')]
    const posing = { ...other, id: release.id }
    expect(verifySignature(text, digestOf(content), [posing])).toEqual({ fault: 'wrong-signature' })
  })

  test('of the older kind, and what is none, are told apart', async () => {
    expect(parseSignature(await fixture('legacy.minisig'))).toBe('legacy')
    const text = await fixture(`${name}.minisig`)
    const lines = text.split('\n')
    for (const wrong of [
      '',
      'x',
      lines.slice(0, 2).join('\n'),
      `${text}\nmore`,
      text.replace('trusted', 'Trusted'),
      text.replace('RU', 'RV'),
    ]) {
      expect(parseSignature(wrong)).toBe('malformed')
    }
    expect(parseSignature(text.replaceAll('\n', '\r\n'))).toMatchObject({ keyId: 'D0623243527ADDE1' })
  })
})
