import { expect, test } from 'vitest'
import { endAbsence, listAbsences, setAbsence } from '#domain/accounts/index.ts'
import { writeLetters } from '#domain/mail/index.ts'
import { assignTicket, escalateTicket, handBackTicket, timeline, warnTickets } from '#domain/tickets/index.ts'
import { createDesk, lineMeans, means, minute, refusal } from '#tests/domain/tickets/support.ts'
import { tuesday } from '#tests/support/world.ts'

const day = 24 * 60 * minute
const away = { from: tuesday - day, until: tuesday + 3 * day }

test('what is assigned to somebody who is away goes to whoever stands in, and says so to the desk', async () => {
  const desk = await createDesk()
  const { reference, id } = await desk.open('ana')
  await setAbsence(await desk.as('filipe'), { ...away, deputy: 'gustavo' })
  const eva = await desk.as('eva')
  await assignTicket(eva, { reference, assignee: 'filipe' })
  expect(await desk.row(id)).toMatchObject({ assignee_id: 'gustavo' })
  expect((await desk.events(id)).at(-1)).toMatchObject({
    type: 'ticket.assigned',
    data: { from: null, to: 'gustavo', insteadOf: 'filipe' },
  })
  expect((await timeline(eva, reference)).at(-1)).toMatchObject({
    to: 'Gustavo Lima',
    insteadOf: 'Filipe Sousa',
  })
  expect((await timeline(await desk.as('ana'), reference)).at(-1)).toMatchObject({ insteadOf: null })

  const back = await desk.as('eva', tuesday + 4 * day)
  await assignTicket(back, { reference, assignee: 'filipe' })
  expect(await desk.row(id)).toMatchObject({ assignee_id: 'filipe' })
})

test('a deputy who is away has a deputy; where all are, it stays with whom it was meant for', async () => {
  const desk = await createDesk()
  const { reference, id } = await desk.open('ana')
  const eva = await desk.as('eva')
  await setAbsence(await desk.as('filipe'), { ...away, deputy: 'gustavo' })
  await setAbsence(await desk.as('gustavo'), { ...away, deputy: 'helena' })
  await assignTicket(eva, { reference, assignee: 'filipe' })
  expect(await desk.row(id)).toMatchObject({ assignee_id: 'helena' })
  await setAbsence(await desk.as('helena'), { ...away, deputy: 'filipe' })
  await assignTicket(eva, { reference, assignee: 'filipe' })
  expect(await desk.row(id)).toMatchObject({ assignee_id: 'filipe' })
})

test('what is escalated to somebody who is away goes to whoever stands in', async () => {
  const desk = await createDesk()
  const { reference, id } = await desk.open('ana')
  await setAbsence(await desk.as('filipe'), { ...away, deputy: 'gustavo' })
  const eva = await desk.as('eva')
  const up = { reference, line: 2, why: 'complex', summary: 'Ver', tried: 'Tudo', assignee: 'filipe' }
  await escalateTicket(eva, up, lineMeans)
  expect(await desk.row(id)).toMatchObject({ line: 2, assignee_id: 'gustavo' })
  expect((await desk.events(id)).at(-1)?.data).toMatchObject({ assignee: 'gustavo', insteadOf: 'filipe' })
  expect((await timeline(eva, reference)).at(-1)).toMatchObject({
    kind: 'escalated',
    insteadOf: 'Filipe Sousa',
  })

  const other = await desk.open('ana')
  const back = await desk.as('eva', tuesday + 4 * day)
  await escalateTicket(back, { ...up, reference: other.reference }, lineMeans)
  expect(await desk.row(other.id)).toMatchObject({ assignee_id: 'filipe' })
})

test('what is handed back to somebody who is away goes to whoever stands in', async () => {
  const desk = await createDesk()
  const { reference, id } = await desk.open('ana')
  await assignTicket(await desk.as('helena'), { reference, assignee: 'eva' })
  const up = { reference, line: 2, why: 'complex', summary: 'Ver', tried: 'Tudo' }
  await escalateTicket(await desk.as('eva'), up, lineMeans)
  await setAbsence(await desk.as('eva'), { ...away, deputy: 'helena' })
  await handBackTicket(await desk.as('filipe'), { reference, answer: 'Feito' }, means)
  expect(await desk.row(id)).toMatchObject({ line: 1, assignee_id: 'helena', owner_id: 'eva' })
  expect((await desk.events(id)).at(-1)?.data).toMatchObject({ assignee: 'helena', insteadOf: 'eva' })
})

test('warnings of a promise go to whoever stands in, too', async () => {
  const desk = await createDesk()
  const { reference } = await desk.open('ana')
  await assignTicket(await desk.as('helena'), { reference, assignee: 'eva' })
  await setAbsence(await desk.as('eva'), { ...away, deputy: 'filipe' })
  const later = await desk.as({ kind: 'system', name: 'test' }, tuesday + day)
  await warnTickets(later)
  await writeLetters(later, (kind) => ({ subject: kind, text: kind, html: kind }), 'demo.test')
  const { rows } = await desk.database.client.execute(
    "select person_id from letters where template in ('warned', 'overdue') group by person_id order by 1",
  )
  expect(rows.map((row) => row.person_id)).toEqual(expect.arrayContaining(['eva', 'filipe']))
})

test('a second absence replaces the first, and being back ends it', async () => {
  const desk = await createDesk()
  const eva = await desk.as('eva')
  await setAbsence(eva, { ...away, deputy: 'filipe' })
  await setAbsence(eva, { from: tuesday + day, until: tuesday + 2 * day, deputy: 'helena' })
  expect(await listAbsences(await desk.as('joao'))).toEqual([
    {
      person: { id: 'eva', name: 'Eva Marques' },
      deputy: { id: 'helena', name: expect.stringContaining('Helena') },
      from: tuesday + day,
      until: tuesday + 2 * day,
      now: false,
    },
  ])
  await endAbsence(eva)
  expect(await listAbsences(eva)).toEqual([])
  expect(await refusal(endAbsence(eva))).toMatchObject({ code: 'not-absent' })
  const { rows } = await desk.database.client.execute(
    "select type from events where subject = 'person:eva' order by id",
  )
  expect(rows.map(({ type }) => type)).toEqual(['absence.set', 'absence.set', 'absence.ended'])
})

test.each([
  [{ ...away, until: away.from, deputy: 'filipe' }, 'until: before-start'],
  [{ from: tuesday - 2 * day, until: tuesday - day, deputy: 'filipe' }, 'until: in-the-past'],
  [{ from: tuesday, until: tuesday + 400 * day, deputy: 'filipe' }, 'until: invalid'],
  [{ ...away, deputy: 'eva' }, 'deputy: unknown'],
  [{ ...away, deputy: 'ana' }, 'deputy: unknown'],
  [{ ...away, deputy: '' }, 'deputy: required'],
])('refuses %o', async (input, problem) => {
  const desk = await createDesk()
  expect((await refusal(setAbsence(await desk.as('eva'), input))).fields).toEqual([problem])
})

test('customers and editors have no deputies', async () => {
  const desk = await createDesk()
  for (const who of ['ana', 'ines'] as const) {
    const ctx = await desk.as(who)
    expect(await refusal(setAbsence(ctx, { ...away, deputy: 'eva' }))).toMatchObject({ kind: 'not-allowed' })
    expect(await refusal(listAbsences(ctx))).toMatchObject({ kind: 'not-allowed' })
  }
})
