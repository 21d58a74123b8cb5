import { expect, test } from 'vitest'
import { attachmentNamed, reprDigest } from '#server/downloads/content-headers.ts'

test.each([
  ['gestor-7.4.2.tar.gz', 'attachment; filename="gestor-7.4.2.tar.gz"'],
  [
    'Instalação do Gestor.pdf',
    `attachment; filename="Instalacao do Gestor.pdf"; filename*=UTF-8''Instala%C3%A7%C3%A3o%20do%20Gestor.pdf`,
  ],
  ['ملف.zip', `attachment; filename="___.zip"; filename*=UTF-8''%D9%85%D9%84%D9%81.zip`],
  [
    `a"b\\c%d'(e)*.txt`,
    `attachment; filename="a_b_c_d'(e)*.txt"; filename*=UTF-8''a%22b%5Cc%25d%27%28e%29%2A.txt`,
  ],
])('%s is named', (name, header) => {
  expect(attachmentNamed(name)).toBe(header)
})

test.each([
  [undefined, true],
  ['sha-256=10', true],
  ['sha-512=10, sha-256=1', true],
  ['sha-512=10', false],
  ['sha-256=0', false],
])('a wish of %s for a digest', (wanted, given) => {
  expect('Repr-Digest' in reprDigest('00'.repeat(32), wanted)).toBe(given)
})
