import { describe, expect, it } from 'vitest'
import { getDeskTicket, getTicket, linkTickets, timeline, unlinkTickets } from '#domain/tickets/index.ts'
import { createDesk, refusal } from './support.ts'

describe('links', () => {
  it('bind two tickets, each of which shows the other to the desk alone', async () => {
    const desk = await createDesk()
    const one = await desk.open('ana')
    const two = await desk.open('ana')
    const eva = await desk.as('eva')
    await linkTickets(eva, { reference: two.reference, other: ' #1001', role: 'related' })
    await linkTickets(eva, { reference: one.reference, other: two.reference, role: 'child' })
    const seen = await getDeskTicket(eva, one.reference)
    expect(seen.links).toMatchObject([
      { role: 'related', reference: two.reference, status: 'new' },
      { role: 'child', reference: two.reference },
    ])
    expect((await getDeskTicket(eva, two.reference)).links[1]).toMatchObject({ role: 'parent' })
    const ana = await desk.as('ana')
    expect((await getTicket(ana, one.reference)).links).toEqual([])
    expect((await timeline(ana, one.reference)).map(({ kind }) => kind)).toEqual(['opened'])
    await unlinkTickets(eva, { reference: two.reference, link: seen.links[0]?.id })
    expect((await getDeskTicket(eva, one.reference)).links).toHaveLength(1)
    for (const { id } of [one, two]) {
      expect((await desk.events(id)).map(({ type }) => type)).toEqual([
        'ticket.opened',
        'ticket.linked',
        'ticket.linked',
        'ticket.unlinked',
      ])
    }
  })

  it('never lead back to themselves', async () => {
    const desk = await createDesk()
    const eva = await desk.as('eva')
    const chain: string[] = []
    for (let i = 0; i < 4; i++) chain.push((await desk.open('ana')).reference)
    for (const [i, reference] of chain.slice(0, -1).entries())
      await linkTickets(eva, { reference, other: chain[i + 1], role: 'child' })
    const [first, , , last] = chain
    const link = (reference: unknown, other: unknown, role = 'related') =>
      refusal(linkTickets(eva, { reference, other, role }))
    expect((await link(first, first)).fields).toEqual(['other: same-ticket'])
    expect((await link(last, first, 'child')).fields).toEqual(['other: goes-in-circles'])
    expect((await link(first, last, 'parent')).fields).toEqual(['other: goes-in-circles'])
    expect((await link(first, chain[1], 'child')).fields).toEqual(['other: linked-already'])
    expect((await link(chain[1], first, 'child')).fields).toEqual(['other: goes-in-circles'])
    expect((await link(first, 'SUP-9999')).fields).toEqual(['other: unknown-ticket'])
    expect((await link(first, 'isto')).fields).toEqual(['other: unknown-ticket'])
    expect(await link('SUP-9999', first)).toMatchObject({ code: 'ticket-not-found' })
    expect(await refusal(unlinkTickets(eva, { reference: last, link: 1 }))).toMatchObject({
      code: 'link-not-found',
    })
    for (const who of ['ana', 'dora'] as const) {
      expect(await refusal(linkTickets(await desk.as(who), { reference: first, other: last }))).toMatchObject(
        { code: 'desk-only' },
      )
    }
  })

  it('are fifty of one ticket at most', async () => {
    const desk = await createDesk()
    const eva = await desk.as('eva')
    const { reference } = await desk.open('ana')
    for (let i = 0; i < 50; i++) {
      const other = (await desk.open('ana')).reference
      await linkTickets(eva, { reference, other })
    }
    const { reference: other } = await desk.open('ana')
    expect(await refusal(linkTickets(eva, { reference: other, other: reference }))).toMatchObject({
      code: 'too-many-links',
    })
    expect((await getDeskTicket(eva, reference)).links).toHaveLength(50)
  })
})
