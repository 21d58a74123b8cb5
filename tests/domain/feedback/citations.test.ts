import { expect, it } from 'vitest'
import { citeArticles, reportList, ticketsCiting } from '#domain/feedback/index.ts'
import { replyToTicket } from '#domain/tickets/index.ts'
import { renderMessage } from '#server/site/render-message.ts'
import { createDesk, type Desk } from '#tests/domain/tickets/support.ts'
import { tuesday } from '#tests/support/world.ts'
import { article, libraryOf, rows } from './support.ts'

const origin = 'https://portal.example'
const library = libraryOf([article('locked'), article('locked', { lang: 'en' }), article('inside')])
const means = { render: renderMessage }
const nowhere = (): null => null

async function cite(desk: Desk, moved: (url: string) => string | null = nowhere): Promise<number> {
  return citeArticles(await desk.as({ kind: 'system', name: 'citations' }), library, origin, moved)
}

async function reply(desk: Desk, reference: string, body: string, internal = false): Promise<void> {
  await replyToTicket(await desk.as('eva'), { reference, body, internal }, means)
}

const cited = (desk: Desk) =>
  rows(desk, 'select article_id, lang, ticket_id from article_citations order by article_id, lang, ticket_id')

it('notes once for a ticket each article that its messages link to', async () => {
  const desk = await createDesk()
  const { id, reference } = await desk.open('ana')
  await reply(desk, reference, `Veja ${origin}/pt/faq/acesso/locked/#passos, por favor.`)
  await reply(
    desk,
    reference,
    `[Outra vez](${origin}/pt/faq/acesso/locked) e ${origin}/en/faq/acesso/locked/?x=1&y=2`,
  )
  expect(await cite(desk)).toBeGreaterThan(0)
  expect(await cite(desk)).toBe(0)
  await desk.database.client.execute("update event_readers set last_event_id = 0 where name = 'citations'")
  await cite(desk)
  expect(await cited(desk)).toEqual([
    { article_id: 'faq/access/locked', lang: 'en', ticket_id: id },
    { article_id: 'faq/access/locked', lang: 'pt', ticket_id: id },
  ])
})

it('reads no internal note, and no link that is not ours', async () => {
  const desk = await createDesk()
  const { reference } = await desk.open('ana')
  await reply(desk, reference, `${origin}/pt/faq/acesso/inside/`, true)
  await reply(
    desk,
    reference,
    'https://portal.example.evil.test/pt/faq/acesso/locked/ /pt/faq/acesso/locked/',
  )
  await reply(
    desk,
    reference,
    `\`${origin}/pt/faq/acesso/locked/\` ${origin}/pt/tickets/SUP-1 ${origin}/pt/faq/`,
  )
  await cite(desk)
  expect(await cited(desk)).toEqual([])
})

it('finds an article by an address that it had', async () => {
  const desk = await createDesk()
  const { reference } = await desk.open('ana')
  await desk.database.client.execute(
    "insert into article_addresses (url, article_id, lang, since) values ('/pt/faq/acesso/antes/', 'faq/access/locked', 'pt', 1)",
  )
  await reply(desk, reference, `${origin}/pt/faq/acesso/antes/ e ${origin}/pt/manuals/gestor/latest/inicio/`)
  await cite(desk, (url) => (url.includes('/latest/') ? '/pt/faq/acesso/inside/' : null))
  expect((await cited(desk)).map(({ article_id }) => article_id)).toEqual([
    'faq/access/inside',
    'faq/access/locked',
  ])
})

it('says to staff which articles most tickets needed, and which tickets', async () => {
  const desk = await createDesk()
  const [one, two] = [await desk.open('ana'), await desk.open('carla')]
  for (const { reference } of [one, two]) await reply(desk, reference, `${origin}/pt/faq/acesso/locked/`)
  await reply(desk, two.reference, `${origin}/pt/faq/acesso/inside/`)
  await cite(desk)
  const ines = await desk.as('ines', tuesday + 1000)
  const { items } = await reportList(ines, library, 'cited', {})
  expect(items.map(({ id, tickets }) => [id, tickets])).toEqual([
    ['faq/access/locked', 2],
    ['faq/access/inside', 1],
  ])
  const tickets = await ticketsCiting(ines, { article: 'faq/access/locked' })
  expect(tickets.map(({ id }) => id)).toEqual([two.id, one.id])
})
