import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  archiveQueue,
  changeQueue,
  changeStatus,
  closeTicket,
  followUpOf,
  followUps,
  getDeskTicket,
  getTicket,
  listQueues,
  reopenTicket,
  replyToTicket,
  saveQueue,
  statuses,
  timeline,
} from '#domain/tickets/index.ts'
import { tuesday } from '../../support/world.ts'
import { createDesk, type Desk, means, minute, refusal } from './support.ts'

const day = 86_400_000

async function policy(desk: Desk, followUp: string, followUpDays = ''): Promise<void> {
  const input = { id: 'support', pt: 'Suporte', en: 'Support', followUp, followUpDays }
  await saveQueue(await desk.as('joao'), input, false)
}

async function closed(desk: Desk): Promise<{ id: number; reference: string }> {
  const opened = await desk.open('ana', { version: '7.4.2', urgency: 'high' })
  await closeTicket(await desk.as('eva', tuesday + 10 * minute), { reference: opened.reference })
  return opened
}

describe('what becomes of a message to a closed ticket', () => {
  it('follows the queue, and reopens whatever is not closed', () => {
    const queue = fc.record({
      followUp: fc.constantFrom(...followUps),
      followUpDays: fc.integer({ min: 1, max: 3650 }),
    })
    fc.assert(
      fc.property(
        queue,
        fc.constantFrom(...statuses),
        fc.nat(),
        fc.nat(),
        (rules, status, closedAt, later) => {
          const outcome = followUpOf(rules, { status, closedAt }, closedAt + later)
          if (status !== 'closed' || rules.followUp === 'reopen') expect(outcome).toBe('reopen')
          else if (rules.followUp === 'reopen-within')
            expect(outcome).toBe(later <= rules.followUpDays * day ? 'reopen' : 'new-linked')
          else expect(outcome).toBe(rules.followUp)
        },
      ),
    )
  })

  it('is a new ticket that goes on with it, with clocks of its own', async () => {
    const desk = await createDesk()
    const { id, reference } = await closed(desk)
    await policy(desk, 'new-linked')
    const upload = await desk.upload('ana', 'registo')
    const later = tuesday + 60 * minute
    const ana = await desk.as('ana', later)
    const said = await replyToTicket(ana, { reference, body: 'Voltou.', uploads: [upload.id] }, means)
    expect(said).toMatchObject({ followsUp: true })
    expect(said.reference).not.toBe(reference)
    const next = await getTicket(ana, said.reference)
    expect(next).toMatchObject({
      subject: 'Não consigo abrir o expediente',
      status: 'new',
      version: '7.4.2',
      urgency: 'high',
      product: { id: 'gestor' },
      organisation: { id: 'vila-nova' },
      requester: { id: 'ana' },
      createdAt: later,
      links: [{ role: 'earlier', reference, status: 'closed' }],
    })
    expect(next.messages).toMatchObject([{ body: 'Voltou.', attachments: [{ name: 'erro.txt' }] }])
    expect(next.deadlines.firstResponse).toMatchObject({ state: 'running' })
    const before = await getTicket(ana, reference)
    expect(before).toMatchObject({ status: 'closed', followUp: 'new-linked', links: [{ role: 'later' }] })
    expect(before.messages).toHaveLength(1)
    expect(before.may).toMatchObject({ reopen: false, reply: true })
    expect((await desk.events(id)).at(-1)).toMatchObject({
      type: 'ticket.followed-up',
      data: { to: said.reference },
    })
    expect((await desk.events(next.id))[0]).toMatchObject({
      type: 'ticket.opened',
      data: { follows: reference },
    })
    expect(await refusal(reopenTicket(ana, { reference }))).toMatchObject({ code: 'follow-up-needs-message' })
  })

  it('is refused with a reason where the queue says so; that somebody tried is kept, and no word of it', async () => {
    const desk = await createDesk()
    const { id, reference } = await closed(desk)
    await policy(desk, 'refuse')
    const ana = await desk.as('ana')
    const before = await desk.events(id)
    expect(await refusal(replyToTicket(ana, { reference, body: 'Voltou.' }, means))).toMatchObject({
      kind: 'conflict',
      code: 'follow-up-refused',
    })
    expect((await desk.events(id)).slice(before.length)).toMatchObject([
      { type: 'ticket.follow-up-refused', actorId: 'ana', data: { authorKind: 'customer' } },
    ])
    expect(await refusal(reopenTicket(ana, { reference }))).toMatchObject({ code: 'follow-up-refused' })
    expect(await desk.events(id)).toHaveLength(before.length + 1)
    const kinds = async (who: 'ana' | 'eva') =>
      (await timeline(await desk.as(who), reference)).map(({ kind }) => kind)
    expect(await kinds('eva')).toContain('follow-up-refused')
    expect(await kinds('ana')).not.toContain('follow-up-refused')
    expect((await getTicket(ana, reference)).messages).toHaveLength(1)
  })

  it('reopens within some days, and not after them', async () => {
    const desk = await createDesk()
    const { reference } = await closed(desk)
    await policy(desk, 'reopen-within', '14')
    const at = tuesday + 10 * minute + 14 * day
    expect((await getTicket(await desk.as('ana', at + 1), reference)).followUp).toBe('new-linked')
    const said = await replyToTicket(await desk.as('ana', at), { reference, body: 'Voltou.' }, means)
    expect(said).toMatchObject({ reference, followsUp: false })
    expect(await getTicket(await desk.as('ana', at), reference)).toMatchObject({ status: 'open' })
  })

  it('never holds the desk, nor what is only resolved', async () => {
    const desk = await createDesk()
    await policy(desk, 'refuse')
    const { reference } = await desk.open('ana')
    await changeStatus(await desk.as('eva'), { reference, status: 'resolved' })
    const said = await replyToTicket(await desk.as('ana'), { reference, body: 'Ainda não.' }, means)
    expect(said).toMatchObject({ reference, followsUp: false })
    await closeTicket(await desk.as('eva'), { reference })
    await replyToTicket(await desk.as('eva'), { reference, body: 'Só mais isto.' }, means)
    expect(await getTicket(await desk.as('ana'), reference)).toMatchObject({ status: 'closed' })
    await reopenTicket(await desk.as('eva'), { reference })
    expect(await getTicket(await desk.as('ana'), reference)).toMatchObject({ status: 'open' })
  })

  it('opens one ticket for each of two messages at once, and loses none', async () => {
    const desk = await createDesk()
    const { reference } = await closed(desk)
    await policy(desk, 'new-linked')
    const ana = await desk.as('ana')
    const bruno = await desk.as('bruno')
    const [one, two] = await Promise.all([
      replyToTicket(ana, { reference, body: 'Um' }, means),
      replyToTicket(bruno, { reference, body: 'Dois' }, means),
    ])
    expect(new Set([reference, one.reference, two.reference]).size).toBe(3)
    // Whoever writes, it is still the requester's.
    expect(await getTicket(bruno, two.reference)).toMatchObject({ requester: { id: 'ana' } })
    expect(
      await refusal(replyToTicket(await desk.as('carla'), { reference, body: 'x' }, means)),
    ).toMatchObject({ kind: 'not-found' })
  })
})

