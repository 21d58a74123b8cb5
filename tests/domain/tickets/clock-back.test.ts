import { describe, expect, it } from 'vitest'
import {
  changeStatus,
  escalateTicket,
  explainTicket,
  getDeskTicket,
  getTicket,
  handBackTicket,
  remind,
  replyToTicket,
  setReminder,
  warnTickets,
} from '#domain/tickets/index.ts'
import { tuesday } from '../../support/world.ts'
import { createDesk, type Desk, lineMeans, means, minute } from './support.ts'

const system = { kind: 'system', name: 'test' } as const
const hour = 60 * minute

async function warned(desk: Desk, id: number): Promise<string[]> {
  const events = await desk.events(id)
  return events.flatMap(({ type, data }) =>
    type === 'ticket.promise-warned' ? [`${data.clock} ${data.percent}`] : [],
  )
}

describe('a clock that is set back on the server', () => {
  it('leaves no stretch of a ticket’s clocks before the one that came before it', async () => {
    const desk = await createDesk()
    const { reference } = await desk.open('ana', {}, tuesday)
    const at = async (who: 'ana' | 'eva', when: number) => desk.as(who, when)
    const before = (await getTicket(await at('ana', tuesday), reference)).deadlines.resolution
    await changeStatus(await at('eva', tuesday + hour), {
      reference,
      status: 'waiting',
      waitingFor: 'customer',
    })
    // An hour and a half earlier.
    await replyToTicket(await at('ana', tuesday - 30 * minute), { reference, body: 'Aqui está' }, means)
    await changeStatus(await at('eva', tuesday - 20 * minute), {
      reference,
      status: 'waiting',
      waitingFor: 'customer',
    })
    for (const now of [tuesday - 20 * minute, tuesday + hour, tuesday + 2 * hour]) {
      const { counting } = await explainTicket(await at('ana', now), reference)
      const resolution = counting?.clocks.find(({ clock }) => clock === 'resolution')
      const moments =
        resolution?.intervals.flatMap(({ from, to }) => [from, to ?? Number.POSITIVE_INFINITY]) ?? []
      expect(moments.length).toBeGreaterThan(2)
      expect(moments).toEqual(moments.toSorted((a, b) => a - b))
      for (const { minutes } of resolution?.intervals ?? []) expect(minutes).toBeGreaterThanOrEqual(0)
      const { deadlines } = await getTicket(await at('ana', now), reference)
      expect((before.remainingMinutes ?? 0) - (deadlines.resolution.remainingMinutes ?? 0)).toBe(60)
      for (const { minutes } of deadlines.resolution.parts) expect(minutes).toBeGreaterThanOrEqual(0)
    }
  })

  it('keeps the lines in their order, each for no less than no time', async () => {
    const desk = await createDesk()
    const { reference } = await desk.open('ana', {}, tuesday)
    const up = { reference, line: 2, why: 'critical', summary: 'Parou' }
    await escalateTicket(await desk.as('eva', tuesday + hour), up, lineMeans)
    await handBackTicket(
      await desk.as('filipe', tuesday - hour),
      { reference, answer: 'Feito', line: 1 },
      means,
    )
    await escalateTicket(await desk.as('eva', tuesday - 50 * minute), up, lineMeans)
    const { chain } = await getDeskTicket(await desk.as('eva', tuesday - 40 * minute), reference)
    expect(chain.map(({ line }) => line)).toEqual([1, 2, 1, 2])
    const moments = chain.flatMap(({ arrivedAt, leftAt }) =>
      leftAt === null ? [arrivedAt] : [arrivedAt, leftAt],
    )
    expect(moments).toEqual(moments.toSorted((a, b) => a - b))
    for (const { taken } of chain) expect(taken ?? 0).toBeGreaterThanOrEqual(0)
  })

  it('answers and resolves no ticket before it was opened', async () => {
    const desk = await createDesk()
    const { id, reference } = await desk.open('ana', {}, tuesday)
    const eva = await desk.as('eva', tuesday - hour)
    await replyToTicket(eva, { reference, body: 'Feito', status: 'resolved' }, means)
    await changeStatus(eva, { reference, status: 'closed' })
    expect(await desk.row(id)).toMatchObject({
      first_responded_at: tuesday,
      resolved_at: tuesday,
      closed_at: tuesday,
    })
  })

  it('warns of nothing again, also where something changes meanwhile', async () => {
    const desk = await createDesk()
    const { id, reference } = await desk.open('ana', {}, tuesday)
    const warn = async (when: number): Promise<number> => warnTickets(await desk.as(system, when))
    await warn(tuesday + 3 * hour)
    const first = await warned(desk, id)
    expect(first.length).toBeGreaterThan(0)
    const back = tuesday + 10 * minute
    expect(await warn(back)).toBe(0)
    // A change counts anew when to warn next.
    const status = { reference, status: 'waiting', waitingFor: 'customer' }
    await changeStatus(await desk.as('eva', back), status)
    await replyToTicket(await desk.as('ana', back), { reference, body: 'Aqui está' }, means)
    await warn(tuesday + 3 * hour)
    expect(await warned(desk, id)).toEqual(first)
    await warn(tuesday + 4 * hour)
    const all = await warned(desk, id)
    expect(new Set(all).size).toBe(all.length)
  })

  it('reminds of nothing again', async () => {
    const desk = await createDesk()
    const { reference } = await desk.open('ana', {}, tuesday)
    await setReminder(await desk.as('eva', tuesday), { reference, at: tuesday + hour, word: 'Telefonar' })
    const told = async (when: number): Promise<number> => remind(await desk.as(system, when))
    expect([await told(tuesday + hour), await told(tuesday), await told(tuesday + hour)]).toEqual([1, 0, 0])
  })

  it('shows whole what was said, in the order in which it was', async () => {
    const desk = await createDesk()
    const { reference } = await desk.open('ana', {}, tuesday)
    await replyToTicket(await desk.as('eva', tuesday + hour), { reference, body: 'Primeiro' }, means)
    await replyToTicket(await desk.as('ana', tuesday - hour), { reference, body: 'Segundo' }, means)
    await replyToTicket(await desk.as('eva', tuesday), { reference, body: 'Terceiro' }, means)
    const { messages } = await getTicket(await desk.as('ana', tuesday), reference)
    expect(messages.slice(1).map(({ body }) => body)).toEqual(['Primeiro', 'Segundo', 'Terceiro'])
  })
})
