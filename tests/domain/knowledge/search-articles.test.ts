import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  indexedArticles,
  marked,
  removeSearchRows,
  replaceSearchRows,
  type SearchRow,
  searchArticles,
} from '#domain/knowledge/index.ts'
import { visitor } from '#domain/shared/index.ts'
import { createWorld, type World } from '../../support/world.ts'

type Row = SearchRow & { hash: string }

function row(id: string, changes: Partial<Row> = {}): Row {
  return {
    id: `faq/access/${id}`,
    lang: 'pt',
    url: `/pt/faq/acesso/${id}/`,
    kind: 'faq',
    audience: 'public',
    products: ['gestor'],
    title: id,
    description: '',
    aliases: [],
    headings: '',
    body: '',
    hash: id,
    ...changes,
  }
}

async function filled(rows: Row[]): Promise<World> {
  const world = await createWorld()
  await world.database.write((tx) => replaceSearchRows(tx, rows))
  return world
}

async function ids(world: World, q: string, more: Record<string, unknown> = {}): Promise<string[]> {
  const { items } = await searchArticles(await world.as(visitor), { q, lang: 'pt', ...more })
  return items.map(({ id }) => id.split('/').at(-1) ?? '')
}

describe('searching articles', () => {
  it('finds words without accents, in plural and singular, and by their beginning', async () => {
    const world = await filled([
      row('a', { body: 'Guarde a configuração do serviço.' }),
      row('b', { body: 'As atualizações chegam ao portal.' }),
    ])
    expect(await ids(world, 'configuracao')).toEqual(['a'])
    expect(await ids(world, 'configurações')).toEqual(['a'])
    expect(await ids(world, 'configuracoes')).toEqual(['a'])
    expect(await ids(world, 'ATUALIZAÇÃO')).toEqual(['b'])
    expect(await ids(world, 'atualiz')).toEqual(['b'])
  })

  it('finds error codes, versions and aliases whole', async () => {
    const world = await filled([
      row('a', { aliases: ['GST-1204'] }),
      row('b', { aliases: ['GST-1205'] }),
      row('c', { body: 'Versão 7.4.2 do Gestor' }),
      row('d', { body: 'Versão 7.4.1 do Gestor' }),
    ])
    expect(await ids(world, 'GST-1204')).toEqual(['a'])
    expect(await ids(world, '7.4.2')).toEqual(['c'])
  })

  it('puts a title before an alias, a heading and the text', async () => {
    const filler = 'palavra '.repeat(20)
    const world = await filled([
      row('d', { body: `cópia ${filler}` }),
      row('c', { headings: 'cópia', body: filler }),
      row('b', { aliases: ['cópia'], body: filler }),
      row('a', { title: 'Fazer uma cópia', body: filler }),
    ])
    expect(await ids(world, 'cópia')).toEqual(['a', 'b', 'c', 'd'])
  })

  it('wants every word, and takes some where no article has all', async () => {
    const world = await filled([row('a', { body: 'conta bloqueada' }), row('b', { body: 'conta nova' })])
    expect(await ids(world, 'a minha conta nova está bloqueada')).toEqual(['a', 'b'])
    const ctx = await world.as(visitor)
    expect(await searchArticles(ctx, { q: 'conta bloqueada', lang: 'pt' })).toMatchObject({
      matched: 'all',
      items: [{ id: 'faq/access/a' }],
    })
    expect(await searchArticles(ctx, { q: 'conta bloqueada zzz', lang: 'pt' })).toMatchObject({
      matched: 'some',
    })
    expect(await searchArticles(ctx, { q: 'zzz', lang: 'pt' })).toEqual({
      items: [],
      matched: 'none',
      meant: null,
    })
    expect(await searchArticles(ctx, { q: ' ?! ', lang: 'pt' })).toEqual({
      items: [],
      matched: 'none',
      meant: null,
    })
  })

  it('marks what it found, without markup', async () => {
    const world = await filled([row('a', { body: 'A <b>conta</b> fica bloqueada.' })])
    const { items } = await searchArticles(await world.as(visitor), { q: 'bloqueada', lang: 'pt' })
    expect(items[0]?.snippet).toEqual([
      { text: 'A <b>conta</b> fica ', marked: false },
      { text: 'bloqueada', marked: true },
      { text: '.', marked: false },
    ])
  })

  it('keeps to the language, the kind and the product; an article of no product is of all', async () => {
    const world = await filled([
      row('a', { body: 'cópia', products: ['gestor'] }),
      row('b', { body: 'cópia', products: ['folha'], kind: 'manual', id: 'manuals/folha/5.2/b' }),
      row('c', { body: 'cópia', products: [] }),
      row('d', { body: 'cópia', lang: 'en' }),
    ])
    expect((await ids(world, 'cópia')).sort()).toEqual(['a', 'b', 'c'])
    expect((await ids(world, 'cópia', { product: 'folha' })).sort()).toEqual(['b', 'c'])
    expect(await ids(world, 'cópia', { kind: 'manual' })).toEqual(['b'])
    const { items } = await searchArticles(await world.as(visitor), {
      q: 'cópia',
      lang: 'pt',
      kind: 'manual',
    })
    expect(items[0]).toMatchObject({ version: '5.2', products: ['folha'] })
  })

  it('shows each reader what is theirs and no more', async () => {
    const world = await filled(
      (['public', 'customer', 'partner', 'staff'] as const).map((audience) =>
        row(audience, { audience, body: 'segredo' }),
      ),
    )
    const seen = async (who: Parameters<World['as']>[0]): Promise<string[]> => {
      const { items } = await searchArticles(await world.as(who), { q: 'segredo', lang: 'pt' })
      return items.map(({ audience }) => audience).sort()
    }
    expect(await seen(visitor)).toEqual(['public'])
    expect(await seen('ana')).toEqual(['customer', 'public'])
    expect(await seen('dora')).toEqual(['customer', 'partner', 'public'])
    expect(await seen('ines')).toEqual(['customer', 'partner', 'public', 'staff'])
  })

  it('replaces the words of an address, removes those of another, and leaves the rest', async () => {
    const world = await filled([
      row('edited', { body: 'antes' }),
      row('gone', { body: 'antes' }),
      row('kept', { body: 'sempre' }),
    ])
    await world.database.write(async (tx) => {
      await replaceSearchRows(tx, [row('edited', { body: 'depois', hash: '2' })])
      await removeSearchRows(tx, [row('gone').url])
    })
    expect(await ids(world, 'antes')).toEqual([])
    expect(await ids(world, 'depois')).toEqual(['edited'])
    expect(await ids(world, 'sempre')).toEqual(['kept'])
    const held = await indexedArticles(world.database.reader)
    expect([...held].map(([url, { hash }]) => [url, hash]).sort()).toEqual([
      [row('edited').url, '2'],
      [row('kept').url, 'kept'],
    ])
  })

  it('takes any query for words, never for operators', async () => {
    const world = await filled([row('a', { body: 'texto' })])
    const ctx = await world.as(visitor)
    for (const q of [
      '"',
      '*',
      'a AND',
      'NEAR(a b)',
      'title:x',
      'a"b',
      '-x',
      '(',
      "'; drop table people",
      '^a',
      '{a b}:c',
      'OR OR',
    ]) {
      await expect(searchArticles(ctx, { q, lang: 'pt' })).resolves.toBeDefined()
    }
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.constantFrom('pt', 'en'),
        async (q, lang) => {
          await searchArticles(ctx, { q, lang })
        },
      ),
      { numRuns: 200 },
    )
  })

  it('refuses a language it does not have', async () => {
    const { as } = await createWorld()
    await expect(searchArticles(await as(visitor), { q: 'x', lang: 'fr' })).rejects.toMatchObject({
      kind: 'invalid',
      fields: [{ field: 'lang' }],
    })
  })
})

it('gives the places of what was found in a snippet', () => {
  const pieces = [
    { text: 'Uma ', marked: false },
    { text: 'palavra', marked: true },
    { text: ' e ', marked: false },
    { text: 'outra', marked: true },
  ]
  const { snippet, highlights } = marked(pieces)
  expect(snippet).toBe('Uma palavra e outra')
  expect(highlights.map(([from, to]) => snippet.slice(from, to))).toEqual(['palavra', 'outra'])
  expect(marked([])).toEqual({ snippet: '', highlights: [] })
})
