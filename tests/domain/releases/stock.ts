import { Readable } from 'node:stream'
import { events } from '#db/schema/index.ts'
import { publishRelease } from '#domain/releases/index.ts'
import { createWorld, type World } from '#tests/support/world.ts'

export const system = { kind: 'system', name: 'test' } as const
export const file = 'gestor-server-linux-x64.tar.gz'

/** A release of one file, out since ten o'clock of that day. */
export async function publish(
  world: World,
  version: string,
  date: string,
  facts: Record<string, unknown> = {},
): Promise<string> {
  const { hash, size } = await world.files.put(Readable.from([Buffer.from(version)]), 1e6)
  const ctx = await world.as(system, Date.parse(`${date}T10:00:00Z`))
  const files = [{ name: file, size, sha256: hash, platform: 'linux-x64' }]
  return (await publishRelease(ctx, { product: 'gestor', version, files, ...facts })).id
}

/** Full, cumulative and security releases; 7.5.2 is for the hospital alone. */
export async function stocked(): Promise<World> {
  const world = await createWorld()
  await publish(world, '7.4.0', '2026-02-02', { kind: 'full', required: true })
  await publish(world, '7.4.2', '2026-04-13')
  await publish(world, '7.5.0', '2026-09-14', { kind: 'full' })
  await publish(world, '7.5.1', '2026-10-19', { kind: 'security', severity: 'high' })
  await publish(world, '7.5.2', '2026-11-02', { kind: 'hotfix', organisations: ['sao-bras'] })
  return world
}

/** Types of what was recorded since publishing, with whose it is. */
export async function recorded(world: World): Promise<[type: string, organisation: string | null][]> {
  const rows = await world.database.reader.select().from(events)
  return rows
    .filter(({ type }) => type !== 'release.published')
    .map(({ type, organisationId }) => [type, organisationId])
}
