import { describe, expect, test } from 'vitest'
import type { Context, Person } from '#domain/shared/index.ts'
import { changeStatus } from '#domain/tickets/index.ts'
import { adminCards } from '#server/customers/admin-cards.ts'
import { cardNames } from '#server/customers/admin-places.ts'
import { ownFound, referenceIn } from '#server/search/own-found.ts'
import { createDesk, type Desk } from '#tests/domain/tickets/support.ts'
import type { Name } from '#tests/support/world.ts'

async function urls(desk: Desk, name: Name, q: string): Promise<string[]> {
  const ctx = await desk.as(name)
  const found = await ownFound(ctx as Context & { actor: Person }, 'pt', q)
  return found.map(({ url }) => url)
}

describe('the search box finds besides articles', () => {
  test('places by the beginnings of their words, as far as one may enter', async () => {
    const desk = await createDesk()
    expect(await urls(desk, 'eva', 'aus')).toEqual(['/pt/desk/absences'])
    expect(await urls(desk, 'joao', 'niv serv')).toEqual(['/pt/admin/levels'])
    expect(await urls(desk, 'eva', 'niv')).toEqual([])
    expect(await urls(desk, 'helena', 'audit')).toEqual([])
    expect(await urls(desk, 'ana', 'avisos')).toEqual(['/pt/account/notices'])
    expect(await urls(desk, 'ana', 'novo ped')).toEqual(['/pt/tickets/new'])
    expect(await urls(desk, 'ines', 'ped')).toEqual([])
    expect(await urls(desk, 'eva', 'avisos')).toEqual([])
    expect(await urls(desk, 'ana', 'webh')).toEqual([])
    expect(await urls(desk, 'bruno', 'webh')).toEqual(['/pt/account/webhooks'])
  })

  test('tickets by number or words, where each reads them', async () => {
    const desk = await createDesk()
    const { reference } = await desk.open('ana', { subject: 'Carimbo desfocado' })
    expect(await urls(desk, 'ana', reference)).toEqual([`/pt/tickets/${reference}`])
    expect(await urls(desk, 'ana', `#${reference.slice(4)}`)).toEqual([`/pt/tickets/${reference}`])
    expect(await urls(desk, 'eva', 'carimbo')).toEqual([`/pt/desk/tickets/${reference}`])
    expect(await urls(desk, 'carla', reference)).toEqual([])
    expect(await urls(desk, 'ines', reference)).toEqual([])
  })

  test('a number alone as a ticket’s', () => {
    expect(referenceIn(' sup-12 ')).toBe('sup-12')
    expect(referenceIn('1003')).toBe('SUP-1003')
    expect(referenceIn('7.4')).toBeNull()
    expect(referenceIn('12')).toBeNull()
  })

  test('organisations and people, for the desk alone', async () => {
    const desk = await createDesk()
    const ctx = (await desk.as('eva')) as Context & { actor: Person }
    expect(await ownFound(ctx, 'en', 'vila n')).toEqual([
      { url: '/en/desk/organisations/vila-nova', title: 'Município de Vila Nova', where: 'Customer' },
      {
        url: '/en/desk/organisations/vila-nova#people',
        title: 'Ana Ribeiro',
        where: 'Município de Vila Nova · ana@demo.test',
      },
      {
        url: '/en/desk/organisations/vila-nova#people',
        title: 'Bruno Tavares',
        where: 'Município de Vila Nova · bruno@demo.test',
      },
    ])
    expect(await urls(desk, 'ana', 'ribeiro')).toEqual([])
    expect(await urls(desk, 'ana', 'vila n')).toEqual([])
  })
})

test('no more organisations, people and tickets are read than the box shows', async () => {
  const desk = await createDesk()
  const { client } = desk.database
  for (const n of [1, 2, 3, 4, 5, 6]) {
    await client.execute(`insert into organisations (id, name, kind, created_at, closed_days, revision)
      select 'gemea-${n}', 'Gémea ${n}', kind, created_at, closed_days, revision from organisations where id = 'vila-nova'`)
    await client.execute(`insert into people (id, name, email, role, lang, organisation_id, created_at)
      select 'gemeo-${n}', 'Gémeo ${n}', 'gemeo-${n}@demo.test', role, lang, 'gemea-1', created_at from people where id = 'ana'`)
    const { reference } = await desk.open('ana', { subject: `Gémeos ${n}` })
    if (n > 2) await changeStatus(await desk.as('eva'), { reference, status: 'resolved' })
  }
  const ctx = await desk.as('eva')
  const read: number[] = []
  const all = async (query: never): Promise<unknown> => {
    const rows = await ctx.db.all(query)
    read.push(rows.length)
    return rows
  }
  const db = new Proxy(ctx.db, { get: (on, name) => (name === 'all' ? all : Reflect.get(on, name)) })
  const found = await ownFound({ ...ctx, db } as Context & { actor: Person }, 'pt', 'geme')
  const count = (part: RegExp): number => found.filter(({ url }) => part.test(url)).length
  expect([count(/organisations\/gemea-\d$/), count(/#people$/), count(/tickets/)]).toEqual([4, 4, 4])
  // A list of tickets reads one more, to know whether there is more.
  expect(Math.max(...read)).toBeLessThanOrEqual(5)
  expect(read.filter((rows) => rows === 4)).toHaveLength(2)
})

test.each(['helena', 'joao'] as const)(
  '%s is told of the places of administration that are open to them',
  async (name) => {
    const desk = await createDesk()
    const cards = await adminCards(await desk.as(name))
    expect(cardNames(name === 'joao').sort()).toEqual(cards.map((card) => card.name).sort())
  },
)
