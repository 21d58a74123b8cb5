import { describe, expect, it } from 'vitest'
import {
  asSeen,
  changePriority,
  changeStatus,
  closeResolved,
  escalateTicket,
  explainTicket,
  getDeskTicket,
  getTicket,
  handBackTicket,
  listQueue,
  openTicket,
  replyToTicket,
  timeline,
  warnTickets,
} from '#domain/tickets/index.ts'
import { tuesday } from '../../support/world.ts'
import { type Context, createDesk, type Desk, input, lineMeans, means, minute, refusal } from './support.ts'

const system = { kind: 'system', name: 'test' } as const
const day = 24 * 60 * minute

describe('a clock that is set back on the server', () => {
  it('gives nobody more time, and takes none away', async () => {
    const desk = await createDesk()
    const { reference } = await desk.open('ana', {}, tuesday)
    const promised = (await getTicket(await desk.as('ana', tuesday), reference)).deadlines.resolution
    // The server believes it is an hour earlier: somebody waits for the customer, who answers at once.
    const earlier = tuesday - 60 * minute
    await changeStatus(await desk.as('eva', earlier), {
      reference,
      status: 'waiting',
      waitingFor: 'customer',
    })
    await replyToTicket(await desk.as('ana', earlier + minute), { reference, body: 'Aqui está' }, means)
    const { resolution } = (await getTicket(await desk.as('ana', tuesday + minute), reference)).deadlines
    expect(resolution.state).toBe('running')
    const lost = (promised.remainingMinutes ?? 0) - (resolution.remainingMinutes ?? 0)
    expect(lost).toBeGreaterThanOrEqual(0)
    expect(lost).toBeLessThanOrEqual(2)
    expect(await warnTickets(await desk.as(system, earlier))).toBe(0)
  })
})

describe('a contract that ends while a ticket is open', () => {
  it('leaves what was promised as it was', async () => {
    const desk = await createDesk()
    const { reference } = await desk.open('ana')
    const before = await getTicket(await desk.as('ana'), reference)
    await desk.database.client.execute({
      sql: "update contracts set suspended_at = ? where organisation_id = 'vila-nova'",
      args: [tuesday + minute],
    })
    const later = tuesday + 5 * minute
    const told = { reference, line: 2, why: 'critical', summary: 'Parou' }
    await escalateTicket(await desk.as('eva', later), told, lineMeans)
    await replyToTicket(await desk.as('eva', later), { reference, body: 'Estamos a ver' }, means)
    const after = await getTicket(await desk.as('ana', later), reference)
    expect(after.deadlines.resolution.dueAt).toBe(before.deadlines.resolution.dueAt)
    expect(after.deadlines.firstResponse.state).toBe('met')
    expect(after.counting?.level).toEqual(before.counting?.level)
    // The next one is promised nothing.
    const next = await desk.open('ana', {}, later)
    const { deadlines } = await getTicket(await desk.as('ana', later), next.reference)
    expect(deadlines.resolution.state).toBe('none')
  })
})

describe('a contract that ends by its date while a ticket is open', () => {
  it('leaves what was promised, also to whoever follows up, and promises nothing new', async () => {
    const desk = await createDesk()
    const { reference } = await desk.open('ana')
    const before = (await getTicket(await desk.as('ana'), reference)).deadlines
    await desk.database.client.execute({
      sql: "update contracts set ends_at = ? where organisation_id = 'vila-nova'",
      args: [tuesday + minute],
    })
    const later = tuesday + day
    await changePriority(await desk.as('eva', later), { reference, impact: 'critical', reason: 'Parou' })
    await changePriority(await desk.as('eva', later), { reference, impact: 'normal', reason: 'Afinal não' })
    await changeStatus(await desk.as('eva', later), { reference, status: 'resolved' })
    await replyToTicket(await desk.as('ana', later + minute), { reference, body: 'Voltou' }, means)
    const after = (await getTicket(await desk.as('ana', later + minute), reference)).deadlines
    expect(after.firstResponse.dueAt).toBe(before.firstResponse.dueAt)
    expect(after.resolution.state).toBe('running')
    const next = await desk.open('ana', {}, later)
    expect((await getTicket(await desk.as('ana', later), next.reference)).deadlines.resolution.state).toBe(
      'none',
    )
  })
})

