import { expect, it } from 'vitest'
import { draftFromTicket, startEdit } from '#domain/editing/index.ts'
import { replyToTicket } from '#domain/tickets/index.ts'
import { texts } from '#i18n/index.ts'
import { createDesk, means } from '#tests/domain/tickets/support.ts'
import { createFolder, key, refusal } from './support.ts'

const words = (lang: 'pt' | 'en') => texts(lang).drafting.fromTicket

it('takes question and answer of a ticket, without notes and without what tells of a person', async () => {
  const desk = await createDesk()
  const { name } = await desk.person('ana')
  const { reference, id } = await desk.open('ana', {
    subject: `Erro G-210 (${name})`,
    body: `Dá o erro G-210.\n\nLigue-me: 912 345 678.\n\n${name}`,
  })
  await replyToTicket(await desk.as('eva'), { reference, body: 'Segredo interno', internal: true }, means)
  await replyToTicket(await desk.as('eva'), { reference, body: 'Reinicie o **leitor**.' }, means)
  const draft = await draftFromTicket(await desk.as('eva'), reference, words)
  expect(draft).toMatchObject({ ticketId: id, lang: 'pt', product: 'gestor', title: 'Erro G-210 ([pessoa])' })
  expect(draft.body).toBe(
    'Dá o erro G-210.\n\nLigue-me: [telefone].\n\n[pessoa]\n\n## Solução\n\nReinicie o **leitor**.',
  )
  expect(draft.removed.map(({ kind, original }) => [kind, original])).toEqual([
    ['person', name],
    ['phone', '912 345 678'],
  ])
  expect(draft.removed[0]?.count).toBe(2)

  const folder = createFolder()
  await startEdit(await desk.as('eva'), { ...key, text: draft.body, ticketId: id }, null, folder)
  expect((await desk.events(id)).at(-1)).toMatchObject({ type: 'article.started', actorId: 'eva' })
})

it('is for those who see the ticket', async () => {
  const desk = await createDesk()
  const { reference } = await desk.open('ana')
  expect(await refusal(draftFromTicket(await desk.as('ines'), reference, words))).toMatchObject({
    code: 'desk-only',
  })
  expect(await refusal(draftFromTicket(await desk.as('ana'), reference, words))).toMatchObject({
    code: 'articles-not-yours',
  })
  expect(await refusal(draftFromTicket(await desk.as('eva'), 'SUP-999999', words))).toMatchObject({
    kind: 'not-found',
  })
})
