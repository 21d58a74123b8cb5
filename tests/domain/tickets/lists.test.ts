import { describe, expect, it } from 'vitest'
import {
  claimTicket,
  closeTicket,
  escalateTicket,
  listQueue,
  listTickets,
  queueCounts,
  queueViews,
  replyToTicket,
  saveTeam,
} from '#domain/tickets/index.ts'
import { searchReach } from '#domain/tickets/list-store.ts'
import type { Name } from '../../support/world.ts'
import { tuesday } from '../../support/world.ts'
import { createDesk, type Desk, lineMeans, means, minute, refusal } from './support.ts'

/** 1001 ana, 1002 bruno (claimed by eva), 1003 carla (waits), 1004 dora for São Brás (line 2), 1005 ana (closed). */
async function busyDesk(): Promise<Desk> {
  const desk = await createDesk()
  const later = (n: number): number => tuesday + n * minute
  await desk.open('ana', { subject: 'Instalação da versão nova' }, later(1))
  await desk.open(
    'bruno',
    { subject: 'Relatório trimestral', product: 'folha', urgency: 'critical', impact: 'high' },
    later(2),
  )
  await desk.open('carla', { subject: 'Impressora de etiquetas' }, later(3))
  await desk.open('dora', { subject: 'Installation fails', organisation: 'sao-bras' }, later(4))
  await desk.open('ana', { subject: 'Dúvida resolvida' }, later(5))
  await claimTicket(await desk.as('eva', later(6)), { reference: 'SUP-1002' })
  await replyToTicket(
    await desk.as('eva', later(7)),
    { reference: 'SUP-1003', body: 'Qual impressora?', status: 'waiting' },
    means,
  )
  const told = { reference: 'SUP-1004', line: 2, why: 'critical', summary: 'Complexo' }
  await escalateTicket(await desk.as('eva', later(8)), told, lineMeans)
  await closeTicket(await desk.as('ana', later(9)), { reference: 'SUP-1005' })
  return desk
}

async function ids(desk: Desk, who: Name, input: Record<string, unknown> = {}): Promise<number[]> {
  return (await listTickets(await desk.as(who), input)).items.map((item) => item.id)
}
async function queue(desk: Desk, input: Record<string, unknown>, who: Name = 'eva'): Promise<number[]> {
  return (await listQueue(await desk.as(who), input)).items.map((item) => item.id)
}