describe('a calendar that never opens', () => {
  const everyDay = async (_: string, year: number): Promise<string[]> =>
    Array.from({ length: 366 }, (_, at) => new Date(Date.UTC(year, 0, 1 + at)).toISOString().slice(0, 10))
  it.each([
    ['without open hours', "json_set(definition, '$.week', json('[]'))", null],
    ['with a holiday on every day', 'definition', everyDay],
  ] as const)('%s holds up nothing, and promises nothing', async (_, definition, holidays) => {
    const desk = await createDesk()
    await desk.database.client.execute(
      `insert into calendars select id, 2, ${definition}, created_at from calendars where id = 'pt-office'`,
    )
    const as = async (who: Parameters<Desk['as']>[0], minutes: number): Promise<Context> => {
      const ctx = await desk.as(who, tuesday + minutes * minute)
      return holidays ? { ...ctx, holidays } : ctx
    }
    const { id, reference } = await openTicket(await as('ana', 0), input, means)
    const [eva, filipe] = [await as('eva', 1), await as('filipe', 1)]
    const up = { reference, line: 2, why: 'critical', summary: 'Parou' }
    await escalateTicket(eva, up, lineMeans)
    await handBackTicket(filipe, { reference, answer: 'Feito', line: 1 }, means)
    await replyToTicket(eva, { reference, body: 'Estamos a ver' }, means)
    await changeStatus(eva, { reference, status: 'waiting', waitingFor: 'customer' })
    await replyToTicket(await as('ana', 2), { reference, body: 'Aqui está' }, means)
    const muchLater = 400 * 24 * 60
    const { deadlines } = await getTicket(await as('ana', muchLater), reference)
    // Holidays are known for two years ahead.
    const known = Date.UTC(2029, 11, 31)
    for (const { dueAt, state } of [deadlines.update, deadlines.resolution]) {
      expect(dueAt ?? Number.POSITIVE_INFINITY).toBeGreaterThan(known)
      expect(state).toBe('running')
    }
    expect(deadlines.resolution.remainingMinutes).toBeGreaterThan(0)
    const { counting } = await explainTicket(eva, reference)
    for (const { intervals } of counting?.clocks ?? [])
      for (const { minutes } of intervals) expect(minutes).toBe(0)
    for (const sort of ['due', 'priority'])
      expect((await listQueue(eva, { sort })).items.map((item) => item.reference)).toEqual([reference])
    const system = await as({ kind: 'system', name: 'test' }, muchLater)
    expect(await warnTickets(system)).toBe(0)
    await changeStatus(eva, { reference, status: 'resolved' })
    await closeResolved(system)
    // There is no working day to wait for: the customer or the desk closes it.
    expect((await desk.row(id)).status).toBe('resolved')
    await changeStatus(eva, { reference, status: 'closed' })
  })
})

describe('two agents who answer at once', () => {
  it('are both heard, and the first response is met once', async () => {
    const desk = await createDesk()
    const { id, reference } = await desk.open('ana')
    const [eva, filipe] = [await desk.as('eva', tuesday + minute), await desk.as('filipe', tuesday + minute)]
    const said = await Promise.all([
      replyToTicket(eva, { reference, body: 'Da Eva' }, means),
      replyToTicket(
        filipe,
        { reference, body: 'Do Filipe', status: 'waiting', waitingFor: 'customer' },
        means,
      ),
    ])
    expect(new Set(said.map(({ messageId }) => messageId)).size).toBe(2)
    const { messages, status, deadlines } = await getDeskTicket(eva, reference)
    expect(messages.map(({ body }) => body).sort()).toEqual(['Da Eva', 'Do Filipe', 'Dá o **erro** G-210.'])
    expect([status, deadlines.firstResponse.state]).toEqual(['waiting', 'met'])
    expect((await desk.events(id)).filter(({ type }) => type === 'ticket.replied')).toHaveLength(2)
    const { rows } = await desk.database.client.execute(
      "select count(*) as n from clock_entries where clock = 'first-response' and kind = 'stop'",
    )
    expect(Number(rows[0]?.n)).toBe(1)
  })

  it('one with an answer and one with an escalation are both heard, and it escalates once', async () => {
    const desk = await createDesk()
    const { id, reference } = await desk.open('ana')
    const [eva, helena] = [await desk.as('eva', tuesday + minute), await desk.as('helena', tuesday + minute)]
    const up = { reference, line: 2, why: 'critical', summary: 'Parou' }
    const done = await Promise.allSettled([
      escalateTicket(eva, up, lineMeans),
      replyToTicket(
        helena,
        { reference, body: 'Estamos a ver', status: 'waiting', waitingFor: 'customer' },
        means,
      ),
      escalateTicket(helena, { ...up, line: 3 }, lineMeans),
      escalateTicket(eva, up, lineMeans),
    ])
    // The third one goes further up, the fourth is there already.
    expect(done.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected'])
    const { chain, messages, line } = await getDeskTicket(eva, reference)
    expect([line, chain.map((stay) => [stay.line, stay.leftAt === null])]).toEqual([
      3,
      [
        [1, false],
        [2, false],
        [3, true],
      ],
    ])
    expect(messages).toHaveLength(4)
    expect((await desk.events(id)).filter(({ type }) => type === 'ticket.escalated')).toHaveLength(2)
  })

  it('from pages that did not show the other’s answer: the second one is asked first', async () => {
    const desk = await createDesk()
    const { reference } = await desk.open('ana')
    const seen = (await timeline(await desk.as('eva'), reference)).at(-1)?.id ?? 0
    const send = async (who: 'eva' | 'filipe') =>
      replyToTicket(
        asSeen(await desk.as(who, tuesday + minute), reference, seen, 'messages'),
        { reference, body: `De ${who}` },
        means,
      ).then(
        () => 'sent',
        (error: { code?: string }) => error.code,
      )
    expect((await Promise.all([send('eva'), send('filipe')])).sort()).toEqual(['new-message', 'sent'])
  })
})

describe('many attachments', () => {
  it('are refused beyond ten a message, and five hundred on a ticket are shown', async () => {
    const desk = await createDesk()
    const { id, reference } = await desk.open('ana')
    const uploads = Array.from({ length: 11 }, (_, at) => `u-${at}`)
    const many = replyToTicket(await desk.as('ana'), { reference, body: 'Tudo', uploads }, means)
    expect((await refusal(many)).fields).toEqual(['uploads: too-many'])
    await desk.database.client.execute(`with recursive n(i) as (select 1 union all select i + 1 from n where i < 500)
      insert into attachments (id, message_id, ticket_id, uploader_id, hash, name, size, type, created_at)
      select 'a-' || i, (select min(id) from messages where ticket_id = ${id}), ${id}, 'ana', 'h' || i, i || '.txt', 1, 'text/plain', 1 from n`)
    const { messages } = await getDeskTicket(await desk.as('eva'), reference)
    expect(messages[0]?.attachments).toHaveLength(500)
  })
})
