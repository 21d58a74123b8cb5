import { describe, expect, it } from 'vitest'
import { listQueue, listTickets, replyToTicket, searchAttachments } from '#domain/tickets/index.ts'
import { mayHoldWords } from '#domain/tickets/search-attachments.ts'
import { wordsOf } from '#server/files/words-of.ts'
import { createDesk, type Desk, means, refusal } from './support.ts'

const system = { kind: 'system', name: 'search' } as const

async function searched(desk: Desk): Promise<number> {
  return searchAttachments(await desk.as(system), (hash) => wordsOf(desk.files, hash))
}

async function found(desk: Desk, who: 'ana' | 'eva', q: string): Promise<number[]> {
  const ctx = await desk.as(who)
  const { items } = who === 'ana' ? await listTickets(ctx, { q }) : await listQueue(ctx, { q })
  return items.map(({ id }) => id)
}

describe('attachments', () => {
  it('are found by their names and by the words of a text, once their message is there', async () => {
    const desk = await createDesk()
    const log = await desk.upload('ana', 'java.lang.OutOfMemoryError: Metaspace', 'servidor.log')
    const picture = await desk.upload('ana', 'PNG\0Metaspace', 'ecrã.txt')
    expect(await searched(desk)).toBe(0)
    const { id } = await desk.open('ana', { uploads: [log.id, picture.id] })
    expect(await searched(desk)).toBe(2)
    expect(await searched(desk)).toBe(0)
    for (const q of ['metaspace', 'servidor', 'ecra']) {
      expect(await found(desk, 'ana', q), q).toEqual([id])
      expect(await found(desk, 'eva', q), q).toEqual([id])
    }
    const { rows } = await desk.database.client.execute(
      "select count(*) as n from message_search where message_search match 'metaspace'",
    )
    expect(rows[0]?.n).toBe(1)
  })

  it('of notes are found by the desk alone', async () => {
    const desk = await createDesk()
    const { id, reference } = await desk.open('ana')
    const { id: upload } = await desk.upload('eva', 'segredo da casa', 'nota.txt')
    const note = { reference, body: 'Ver anexo', internal: true, uploads: [upload] }
    await replyToTicket(await desk.as('eva'), note, means)
    await searched(desk)
    expect(await found(desk, 'ana', 'segredo')).toEqual([])
    expect(await found(desk, 'eva', 'segredo')).toEqual([id])
  })

  it('that cannot be read are found by their names', async () => {
    const desk = await createDesk()
    const { id: upload, hash } = await desk.upload('ana', 'palavras', 'relatorio.csv')
    const { id } = await desk.open('ana', { uploads: [upload] })
    await desk.files.remove(hash)
    await searched(desk)
    expect(await found(desk, 'eva', 'relatorio')).toEqual([id])
    expect(await found(desk, 'eva', 'palavras')).toEqual([])
  })

  it('are read by the portal, not by people', async () => {
    const desk = await createDesk()
    expect(await refusal(searchAttachments(await desk.as('joao'), async () => null))).toMatchObject({
      kind: 'not-allowed',
    })
  })

  it('are texts by their type or their name', () => {
    const file = (name: string, type: string, size = 9): boolean => mayHoldWords({ name, type, size })
    expect(file('a.bin', 'text/plain')).toBe(true)
    expect(file('erro.LOG', 'application/octet-stream')).toBe(true)
    expect(file('dados', 'application/ld+json')).toBe(true)
    expect(file('a.pdf', 'application/pdf')).toBe(false)
    expect(file('a.txt', 'text/plain', 0)).toBe(false)
  })
})