describe('a customer’s list', () => {
  it('holds what is theirs to see', async () => {
    const desk = await busyDesk()
    expect(await ids(desk, 'ana')).toEqual([1005, 1001])
    expect(await ids(desk, 'ana', { scope: 'organisation' })).toEqual([1005, 1001])
    expect(await ids(desk, 'bruno')).toEqual([1002])
    expect(await ids(desk, 'bruno', { scope: 'organisation' })).toEqual([1005, 1002, 1001])
    expect(await ids(desk, 'carla', { scope: 'organisation' })).toEqual([1003])
    expect(await ids(desk, 'dora')).toEqual([1004])
    expect(await ids(desk, 'dora', { scope: 'organisation' })).toEqual([1005, 1004, 1003, 1002, 1001])
    expect(await refusal(ids(desk, 'ines'))).toMatchObject({ kind: 'not-allowed' })
  })

  it('filters, searches and sorts', async () => {
    const desk = await busyDesk()
    const all = { scope: 'organisation' }
    expect(await ids(desk, 'dora', { ...all, status: 'open' })).toEqual([1004, 1002, 1001])
    expect(await ids(desk, 'dora', { ...all, status: 'waiting' })).toEqual([1003])
    expect(await ids(desk, 'dora', { ...all, status: 'closed', product: 'gestor' })).toEqual([1005])
    expect(await ids(desk, 'dora', { ...all, sort: 'created' })).toEqual([1005, 1004, 1003, 1002, 1001])
    // Critical around the clock in 480 minutes of real time: first; done and waiting: last.
    expect((await ids(desk, 'dora', { ...all, sort: 'due' })).slice(-2)).toEqual([1003, 1005])
    expect(await ids(desk, 'dora', { ...all, q: 'instalacao' })).toEqual([1001])
    expect(await ids(desk, 'dora', { ...all, q: 'insta' })).toEqual([1004, 1001])
    expect(await ids(desk, 'ana', { q: 'etiquetas' })).toEqual([])
    expect(await ids(desk, 'ana', { q: ' sup-1001 ' })).toEqual([1001])
    expect(await ids(desk, 'ana', { q: 'SUP-1002' })).toEqual([])
    await replyToTicket(await desk.as('ana'), { reference: 'SUP-1001', body: 'Erro 1003 ao gravar' }, means)
    for (const q of ['1003', '#1003', 'sup 1003'])
      expect((await ids(desk, 'dora', { ...all, q })).filter((id) => id === 1003)).toEqual([1003])
    expect(await ids(desk, 'dora', { ...all, q: '1003', sort: 'created' })).toEqual([1003, 1001])
    expect(await ids(desk, 'ana', { q: '1002' })).toEqual([])
    expect(await ids(desk, 'ana', { q: '"*: NEAR' })).toEqual([])
    expect((await refusal(ids(desk, 'ana', { sort: 'priority', limit: '0' }))).fields).toEqual([
      'sort: invalid',
      'limit: too-low',
    ])
  })

  it('does not find by words of internal notes', async () => {
    const desk = await busyDesk()
    await replyToTicket(
      await desk.as('eva'),
      { reference: 'SUP-1001', body: 'cliente insuportável', internal: true },
      means,
    )
    expect(await ids(desk, 'ana', { q: 'insuportável' })).toEqual([])
    expect(await queue(desk, { q: 'insuportavel' })).toEqual([1001])
  })

  it('finds what is theirs, however many others’ have the same words', async () => {
    const desk = await busyDesk()
    const [oldest] = await ids(desk, 'ana', { q: 'instalação' })
    await desk.database.client.execute(`insert into message_search (rowid, body, scope)
      with recursive n(i) as (select 1 union all select i + 1 from n where i < ${searchReach})
      select 1005 * 65536 + 100 + i, 'instalação', 'ob c cb' from n`)
    expect(oldest).toBe(1001)
    expect(await listTickets(await desk.as('ana'), { q: 'instalação' })).toMatchObject({
      items: [{ id: 1001 }],
      cut: false,
    })
    expect(await listQueue(await desk.as('eva'), { q: 'instalação' })).toMatchObject({ items: [], cut: true })
  })

  it('takes the last word for a beginning, of few words and of many', async () => {
    const desk = await busyDesk()
    const found = await ids(desk, 'ana', { q: 'instal' })
    expect(found.length).toBeGreaterThan(0)
    expect(await ids(desk, 'ana', { q: 'INSTALAÇÃ' })).toEqual(found)
    expect(await ids(desk, 'ana', { q: 'instalx' })).toEqual([])
    // More words than are named one by one; they are others'.
    await desk.database.client.execute(`insert into message_search (rowid, body, scope)
      with recursive n(i) as (select 1 union all select i + 1 from n where i < 100)
      select 1005 * 65536 + 100 + i, 'instal' || i, 'ob c cb' from n`)
    expect(await ids(desk, 'ana', { q: 'instal' })).toEqual(found)
  })

  it('gives every ticket once, page by page, in each order', async () => {
    const desk = await createDesk()
    for (let i = 0; i < 23; i++)
      await desk.open(
        i % 3 ? 'ana' : 'carla',
        { subject: `Pedido ${i}` },
        tuesday + Math.floor(i / 4) * minute,
      )
    for (const sort of ['updated', 'created', 'due']) {
      const seen: number[] = []
      let cursor: string | null = null
      do {
        const page = await listTickets(await desk.as('dora'), {
          scope: 'organisation',
          sort,
          cursor,
          limit: 5,
        })
        seen.push(...page.items.map((item) => item.id))
        cursor = page.next
      } while (cursor)
      expect(seen).toHaveLength(23)
      expect(new Set(seen).size).toBe(23)
      expect(seen).toEqual(await ids(desk, 'dora', { scope: 'organisation', sort }))
    }
    expect(await ids(desk, 'dora', { scope: 'organisation', cursor: 'nonsense', limit: 1 })).toHaveLength(1)
  })

  it('gives every ticket with a word once, page by page, where few of them are in the list', async () => {
    const desk = await createDesk()
    for (let i = 0; i < 24; i++)
      await desk.open(i % 6 ? 'ana' : 'carla', { subject: `Pedido ${i}` }, tuesday + i * minute)
    for (const sort of ['updated', 'created', 'due']) {
      for (const [who, total] of [
        ['carla', 4],
        ['ana', 20],
        ['dora', 24],
      ] as const) {
        const query = { scope: who === 'dora' ? 'organisation' : 'mine', q: 'pedido', sort }
        const seen: number[] = []
        let cursor: string | null = null
        do {
          const page = await listTickets(await desk.as(who), { ...query, cursor, limit: 1 })
          expect(page.items).toHaveLength(1)
          seen.push(...page.items.map((item) => item.id))
          cursor = page.next
        } while (cursor)
        expect(seen).toEqual(await ids(desk, who, query))
        expect(new Set(seen).size).toBe(total)
      }
    }
  })
})

