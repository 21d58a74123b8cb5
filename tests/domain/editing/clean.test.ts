import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clean } from '#domain/editing/index.ts'
import { texts } from '#i18n/index.ts'

const words = texts('pt').drafting.fromTicket.replacements
const known = { people: ['Ana Conceição Marques', 'José Sá'], organisations: ['Município de Vila Nova'] }
const cleaned = (text: string): string => clean(text, known, words).text

describe('what tells of a person', () => {
  it.each([
    ['Escreva para ana.marques@vilanova.pt, por favor', 'Escreva para [e-mail], por favor'],
    ['Ligue 912 345 678 ou +351 21 123 45 67', 'Ligue [telefone] ou [telefone]'],
    ['Tel. 213456789 / 91 234 56 78', 'Tel. [telefone] / [telefone]'],
    ['IBAN PT50 0002 0123 1234 5678 9015 4 da Ana', 'IBAN [IBAN] da [pessoa]'],
    ['O NIF 123456789 e o 501964843', 'O NIF [NIF] e o [NIF]'],
    ['O servidor 10.0.12.7 e fe80:0:0:0:1:2:3:4', 'O servidor [endereço de rede] e [endereço de rede]'],
    ['https://x.pt/a?token=abc123 e https://x.pt/b', '[endereço] e https://x.pt/b'],
    ['https://ana:segredo@x.pt/', '[endereço]'],
    ['palavra-passe: Verao2026!', 'palavra-passe: [credencial]'],
    [
      'A ANA CONCEICAO MARQUES e o Sá, do municipio de vila nova',
      'A [pessoa] e o [pessoa], do [organização]',
    ],
    ['Ver SUP-1042', 'Ver [pedido]'],
  ])('%s', (before, after) => {
    expect(cleaned(before)).toBe(after)
  })

  it.each([
    'Na versão 7.4.2 aparece ORA-00942 e GST-1204 às 12:30:45 de 2026-11-24.',
    'Abra Administração → Utilizadores e escolha 15 minutos.',
    'Veja https://docs.exemplo.pt/manual/7.4/ e 127.0.0.1:8080.',
    'ana e marques em minúsculas são palavras',
  ])('leaves alone: %s', (text) => {
    expect(clean(text, known, words)).toEqual({ text, removed: [] })
  })

  it('is counted, each with what stands in its place', () => {
    expect(clean('a@b.pt, a@b.pt', known, words).removed).toEqual([
      { kind: 'email', original: 'a@b.pt', replacement: '[e-mail]', count: 2 },
    ])
  })
})

const digits = (length: number): fc.Arbitrary<string> =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((all) => all.join(''))
const secret = fc.oneof(
  fc.emailAddress({ size: 'small' }).filter((each) => /^[\w.%+-]+@[\w.-]+$/.test(each)),
  digits(8).map((rest) => `9${rest}`),
  digits(8).map((rest) => `+351 2${rest}`),
  digits(21).map((rest) => `PT50${rest}`),
  fc.ipV4().filter((each) => each !== '127.0.0.1' && each !== '0.0.0.0'),
  fc.constantFrom('Ana Conceição Marques', 'José Sá', 'jose sa', 'Município de Vila Nova'),
  fc
    .string({ unit: fc.constantFrom(...'abcdef0123456789'), minLength: 8 })
    .map((each) => `https://x.pt/?token=${each}`),
)
const prose = fc.constantFrom(
  'o erro',
  'aparece em',
  'GST-1204',
  'versão 7.4',
  '\n\n',
  '- passo',
  'não abre,',
)

describe('for any text', () => {
  it('nothing of what was put in stays, and cleaning again changes nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(prose, secret), { maxLength: 8 }), (parts) => {
        const text = parts.map(([before, each]) => `${before} ${each} `).join('')
        const once = clean(text, known, words)
        for (const [, each] of parts) expect(once.text).not.toContain(each)
        expect(clean(once.text, known, words)).toEqual({ text: once.text, removed: [] })
      }),
    )
  })

  it('only what is listed goes: put back, it is the text again', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), fc.array(secret, { maxLength: 4 }), (noise, secrets) => {
        const text = [noise, ...secrets].join(' ')
        const { text: after, removed } = clean(text, known, words)
        const lost = removed.reduce(
          (sum, { original, replacement, count }) => sum + count * (original.length - replacement.length),
          0,
        )
        expect(after.length + lost).toBe(text.length)
      }),
    )
  })
})
