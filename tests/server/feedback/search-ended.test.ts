import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { attempts, searches } from '#db/schema/index.ts'
import { createRateLimit } from '#server/auth/rate-limit.ts'
import { nothingFound } from '#server/feedback/search-ended.ts'
import { createVoters } from '#server/feedback/voters.ts'
import type { Logger } from '#server/log.ts'
import { refusingWhenFull } from '#server/no-room.ts'
import type { Runtime } from '#server/runtime.ts'
import { createWorld } from '#tests/support/world.ts'

test('a search page is read though the disk has no room for a note of it', async () => {
  const world = await createWorld()
  const log = { error: () => undefined } as unknown as Logger
  const database = { ...world.database, write: refusingWhenFull(world.database.write, log) }
  const ctx = { ...(await world.as('ana')), write: database.write }
  const runtime = {
    voters: createVoters(),
    limits: { searches: createRateLimit(database, 'searches', 10_000, 3600) },
    site: { libraryFor: () => null },
  } as unknown as Runtime
  const astro = { request: new Request('http://portal.test/pt/search/?q=nada'), locals: {} }
  const asked = { q: 'nada disto', lang: 'pt', filtered: false } as const
  expect(await nothingFound(runtime, ctx, astro, asked)).toMatchObject({ search: expect.any(String) })
  const noted = async (): Promise<number> => (await world.database.reader.select().from(searches)).length
  expect(await noted()).toBe(1)

  let last: string | null = ''
  await database.write(async (tx) => void (await tx.all(sql`pragma max_page_count = 1`)))
  for (let size = 100_000; size >= 1; ) {
    const row = { key: `${size} ${ctx.ids.next()}${'x'.repeat(size)}`, points: 1, expiresAt: null }
    const done = await database
      .write(async (tx) => void (await tx.insert(attempts).values(row)))
      .then(
        () => true,
        () => false,
      )
    if (!done) size = Math.floor(size / 2)
  }
  // What room is left in pages that are there takes some more.
  for (let turn = 0; turn < 500; turn++) {
    const from = { ...astro, locals: { clientAddress: `192.0.2.${turn}` } }
    last = (await nothingFound(runtime, ctx, from, asked)).search
  }
  expect(last).toBe(null)
})