describe('queues', () => {
  it('are kept by administrators, with a record', async () => {
    const desk = await createDesk()
    const joao = await desk.as('joao')
    const input = { id: 'contratos', pt: 'Contratos', en: 'Contracts', followUp: 'reopen', followUpDays: '' }
    expect(await refusal(saveQueue(await desk.as('helena'), input, true))).toMatchObject({
      code: 'administrators-only',
    })
    expect(await refusal(listQueues(await desk.as('ana')))).toMatchObject({ code: 'administrators-only' })
    await saveQueue(joao, input, true)
    expect(await refusal(saveQueue(joao, input, true))).toMatchObject({ code: 'queue-exists' })
    expect(await refusal(saveQueue(joao, { ...input, id: 'outra' }, false))).toMatchObject({
      code: 'queue-not-found',
    })
    expect((await refusal(saveQueue(joao, { ...input, id: 'Não é', pt: '' }, true))).fields).toEqual([
      'id: not-a-word',
      'pt: required',
    ])
    const within = { ...input, followUp: 'reopen-within' }
    expect((await refusal(saveQueue(joao, within, false))).fields).toEqual(['followUpDays: required'])
    await saveQueue(joao, { ...within, followUpDays: '30' }, false)
    expect((await listQueues(joao)).map(({ id, followUpDays }) => [id, followUpDays])).toEqual([
      ['support', null],
      ['contratos', 30],
    ])
    expect(await refusal(archiveQueue(joao, { id: 'support' }))).toMatchObject({ code: 'queue-needed' })
    await archiveQueue(joao, { id: 'contratos' })
    const { rows } = await desk.database.client.execute(
      "select type from events where subject = 'queue:contratos' order by id",
    )
    expect(rows.map(({ type }) => type)).toEqual(['queue.created', 'queue.changed', 'queue.archived'])
  })

  it('take tickets from the desk, whose customers hear nothing of it', async () => {
    const desk = await createDesk()
    const joao = await desk.as('joao')
    const input = { id: 'contratos', pt: 'Contratos', en: 'Contracts', followUp: 'refuse', followUpDays: '' }
    await saveQueue(joao, input, true)
    const { id, reference } = await desk.open('ana')
    const eva = await desk.as('eva')
    await changeQueue(eva, { reference, queue: 'contratos' })
    await changeQueue(eva, { reference, queue: 'contratos' })
    expect(await getDeskTicket(eva, reference)).toMatchObject({
      queue: { id: 'contratos', names: { pt: 'Contratos' } },
    })
    expect((await desk.events(id)).map(({ type }) => type)).toEqual(['ticket.opened', 'ticket.queue-changed'])
    expect(JSON.stringify(await timeline(await desk.as('ana'), reference))).not.toContain('ontratos')
    expect((await refusal(changeQueue(eva, { reference, queue: 'nenhuma' }))).fields).toEqual([
      'queue: unknown',
    ])
    expect(await refusal(changeQueue(await desk.as('ana'), { reference, queue: 'support' }))).toMatchObject({
      code: 'desk-only',
    })
    await archiveQueue(joao, { id: 'contratos' })
    await closeTicket(eva, { reference })
    // Its rules stay.
    expect(
      await refusal(replyToTicket(await desk.as('ana'), { reference, body: 'Olá' }, means)),
    ).toMatchObject({ code: 'follow-up-refused' })
  })
})
