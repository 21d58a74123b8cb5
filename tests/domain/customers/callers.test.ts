import { describe, expect, it } from 'vitest'
import { createService, disableAccount } from '#domain/accounts/index.ts'
import { callersLike } from '#domain/customers/caller-store.ts'
import { findCaller, searchCallers, searchCustomers } from '#domain/customers/index.ts'
import { changeStatus } from '#domain/tickets/index.ts'
import { tuesday } from '../../support/world.ts'
import { explain } from '../stats/support.ts'
import { createDesk, type Desk, minute, refusal } from '../tickets/support.ts'

async function named(desk: Desk, q: string): Promise<string[]> {
  return (await searchCallers(await desk.as('eva'), { q })).map(({ email }) =>
    email.replace('@demo.test', ''),
  )
}

describe('whoever calls', () => {
  it('is found by part of the name, the address or the organisation, whatever the accents', async () => {
    const desk = await createDesk()
    await desk.database.client.execute("update people set name = 'Ana Ribeirão' where id = 'ana'")
    expect(await named(desk, 'RIBEIRAO')).toEqual(['ana'])
    expect(await named(desk, 'carla@')).toEqual(['carla'])
    expect(await named(desk, 'município')).toEqual(['ana', 'bruno'])
    expect(await named(desk, 'vila ana')).toEqual(['ana'])
    expect(await named(desk, 'ninguém')).toEqual([])
    expect(await named(desk, '%')).toEqual([])
    expect(await named(desk, '  ')).toEqual([])
  })

  it('is somebody who may ask: no team, no machine, nobody who has left', async () => {
    const desk = await createDesk()
    expect(await named(desk, 'eva')).toEqual([])
    await createService(await desk.as('bruno'), {
      name: 'Robot de cópias',
      organisationId: 'vila-nova',
    })
    expect(await named(desk, 'robot')).toEqual([])
    await disableAccount(await desk.as('joao'), 'ana@demo.test')
    expect(await named(desk, 'ana@demo')).toEqual([])
    expect(await findCaller(await desk.as('eva'), 'ana@demo.test')).toBeNull()
    expect(await findCaller(await desk.as('eva'), 'filipe@demo.test')).toBeNull()
  })

  it('is known with what is promised to them and what they asked already', async () => {
    const desk = await createDesk()
    const done = await desk.open('ana', { subject: 'Já feito' }, tuesday)
    await changeStatus(await desk.as('eva', tuesday + minute), {
      reference: done.reference,
      status: 'resolved',
    })
    await desk.open('bruno', { subject: 'Do colega' })
    await desk.open('ana', { subject: 'Em curso' })
    const caller = await findCaller(await desk.as('eva'), ' ANA@demo.test')
    expect(caller).toMatchObject({
      id: 'ana',
      organisation: { id: 'vila-nova' },
      organisations: [{ id: 'vila-nova' }],
      level: 'Ouro',
    })
    expect(caller?.open.map(({ subject }) => subject)).toEqual(['Em curso'])
  })

  it('may be a partner, and speak for whom it looks after', async () => {
    const desk = await createDesk()
    const caller = await findCaller(await desk.as('eva'), 'dora@demo.test')
    expect(caller?.organisations.map(({ id }) => id)).toEqual(['norte', 'sao-bras', 'vila-nova'])
    const asked = await desk.open('eva', { requesterEmail: 'dora@demo.test', organisation: 'sao-bras' })
    expect(await desk.row(asked.id)).toMatchObject({
      requester_id: 'dora',
      organisation_id: 'sao-bras',
      level_id: 'base',
    })
    const wrong = { requesterEmail: 'ana@demo.test', organisation: 'sao-bras' }
    expect((await refusal(desk.open('eva', wrong))).fields).toEqual(['organisation: unknown'])
  })

  it('is known to the desk alone', async () => {
    const desk = await createDesk()
    for (const name of ['ana', 'dora', 'ines'] as const) {
      expect(await refusal(searchCallers(await desk.as(name), { q: 'ana' }))).toMatchObject({
        code: 'desk-only',
      })
      expect(await refusal(searchCustomers(await desk.as(name), { q: 'vila', limit: 4 }))).toMatchObject({
        code: 'desk-only',
      })
      expect(await refusal(findCaller(await desk.as(name), 'ana@demo.test'))).toMatchObject({
        code: 'desk-only',
      })
    }
  })

  it('is looked for in two indexes, and only those found are read', async () => {
    const { db } = await (await createDesk()).as('eva')
    const { explaining, plans } = explain(db)
    await callersLike(explaining, ['ana', 'vila'], 8)
    expect(plans).toContain('SCAN p USING INDEX people_callers')
    expect(plans).toContain('SCAN n USING INDEX organisations_name')
    expect(plans.filter((plan) => plan.startsWith('SCAN') && !/INDEX|SCAN x/.test(plan))).toEqual([])
  })
})
