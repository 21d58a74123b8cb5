import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Candidate,
  forms,
  isNear,
  meant,
  mended,
  queryOf,
  rate,
  replaced,
  stands,
  stem,
  tellingWords,
  wordsOf,
} from '#words/index.ts'

describe('words of a query', () => {
  it.each([
    ['pt', 'Como é que faço uma cópia de segurança?', ['cópia', 'segurança']],
    ['en', 'How do I restore the backup?', ['restore', 'backup']],
    ['pt', 'erro GST-1204 na 7.4.2', ['erro', 'gst-1204', '7.4.2']],
    ['pt', 'o que é isto', ['o', 'que', 'é', 'isto']],
    ['en', '  ', []],
  ] as const)('%s: %s', (lang, q, words) => expect(tellingWords(q, lang)).toEqual(words))

  it('are ten at most, each of sixty letters at most, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400, unit: 'grapheme' }), (q) => {
        const words = tellingWords(q, 'pt')
        expect(words.length).toBeLessThanOrEqual(10)
        for (const word of words) expect(word.length).toBeLessThanOrEqual(60)
      }),
    )
  })
})

describe('forms', () => {
  it.each([
    ['pt', 'configurações', 'configuracao'],
    ['pt', 'configuração', 'configuracoes'],
    ['pt', 'canais', 'canal'],
    ['pt', 'papéis', 'papel'],
    ['pt', 'mensagens', 'mensagem'],
    ['pt', 'servidores', 'servidor'],
    ['pt', 'gst5013', 'gst-5013'],
    ['en', 'policies', 'policy'],
    ['en', 'backup', 'backups'],
  ] as const)('%s: %s is also %s', (lang, word, other) => expect(forms(word, lang)).toContain(other))

  it('leave codes and versions alone', () => {
    for (const word of ['7.4.2', 'gst-1204', 'config.yml']) expect(forms(word, 'pt')).toEqual([word])
  })

  it.each([
    ['pt', 'instalar', 'instalação'],
    ['pt', 'assinaturas', 'assinatura'],
    ['en', 'installing', 'installation'],
  ] as const)('%s: %s and %s share a stem', (lang, a, b) => expect(stem(a, lang)).toBe(stem(b, lang)))
})

describe('mistyped words', () => {
  const terms = new Map([
    ['password', 9],
    ['palavra', 20],
    ['servidor', 12],
    ['servidores', 3],
  ])
  it.each([
    ['pasword', 'password'],
    ['passwrod', 'password'],
    ['passwordd', 'password'],
    ['pxssword', 'password'],
    ['servidor', null],
    ['pal', null],
    ['7.4.3', null],
    ['bacalhau', null],
  ])('%s means %s', (word, term) => expect(meant(word, terms)).toBe(term))

  it('are mended within the query, or it is left alone', () => {
    expect(mended(['pasword', 'servidor'], terms)).toEqual(['password', 'servidor'])
    expect(mended(['servidor'], terms)).toBeNull()
  })

  it('are near when, and only when, one edit apart', () => {
    const word = fc.string({ minLength: 2, maxLength: 12, unit: fc.constantFrom(...'abcde') })
    fc.assert(
      fc.property(word, fc.nat(), fc.constantFrom(...'xyz'), (a, at, letter) => {
        const place = at % a.length
        expect(isNear(a, a.slice(0, place) + a.slice(place + 1))).toBe(true)
        expect(isNear(a, a.slice(0, place) + letter + a.slice(place))).toBe(true)
        expect(isNear(a, a.slice(0, place) + letter + a.slice(place + 1))).toBe(true)
        expect(isNear(a, `${letter}${letter}${a}`)).toBe(false)
        expect(isNear(a, a)).toBe(false)
      }),
    )
  })
})

it('other words stand in the place of those of the query', () => {
  const groups = [
    ['palavra passe', 'password', 'senha'],
    ['backup', 'copia de seguranca'],
  ]
  const words = wordsOf('esqueci a senha')
  expect(stands(words, groups).map(({ to }) => to)).toEqual(['palavra passe', 'password'])
  expect(replaced(words, { from: 'senha', to: 'palavra passe' })).toEqual([
    'esqueci',
    'a',
    'palavra',
    'passe',
  ])
})

describe('ranking', () => {
  const base: Candidate = {
    title: '',
    aliases: '',
    headings: '',
    description: '',
    has: [],
    near: false,
    kind: 'faq',
    version: null,
    old: false,
    base: 0.5,
  }
  const points = (words: string[], candidate: Partial<Candidate>): number =>
    rate({ ...base, has: words.map(() => true), ...candidate }, queryOf(words, 'pt')).points

  it('puts the exact form above another of its stem, a title above the text, the current manual above the old', () => {
    expect(points(['registos'], { title: 'Os registos' })).toBeGreaterThan(
      points(['registos'], { title: 'O registo' }),
    )
    expect(points(['registos'], { title: 'Os registos' })).toBeGreaterThan(points(['registos'], {}))
    expect(points(['instalar'], { kind: 'manual' })).toBeGreaterThan(
      points(['instalar'], { kind: 'manual', old: true }),
    )
  })

  it('puts the version that was asked for first, old or not', () => {
    const asked = points(['instalar', '7.3'], { kind: 'manual', version: '7.3', old: true })
    expect(asked).toBeGreaterThan(points(['instalar', '7.3'], { kind: 'manual', version: '7.4' }))
  })

  it('counts how much of what was sought is there', () => {
    const query = queryOf(['bacalhau', 'servidor'], 'pt', { rarity: (word) => (word === 'servidor' ? 1 : 9) })
    expect(rate({ ...base, has: [false, true] }, query).share).toBeCloseTo(0.1)
    expect(rate({ ...base, has: [true, true] }, query).share).toBe(1)
  })
})
