import { Readable } from 'node:stream'
import type { Actor, Context } from '#domain/shared/index.ts'
import { type Opened, openTicket, recordUpload } from '#domain/tickets/index.ts'
import type { Name, World } from '#tests/support/world.ts'
import { createWorld, tuesday } from '#tests/support/world.ts'

export const means = { render: (markdown: string): string => `<p>${markdown}</p>` }
/** Means of the verbs that pass a ticket between lines. */
export const lineMeans = { ...means, words: { tried: 'O que já se tentou' } }
export const minute = 60_000

export const input = {
  subject: 'Não consigo abrir o expediente',
  body: 'Dá o **erro** G-210.',
  product: 'gestor',
}

/** A type of request of every product. */
export const incident = { id: 'incidente', pt: 'Incidente', en: 'Incident', products: [], position: '10' }

export type Desk = World & {
  /** Opens a ticket as that person. */
  open(who: Name, more?: Record<string, unknown>, now?: number): Promise<Opened>
  events(ticketId: number): Promise<{ type: string; actorId: string | null; data: Record<string, unknown> }[]>
  row(id: number): Promise<Record<string, unknown>>
  upload(who: Name | Actor, content: string, name?: string): Promise<{ id: string; hash: string }>
}

export async function createDesk(): Promise<Desk> {
  const world = await createWorld()
  return {
    ...world,
    async open(who, more = {}, now = tuesday) {
      return openTicket(await world.as(who, now), { ...input, ...more }, means)
    },
    async events(ticketId) {
      const { rows } = await world.database.client.execute({
        sql: 'select * from events where ticket_id = ? order by id',
        args: [ticketId],
      })
      return rows.map((row) => ({
        type: String(row.type),
        actorId: row.actor_id as string | null,
        data: JSON.parse(String(row.data)) as Record<string, unknown>,
      }))
    },
    async row(id) {
      const { rows } = await world.database.client.execute({
        sql: 'select * from tickets where id = ?',
        args: [id],
      })
      return { ...rows[0] }
    },
    async upload(who, content, name = 'erro.txt') {
      const { hash, size } = await world.files.put(Readable.from([Buffer.from(content)]), 1000)
      const { id } = await recordUpload(await world.as(who), { hash, name, size, type: 'text/plain' })
      return { id, hash }
    },
  }
}

export async function refusal(
  work: Promise<unknown>,
): Promise<{ kind: string; code: string; fields: string[] }> {
  try {
    await work
  } catch (error) {
    const { kind, code, fields } = error as {
      kind: string
      code: string
      fields: { field: string; code: string }[]
    }
    return { kind, code, fields: (fields ?? []).map((one) => `${one.field}: ${one.code}`) }
  }
  throw new Error('it was not refused')
}

export type { Context }
