import { describe, expect, it } from 'vitest'
import {
  type KnowledgeReport,
  knowledgeReport,
  nearestArticles,
  recordSuggestionOpened,
  recordSuggestionsShown,
  suggestArticles,
} from '#domain/feedback/index.ts'
import { replaceSearchRows, type SearchRow } from '#domain/knowledge/index.ts'
import { visitor } from '#domain/shared/index.ts'
import { openTicket } from '#domain/tickets/index.ts'
import { input, means, refusal } from '#tests/domain/tickets/support.ts'
import { createWorld, type Name, tuesday, type World } from '#tests/support/world.ts'
import { article, day, hour, libraryOf, rows } from './support.ts'

const open = article('locked')
const hidden = article('staff', { audience: 'staff' })
const library = libraryOf([open, hidden])
const window = 72 * hour

type Row = SearchRow & { hash: string }

function row(name: string, changes: Partial<SearchRow>): Row {
  const { id, lang, url, kind, audience, products, title, description, aliases } = article(name)
  const base = { id, lang, url, kind, audience, products, title, description, aliases }
  return { ...base, headings: '', body: '', hash: name, ...changes }
}

async function visit(
  world: World,
  id: string,
  openedAt: number | null,
  who: Name = 'ana',
  shownAt = tuesday,
) {
  await recordSuggestionsShown(await world.as(who, shownAt), { visit: id, lang: 'pt', place: 'form' })
  if (openedAt !== null)
    await recordSuggestionOpened(await world.as(who, openedAt), library, { visit: id, opened: open.url })
}

async function deflection(world: World, now: number): Promise<KnowledgeReport['deflection']> {
  return (await knowledgeReport(await world.as('ines', now), library, { period: 365 })).deflection
}

describe('suggestions', () => {
  it('looks for the rare words of a sentence, for this reader', async () => {
    const world = await createWorld()
    const common = Array.from({ length: 30 }, (_, n) =>
      row(`c${n}`, { body: 'não consigo abrir o expediente' }),
    )
    await world.database.write((tx) =>
      replaceSearchRows(tx, [
        ...common,
        row('signature', { title: 'A assinatura falha', body: 'GST-3012 ao assinar o expediente' }),
        row('secret', { body: 'GST-3012 por dentro', audience: 'staff' }),
      ]),
    )
    const q = 'Não consigo abrir o expediente: dá o erro GST-3012 na assinatura'
    const ask = async (who: Name, more: Record<string, unknown> = {}) =>
      (await suggestArticles(await world.as(who), { q, lang: 'pt', ...more })).map(({ id }) => id)
    expect((await ask('ana'))[0]).toBe('faq/access/signature')
    expect(await ask('ana')).not.toContain('faq/access/secret')
    expect(await ask('ines')).toContain('faq/access/secret')
    expect((await ask('ana')).length).toBeLessThanOrEqual(4)
    expect(await ask('ana', { q: 'zzz' })).toEqual([])
    expect(await ask('ana', { q: '' })).toEqual([])
    expect(await ask('ana', { lang: 'en' })).toEqual([])
  })

  it('puts what its title says before what its text says, and a page of many versions once', async () => {
    const world = await createWorld()
    const page = (version: string): Row =>
      row(`m${version}`, {
        id: `manuals/gestor/${version}/accounts`,
        url: `/pt/manuals/gestor/${version}/accounts/`,
        kind: 'manual',
        title: 'Segurança das contas',
        body: 'A conta fica bloqueada. Conta bloqueada. Conta bloqueada.',
      })
    await world.database.write((tx) =>
      replaceSearchRows(tx, [
        page('7.3'),
        page('7.10'),
        page('7.4'),
        row('locked', { title: 'A conta está bloqueada' }),
      ]),
    )
    const found = await suggestArticles(await world.as('ana'), { q: 'Conta bloqueada', lang: 'pt' })
    expect(found.map(({ url }) => url)).toEqual([
      '/pt/faq/acesso/locked/',
      '/pt/manuals/gestor/7.10/accounts/',
    ])
  })

  it('takes anything typed for words', async () => {
    const world = await createWorld()
    const ctx = await world.as('ana')
    for (const q of ['"', '" OR "', "'); drop table people", 'NEAR(a b)', '*', 'a"b*'.repeat(90)])
      await expect(suggestArticles(ctx, { q, lang: 'pt' })).resolves.toEqual([])
  })

  it('finds what is nearest to misspelt words', async () => {
    const world = await createWorld()
    await world.database.write((tx) => replaceSearchRows(tx, [row('copy', { title: 'Configurar cópias' })]))
    const ctx = await world.as(visitor)
    expect(await nearestArticles(ctx, { q: 'configurasão', lang: 'pt' })).toMatchObject([
      { title: 'Configurar cópias' },
    ])
    expect(await nearestArticles(ctx, { q: 'zzzzzz', lang: 'pt' })).toEqual([])
  })
})

