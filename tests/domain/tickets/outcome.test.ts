import { describe, expect, it } from 'vitest'
import { writeLetters } from '#domain/mail/index.ts'
import {
  announceFix,
  changeStatus,
  claimTicket,
  closeResolved,
  escalateTicket,
  getDeskTicket,
  getTicket,
  plannedVersions,
  rateTicket,
  reopenTicket,
  replyToTicket,
  timeline,
  warnTickets,
} from '#domain/tickets/index.ts'
import { createCompose } from '#server/mail/compose.ts'
import { tuesday } from '../../support/world.ts'
import { createDesk, type Desk, lineMeans, means, minute, refusal } from './support.ts'

const hour = 60 * minute
const day = 24 * hour
const system = { kind: 'system', name: 'test' } as const
const ofType = async (desk: Desk, id: number, type: string) =>
  (await desk.events(id)).filter((event) => event.type === type).map(({ data }) => data)

async function letters(desk: Desk): Promise<{ recipient: string; template: string }[]> {
  const compose = createCompose(new URL('https://portal.example'), 'Balcão')
  while ((await writeLetters(await desk.as(system), compose, 'portal.example')) > 0);
  const { rows } = await desk.database.client.execute('select recipient, template from letters order by id')
  return rows.map((row) => ({ recipient: String(row.recipient), template: String(row.template) }))
}

describe('warnings', () => {
  it('come once at 50, 80 and 100 % of each running clock', async () => {
    const desk = await createDesk()
    // Tuesday 10:00. First response within 240 minutes of pt-office: due at 15:30; half of it at 12:00.
    const { id } = await desk.open('ana')
    const warn = async (at: number) => warnTickets(await desk.as(system, at))
    const said = async () =>
      (await ofType(desk, id, 'ticket.promise-warned')).map(({ clock, percent }) => `${clock} ${percent}`)
    await warn(tuesday + 2 * hour - 1)
    expect(await said()).toEqual([])
    await warn(tuesday + 2 * hour)
    await warn(tuesday + 2 * hour)
    expect(await said()).toEqual(['first-response 50'])
    // The portal stood still: of what passed meanwhile, the furthest of each clock.
    await warn(tuesday + 8 * hour)
    expect(await said()).toEqual(['first-response 50', 'first-response 100', 'line 80'])
    expect(await desk.row(id)).toMatchObject({ next_warning_at: tuesday + day + hour / 2 })
  })

  it('stop with the answer, and begin where a pause left off', async () => {
    const desk = await createDesk()
    const { reference, id } = await desk.open('ana')
    await replyToTicket(
      await desk.as('eva', tuesday + hour),
      { reference, body: 'Que versão?', status: 'waiting', waitingFor: 'customer' },
      means,
    )
    expect(await desk.row(id)).toMatchObject({ next_warning_at: null })
    await replyToTicket(await desk.as('ana', tuesday + day), { reference, body: 'A 7.4.2.' }, means)
    const { next_warning_at } = await desk.row(id)
    // The line has used 60 of its 480 minutes: half of them, 180 more, are over at 14:30 of the next day.
    expect(next_warning_at).toBe(tuesday + day + 4.5 * hour)
    await warnTickets(await desk.as(system, tuesday + day + 4.5 * hour))
    expect(await ofType(desk, id, 'ticket.promise-warned')).toMatchObject([{ clock: 'line', percent: 50 }])
  })

  it('reach whoever has the ticket, or the line; and the supervisor when it is too late', async () => {
    const desk = await createDesk()
    const { reference } = await desk.open('ana')
    await claimTicket(await desk.as('eva'), { reference })
    await escalateTicket(
      await desk.as('eva'),
      { reference, line: 2, why: 'critical', summary: 'Parou.' },
      lineMeans,
    )
    await letters(desk)
    await warnTickets(await desk.as(system, tuesday + 2 * hour))
    await warnTickets(await desk.as(system, tuesday + 8 * hour))
    const late = (await letters(desk)).filter(({ template }) => ['warned', 'overdue'].includes(template))
    expect(late).toContainEqual({ recipient: 'filipe@demo.test', template: 'warned' })
    expect(
      late
        .filter(({ template }) => template === 'overdue')
        .map(({ recipient }) => recipient)
        .sort(),
    ).toEqual(['eva@demo.test', 'filipe@demo.test', 'helena@demo.test'])
  })

  it('are no customer’s to see, and nobody’s to make but the portal’s', async () => {
    const desk = await createDesk()
    const { reference } = await desk.open('ana')
    await warnTickets(await desk.as(system, tuesday + 2 * hour))
    const kinds = async (who: 'ana' | 'eva') =>
      (await timeline(await desk.as(who), reference)).map(({ kind }) => kind)
    expect(await kinds('ana')).toEqual(['opened'])
    expect(await kinds('eva')).toEqual(['opened', 'promise-warned'])
    for (const verb of [warnTickets, closeResolved])
      expect(await refusal(verb(await desk.as('helena')))).toMatchObject({ code: 'system-only' })
  })
})

