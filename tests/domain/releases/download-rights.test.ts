import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { contracts, partnerships } from '#db/schema/index.ts'
import { findDownload } from '#domain/releases/index.ts'
import { watched } from '#tests/support/watched.ts'
import { tuesday } from '#tests/support/world.ts'
import { file, publish, stocked } from './stock.ts'

const wanted = (version: string) => ({ product: 'gestor', version, name: file })

describe('a file that is not there', () => {
  test('is asked for in as many queries whether it is another’s or nobody’s', async () => {
    const world = await stocked()
    const asked: string[][] = []
    for (const version of ['7.5.2', '9.9.9']) {
      const { db, queries } = watched(world)
      const ctx = { ...(await world.as('ana')), db }
      await expect(findDownload(ctx, wanted(version))).rejects.toMatchObject({ code: 'file-not-found' })
      asked.push(queries.map(({ sql }) => sql))
    }
    expect(asked[0]).toEqual(asked[1])
  })
})

describe('a grant for an organisation', () => {
  test('ends when the reader speaks for it no more, or its contract has gone, whatever others allow', async () => {
    const world = await stocked()
    const { fileId } = await findDownload(await world.as('dora'), wanted('7.4.2'))
    const bound = { fileId, organisationId: 'sao-bras' }
    const asked = async (): Promise<unknown> =>
      findDownload(await world.as('dora'), { ...wanted('7.4.2'), bound })
    await expect(asked()).resolves.toMatchObject({ organisationId: 'sao-bras' })
    await world.database.write((tx) =>
      tx.update(contracts).set({ organisationId: 'norte' }).where(eq(contracts.organisationId, 'sao-bras')),
    )
    await expect(asked()).rejects.toMatchObject({ kind: 'not-allowed', code: 'no-contract' })
    await world.database.write((tx) =>
      tx.delete(partnerships).where(eq(partnerships.organisationId, 'sao-bras')),
    )
    await expect(asked()).rejects.toMatchObject({ kind: 'not-allowed', code: 'no-contract' })
  })

  test('of what is free for all goes on', async () => {
    const world = await stocked()
    await publish(world, '7.7.0', '2026-11-20', { freeForAll: true })
    const { fileId } = await findDownload(await world.as('dora', tuesday), wanted('7.7.0'))
    const bound = { fileId, organisationId: 'norte' }
    await expect(findDownload(await world.as('dora'), { ...wanted('7.7.0'), bound })).resolves.toMatchObject({
      ...{ reason: 'free-for-all', organisationId: 'norte' },
    })
  })
})

test('a refusal says what comes nearest, as the page does', async () => {
  const world = await stocked()
  // São Brás, the first of the partner’s by name, has ended for longer than Vila Nova waits for its turn.
  await publish(world, '7.7.0', '2026-11-20', { kind: 'full', rolloutPercent: 0 })
  await expect(findDownload(await world.as('dora'), wanted('7.7.0'))).rejects.toMatchObject({
    code: 'rollout-waiting',
  })
})