describe('the queue', () => {
  it('shows each view its own', async () => {
    const desk = await busyDesk()
    const seen: Record<string, number[]> = {}
    for (const view of queueViews) seen[view] = (await queue(desk, { view })).sort()
    expect(seen).toEqual({
      unassigned: [1001, 1003, 1004],
      mine: [1002],
      'line-1': [1001, 1002, 1003],
      'line-2': [1004],
      'line-3': [],
      'all-open': [1001, 1002, 1003, 1004],
      waiting: [1003],
      closed: [1005],
    })
    expect(await queueCounts(await desk.as('eva'))).toEqual({
      unassigned: 3,
      mine: 1,
      'line-1': 3,
      'line-2': 1,
      'line-3': 0,
      'all-open': 4,
      waiting: 1,
      overdue: 0,
    })
  })

  it('sorts and filters', async () => {
    const desk = await busyDesk()
    expect((await queue(desk, { sort: 'priority' }))[0]).toBe(1002)
    expect((await queue(desk, {}))[0]).toBe(1002)
    expect(await queue(desk, { sort: 'updated' })).toEqual([1004, 1003, 1002, 1001])
    expect(await queue(desk, { priority: 'critical' })).toEqual([1002])
    expect(await queue(desk, { organisation: 'sao-bras', sort: 'created' })).toEqual([1004, 1003])
    expect(await queue(desk, { product: 'folha' })).toEqual([1002])
    expect(await queue(desk, { view: 'closed', sort: 'due' })).toEqual([1005])
    expect(await queue(desk, { view: 'closed', sort: 'created' })).toEqual([1005])
  })

  it('is for the desk', async () => {
    const desk = await createDesk()
    for (const who of ['ana', 'dora', 'ines'] as const) {
      expect(await refusal(queue(desk, {}, who))).toMatchObject({ kind: 'not-allowed' })
      expect(await refusal(queueCounts(await desk.as(who)))).toMatchObject({ kind: 'not-allowed' })
    }
  })
})