describe('a visit', () => {
  it('counts once, with the first article opened in it', async () => {
    const world = await createWorld()
    await visit(world, 'visit-0001', tuesday + 5)
    await visit(world, 'visit-0001', tuesday + 9)
    expect(await rows(world, 'select * from suggestion_visits')).toEqual([
      {
        id: 'visit-0001',
        person_id: 'ana',
        organisation_id: 'vila-nova',
        lang: 'pt',
        place: 'form',
        shown_at: tuesday,
        opened_at: tuesday + 5,
        opened: open.id,
      },
    ])
  })

  it('is of people who ask for support; nobody marks the visit of another', async () => {
    const world = await createWorld()
    const shown = { visit: 'visit-0001', lang: 'pt', place: 'form' }
    for (const who of ['eva', 'ines'] as const)
      expect(await refusal(recordSuggestionsShown(await world.as(who), shown))).toMatchObject({
        kind: 'not-allowed',
      })
    expect(await refusal(recordSuggestionsShown(await world.as(visitor), shown))).toMatchObject({
      kind: 'not-allowed',
    })
    await visit(world, 'visit-0001', null)
    const opened = { visit: 'visit-0001', opened: open.url }
    await recordSuggestionOpened(await world.as('carla'), library, opened)
    expect(await refusal(recordSuggestionOpened(await world.as('eva'), library, opened))).toMatchObject({
      kind: 'not-allowed',
    })
    const secret = { ...opened, opened: hidden.url }
    expect(await refusal(recordSuggestionOpened(await world.as('ana'), library, secret))).toMatchObject({
      kind: 'not-found',
    })
    expect(
      await refusal(recordSuggestionsShown(await world.as('ana'), { ...shown, visit: '1' })),
    ).toMatchObject({
      fields: ['visit: invalid'],
    })
    expect(await rows(world, 'select opened from suggestion_visits')).toEqual([{ opened: null }])
  })
})

describe('deflection', () => {
  const openedAt = tuesday + 60_000
  it.each([
    ['nothing lodged', null, 1],
    ['a ticket just before the article was opened', -1, 1],
    ['a ticket in the moment of opening', 0, 0],
    ['a ticket within the 72 hours', window - 1, 0],
    ['a ticket at exactly 72 hours', window, 0],
    ['a ticket one millisecond after', window + 1, 1],
  ])('with %s', async (_, after, deflected) => {
    const world = await createWorld()
    await visit(world, 'visit-0001', openedAt)
    if (after !== null) await openTicket(await world.as('ana', openedAt + after), input, means)
    expect(await deflection(world, openedAt + window + 2)).toEqual([
      { place: 'form', shown: 1, opened: 1, deflected, undecided: 0 },
    ])
  })

  it('leaves out what is not decided yet, to the millisecond', async () => {
    const world = await createWorld()
    await visit(world, 'visit-0001', openedAt)
    const undecided = { place: 'form', shown: 0, opened: 0, deflected: 0, undecided: 1 }
    expect(await deflection(world, openedAt + window)).toEqual([undecided])
    expect(await deflection(world, openedAt + window + 1)).toMatchObject([
      { shown: 1, deflected: 1, undecided: 0 },
    ])
  })

  it('has everybody who was shown articles below the line, and minds only their own tickets', async () => {
    const world = await createWorld()
    await visit(world, 'visit-0001', tuesday + hour)
    await visit(world, 'visit-0002', null, 'carla')
    await visit(world, 'visit-0003', null, 'dora')
    await openTicket(await world.as('bruno', tuesday + 2 * hour), input, means)
    await openTicket(await world.as('dora', tuesday + 2 * hour), input, means)
    expect(await deflection(world, tuesday + 4 * day)).toEqual([
      { place: 'form', shown: 3, opened: 1, deflected: 1, undecided: 0 },
    ])
    const { lists } = await knowledgeReport(await world.as('ines', tuesday + 4 * day), library, {})
    expect(lists.suggested.items).toMatchObject([{ id: open.id, title: open.title, opened: 1, deflected: 1 }])
  })
})
