import { describe, expect, it } from 'vitest'
import {
  findAttachment,
  getTicket,
  recordUpload,
  removeUpload,
  replyToTicket,
} from '#domain/tickets/index.ts'
import { createDesk, means, refusal } from './support.ts'

describe('uploads', () => {
  it('wait for their message, and are seen by whoever sees it', async () => {
    const desk = await createDesk()
    const { id, hash } = await desk.upload('ana', 'registo', 'erro.log')
    expect(await findAttachment(await desk.as('ana'), { id })).toMatchObject({
      hash,
      name: 'erro.log',
      size: 7,
    })
    for (const who of ['bruno', 'eva', 'carla'] as const) {
      expect(await refusal(findAttachment(await desk.as(who), { id }))).toMatchObject({ kind: 'not-found' })
    }
    const { reference } = await desk.open('ana', { uploads: [id] })
    const { messages } = await getTicket(await desk.as('ana'), reference)
    expect(messages[0]?.attachments).toEqual([{ id, name: 'erro.log', size: 7, type: 'text/plain' }])
    for (const who of ['ana', 'bruno', 'dora', 'eva'] as const) {
      expect((await findAttachment(await desk.as(who), { id })).hash).toBe(hash)
    }
    for (const who of ['carla', 'ines', { kind: 'visitor' }] as const) {
      expect(await refusal(findAttachment(await desk.as(who), { id }))).toMatchObject({ kind: 'not-found' })
    }
  })

  it('of internal notes stay with the desk', async () => {
    const desk = await createDesk()
    const { reference } = await desk.open('ana')
    const { id } = await desk.upload('eva', 'só para nós')
    await replyToTicket(
      await desk.as('eva'),
      { reference, body: 'Nota', internal: true, uploads: [id] },
      means,
    )
    expect(await refusal(findAttachment(await desk.as('ana'), { id }))).toMatchObject({ kind: 'not-found' })
    expect(await findAttachment(await desk.as('gustavo'), { id })).toMatchObject({ id })
  })

  it('are taken once, by their uploader', async () => {
    const desk = await createDesk()
    const { id } = await desk.upload('ana', 'x')
    expect((await refusal(desk.open('bruno', { uploads: [id] }))).fields).toEqual(['uploads: unknown'])
    await desk.open('ana', { uploads: [id] })
    expect((await refusal(desk.open('ana', { uploads: [id] }))).fields).toEqual(['uploads: unknown'])
    expect(await refusal(removeUpload(await desk.as('ana'), { id }))).toMatchObject({ kind: 'not-found' })
  })

  it('go with their content when taken back, unless something else holds it', async () => {
    const desk = await createDesk()
    const first = await desk.upload('ana', 'igual')
    const second = await desk.upload('carla', 'igual')
    expect(await refusal(removeUpload(await desk.as('carla'), { id: first.id }))).toMatchObject({
      kind: 'not-found',
    })
    await removeUpload(await desk.as('ana'), { id: first.id })
    expect(await desk.files.has(first.hash)).toBe(true)
    await removeUpload(await desk.as('carla'), { id: second.id })
    expect(await desk.files.has(first.hash)).toBe(false)
  })

  it('are refused without content, without sense, or without measure', async () => {
    const desk = await createDesk()
    const ctx = await desk.as('ana')
    const file = { hash: 'a'.repeat(64), name: 'a.txt', size: 1, type: 'text/plain' }
    expect(await refusal(recordUpload(ctx, file))).toMatchObject({ kind: 'conflict', code: 'upload-lost' })
    expect(await refusal(recordUpload(ctx, { ...file, hash: '../etc/passwd' }))).toMatchObject({
      kind: 'invalid',
    })
    expect(await refusal(recordUpload(await desk.as('ines'), file))).toMatchObject({ kind: 'not-allowed' })
    const { hash } = await desk.upload('ana', 'x')
    for (let i = 1; i < 100; i++) await recordUpload(ctx, { ...file, hash })
    expect(await refusal(recordUpload(ctx, { ...file, hash }))).toMatchObject({ kind: 'too-many' })
  })
})