describe('what is resolved', () => {
  it('closes by itself at the end of the fifth working day, and says so', async () => {
    const desk = await createDesk()
    const { reference, id } = await desk.open('ana')
    await changeStatus(await desk.as('eva'), { reference, status: 'resolved' })
    // Tuesday 24 November; 1 December is a holiday, so the fifth working day is Wednesday 2 December.
    const closesAt = Date.UTC(2026, 11, 2, 18)
    expect((await getTicket(await desk.as('ana'), reference)).closesAt).toBe(closesAt)
    await closeResolved(await desk.as(system, closesAt - 1))
    expect(await desk.row(id)).toMatchObject({ status: 'resolved' })
    await closeResolved(await desk.as(system, closesAt))
    await closeResolved(await desk.as(system, closesAt))
    expect(await desk.row(id)).toMatchObject({ status: 'closed', closed_at: closesAt, closes_at: null })
    expect(await ofType(desk, id, 'ticket.closed')).toMatchObject([{ authorKind: 'system', byItself: true }])
    expect(await letters(desk)).toContainEqual({ recipient: 'ana@demo.test', template: 'closed' })
  })

  it('does not close once somebody objected', async () => {
    const desk = await createDesk()
    const { reference, id } = await desk.open('carla')
    await changeStatus(await desk.as('eva'), { reference, status: 'resolved' })
    await reopenTicket(await desk.as('carla', tuesday + hour), { reference })
    expect(await desk.row(id)).toMatchObject({ closes_at: null })
    await closeResolved(await desk.as(system, tuesday + 30 * day))
    expect(await desk.row(id)).toMatchObject({ status: 'open' })
  })
})

describe('the version with the fix', () => {
  const words = (lang: string, fix: { productName: string; version: string }): string =>
    `${lang}: ${fix.productName} ${fix.version}`

  it('resolves what waits for it when it is published, and tells the customer where it is', async () => {
    const desk = await createDesk()
    const { reference, id } = await desk.open('ana')
    const other = await desk.open('bruno')
    const plan = { status: 'waiting', waitingFor: 'planned-version' }
    await changeStatus(await desk.as('gustavo'), { reference, ...plan, plannedVersion: '7.5.2' })
    await changeStatus(await desk.as('gustavo'), {
      reference: other.reference,
      ...plan,
      plannedVersion: '7.6.0',
    })
    expect(await plannedVersions(desk.database.reader)).toEqual([
      { product: 'gestor', version: '7.5.2' },
      { product: 'gestor', version: '7.6.0' },
    ])
    const fix = { product: 'gestor', version: '7.5.2' }
    const announce = async () => announceFix(await desk.as(system, tuesday + hour), fix, { ...means, words })
    expect(await announce()).toBe(1)
    expect(await announce()).toBe(0)
    const ticket = await getTicket(await desk.as('ana', tuesday + hour), reference)
    expect(ticket).toMatchObject({ status: 'resolved', fix: { version: '7.5.2', available: true } })
    expect(ticket.messages.at(-1)).toMatchObject({
      authorKind: 'system',
      author: null,
      body: 'pt: Gestor 7.5.2',
    })
    expect(await ofType(desk, id, 'ticket.fix-available')).toMatchObject([{ version: '7.5.2' }])
    expect(await letters(desk)).toContainEqual({ recipient: 'ana@demo.test', template: 'fix-available' })
    expect(await getTicket(await desk.as('bruno'), other.reference)).toMatchObject({
      status: 'waiting',
      fix: { version: '7.6.0', available: false },
    })
  })

  it('may change while it waits, and is a version', async () => {
    const desk = await createDesk()
    const { reference } = await desk.open('ana')
    const plan = async (plannedVersion: string) =>
      changeStatus(await desk.as('gustavo'), {
        reference,
        status: 'waiting',
        waitingFor: 'planned-version',
        plannedVersion,
      })
    await plan('7.5.2')
    await plan('7.5.3')
    expect(await refusal(plan('7.5.3'))).toMatchObject({ code: 'status-not-possible' })
    expect((await refusal(plan('soon'))).fields).toEqual(['plannedVersion: invalid'])
    expect((await getDeskTicket(await desk.as('eva'), reference)).fix).toEqual({
      version: '7.5.3',
      available: false,
    })
    expect(
      await refusal(
        announceFix(await desk.as('eva'), { product: 'gestor', version: '7.5.3' }, { ...means, words }),
      ),
    ).toMatchObject({ code: 'system-only' })
  })
})

describe('satisfaction', () => {
  it('is told once a ticket is done, and may be changed', async () => {
    const desk = await createDesk()
    const { reference, id } = await desk.open('ana')
    const rate = async (who: 'ana' | 'bruno' | 'eva' | 'carla', score: unknown, comment = '') =>
      rateTicket(await desk.as(who), { reference, score, comment })
    expect(await refusal(rate('ana', 5))).toMatchObject({ code: 'rate-when-done' })
    await changeStatus(await desk.as('eva'), { reference, status: 'resolved' })
    await rate('ana', '2', 'Demorou.')
    await rate('ana', '4')
    expect((await getDeskTicket(await desk.as('eva'), reference)).rating).toEqual({
      score: 4,
      comment: '',
      by: { id: 'ana', name: 'Ana Ribeiro' },
    })
    expect(await ofType(desk, id, 'ticket.rated')).toEqual([
      { score: 2, commented: true },
      { score: 4, commented: false },
    ])
    expect(await refusal(rate('bruno', 5))).toMatchObject({ code: 'rated-by-another' })
    expect((await getTicket(await desk.as('bruno'), reference)).may.rate).toBe(false)
    expect((await getTicket(await desk.as('ana'), reference)).may.rate).toBe(true)
    expect((await refusal(rate('ana', 6))).fields).toEqual(['score: too-high'])
    expect((await refusal(rate('ana', ''))).kind).toBe('invalid')
    expect(await refusal(rate('eva', 5))).toMatchObject({ code: 'customers-only' })
    expect(await refusal(rate('carla', 5))).toMatchObject({ kind: 'not-found' })
  })
})