describe('the plans', () => {
  it('read no table whole and sort no customer’s or updated list', async () => {
    const desk = await busyDesk()
    const teams: string[] = []
    for (const name of ['Folha', 'Norte'])
      teams.push((await saveTeam(await desk.as('joao'), { name, members: ['eva'] })).id)
    const { client, reader } = desk.database
    const plans: { name: string; plan: string }[] = []
    let name = ''
    const watched = new Proxy(reader, {
      get(target, property, receiver) {
        if (property !== 'all') return Reflect.get(target, property, receiver)
        return async (query: never) => {
          const { sql, params } = (
            target as never as { dialect: { sqlToQuery(q: never): { sql: string; params: never[] } } }
          ).dialect.sqlToQuery(query)
          const { rows } = await client.execute({ sql: `explain query plan ${sql}`, args: params })
          plans.push({ name, plan: rows.map((row) => String(row['detail'])).join('\n') })
          return target.all(query)
        }
      },
    })
    const as = async (who: Name) => ({ ...(await desk.as(who)), db: watched })
    for (const q of [undefined, 'insta']) {
      for (const status of ['open', 'closed', 'all']) {
        for (const sort of ['updated', 'created', 'due']) {
          for (const who of ['ana', 'bruno', 'dora'] as const) {
            for (const scope of ['mine', 'organisation']) {
              name = [who, scope, status, sort, q].join(' ')
              const { next } = await listTickets(await as(who), { scope, status, sort, q, limit: 1 })
              if (next) await listTickets(await as(who), { scope, status, sort, q, limit: 1, cursor: next })
            }
          }
        }
      }
      for (const view of queueViews) {
        for (const sort of ['due', 'updated', 'created', 'priority']) {
          name = ['queue', view, sort, q].join(' ')
          const { next } = await listQueue(await as('eva'), { view, sort, q, limit: 1 })
          if (next) await listQueue(await as('eva'), { view, sort, q, limit: 1, cursor: next })
        }
      }
    }
    for (const team of [teams[0] ?? '', 'mine', 'none'])
      for (const view of queueViews)
        for (const sort of ['due', 'updated', 'created', 'priority']) {
          name = ['team', team.length === 4 ? team : 'one', view, sort].join(' ')
          const { next } = await listQueue(await as('eva'), { view, sort, team, limit: 1 })
          if (next) await listQueue(await as('eva'), { view, sort, team, limit: 1, cursor: next })
        }
    name = 'counts'
    await queueCounts(await as('eva'))
    expect(plans.length).toBeGreaterThan(100)
    for (const { plan, name } of plans) {
      // What is being worked on stands in indexes of its own, which are read in their order.
      const scans = plan
        .split('\n')
        .filter(
          (step) =>
            /^SCAN (?!(x|h|hits|s|words|parts|CONSTANT ROW|s VIRTUAL TABLE.*|t USING INDEX tickets_w\w+)\b|\(subquery-)/.test(
              step,
            ) && !step.includes('VIRTUAL TABLE'),
        )
      expect(scans, `${name}\n${plan}`).toEqual([])
    }
    // The hot ones take a page out of an index: what is sorted is one page.
    for (const hot of [
      'bruno organisation open updated',
      'bruno organisation all updated',
      'ana mine all updated',
      'queue all-open due',
      'queue line-1 due',
      'queue mine due',
      'queue unassigned due',
      'queue waiting due',
      'queue all-open priority',
      'queue line-1 updated',
      'queue closed updated',
      'queue closed created',
      ...['one', 'mine'].flatMap((team) => [
        `team ${team} all-open due`,
        `team ${team} all-open updated`,
        `team ${team} closed updated`,
        `team ${team} closed created`,
      ]),
    ]) {
      const plan = plans.find((one) => one.name.trim() === hot)?.plan ?? 'none'
      expect(plan.match(/USE TEMP B-TREE/g)?.length ?? 0, `${hot}\n${plan}`).toBeLessThanOrEqual(1)
    }
    for (const [list, index] of [
      ['all-open due', 'tickets_work_team'],
      ['closed updated', 'tickets_of_team'],
      ['all-open updated', 'tickets_of_team'],
      ['closed created', 'tickets_opened_team'],
    ])
      for (const team of ['one', 'mine']) {
        const plan = plans.findLast((one) => one.name === `team ${team} ${list}`)?.plan
        expect(plan, list).toMatch(new RegExp(`SEARCH t USING (COVERING )?INDEX ${index} \\(team_id=\\?`))
      }
  })
})
