import { letters } from '#db/schema/index.ts'
import { type ComposeNotice, deliverLetters, lettersToLeave, writeNoticeLetters } from '#domain/mail/index.ts'
import { publishRelease, yankRelease } from '#domain/releases/index.ts'
import { createComposeNotice } from '#server/mail/compose-notice.ts'
import { createUnsubscribes } from '#server/mail/unsubscribe-address.ts'
import { tuesday, type World } from '#tests/support/world.ts'

export const day = 86_400_000
export const system = { kind: 'system', name: 'letters' } as const
export const unsubscribes = createUnsubscribes('c2VjcmV0')
export const compose: ComposeNotice = createComposeNotice(
  new URL('https://portal.example'),
  'Balcão',
  unsubscribes,
)
const content = 'a'.repeat(64)

/** Publishes a release of gestor; its one file is in the store. */
export async function publish(
  world: World,
  version: string,
  facts: Record<string, unknown> = {},
  at = tuesday,
): Promise<void> {
  const ctx = { ...(await world.as('joao', at)), files: { has: async () => true, remove: async () => {} } }
  const files = [{ name: `gestor-${version}.zip`, size: 3, sha256: content }]
  await publishRelease(ctx, {
    product: 'gestor',
    version,
    kind: 'security',
    severity: 'high',
    files,
    ...facts,
  })
}

export async function withdraw(world: World, version: string, at = tuesday): Promise<void> {
  const reason = { pt: 'Perdia documentos.', en: 'It lost documents.' }
  await yankRelease(await world.as('joao', at), { product: 'gestor', version, reason })
}

/** The outbox's turn at that moment. */
export async function turn(world: World, at = tuesday, words = compose): Promise<void> {
  const ctx = await world.as(system, at)
  await writeNoticeLetters(() => ctx, words, 'portal.example')
}

export async function outbox(world: World): Promise<(typeof letters.$inferSelect)[]> {
  const rows = await world.database.reader.select().from(letters)
  return rows
    .filter(({ template }) => template.startsWith('notice'))
    .toSorted((a, b) => (a.personId < b.personId ? -1 : 1))
}

/** Who has which letter, as `person: subject`. */
export async function told(world: World): Promise<string[]> {
  return (await outbox(world)).map(({ personId, subject }) => `${personId}: ${subject}`)
}

/** Whose letters leave at that moment. */
export async function deliverable(world: World, at: number): Promise<string[]> {
  const ctx = await world.as(system, at)
  const sent: string[] = []
  const send = async ({ personId }: { personId: string }): Promise<void> => void sent.push(personId)
  await deliverLetters(ctx, send, (due) => lettersToLeave(ctx, due, compose, 'portal.example'))
  return sent.toSorted()
}
