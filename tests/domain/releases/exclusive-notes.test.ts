import { describe, expect, it } from 'vitest'
import { events } from '#db/schema/index.ts'
import {
  changeExclusiveNotes,
  getManagedRelease,
  getProductUpdates,
  publishRelease,
  saveDraft,
} from '#domain/releases/index.ts'
import { signing } from '#server/releases/signing.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const key = { product: 'gestor', version: '7.4.3' }
const notes = { pt: '## Correção\n\nSó para a Câmara.', en: '## Fix\n\nFor the council alone.' }
const other = { pt: 'Outra.', en: 'Another.' }

/** A hotfix for Vila Nova alone, published without a draft. */
async function hotfix(facts: object = { organisations: ['vila-nova'] }): Promise<World> {
  const world = await createWorld()
  const ctx = { ...(await world.as('joao')), files: { has: async () => true, remove: async () => {} } }
  const files = [{ name: 'gestor-7.4.3.zip', size: 3, sha256: 'a'.repeat(64) }]
  await publishRelease(ctx, { ...key, kind: 'hotfix', files, ...facts })
  return world
}
const readBy = async (world: World, who: 'ana' | 'carla'): Promise<unknown> =>
  (await getProductUpdates(await world.as(who), { product: 'gestor' })).releases.map(
    ({ exclusive }) => exclusive?.notes,
  )

describe('the notes of an exclusive release without a draft', () => {
  it('are given and changed once it is out, for whom it is for', async () => {
    const world = await hotfix()
    const joao = await world.as('joao')
    expect(await readBy(world, 'ana')).toEqual([null])
    expect(await changeExclusiveNotes(joao, { ...key, notes, revision: 0 })).toBe('changed')
    expect(await changeExclusiveNotes(joao, { ...key, notes, revision: 1 })).toBe('same')
    expect(await readBy(world, 'ana')).toEqual([notes])
    expect(await readBy(world, 'carla')).toEqual([])
    expect(await changeExclusiveNotes(joao, { ...key, notes: other })).toBe('changed')
    expect(await readBy(world, 'ana')).toEqual([other])
    const managed = await getManagedRelease(joao, key, signing)
    expect([managed.state, managed.draft?.changedBy]).toEqual(['published', 'João Brito'])
    const told = (await world.database.reader.select().from(events)).slice(1)
    expect(told).toMatchObject([
      { type: 'release.notes-changed', subject: 'release:gestor/7.4.3', actorId: 'joao' },
      { type: 'release.notes-changed' },
    ])
  })

  it('are refused to whom may not, of what is not theirs, and where somebody wrote meanwhile', async () => {
    const world = await hotfix()
    const joao = await world.as('joao')
    const refused = (who: 'helena' | 'ana' | 'eva') =>
      world.as(who).then((ctx) => changeExclusiveNotes(ctx, { ...key, notes }))
    for (const who of ['helena', 'ana', 'eva'] as const)
      await expect(refused(who)).rejects.toMatchObject({ code: 'publish-not-yours' })
    const change = (input: object) => changeExclusiveNotes(joao, { ...key, notes, ...input })
    await expect(change({ version: '9.9.9' })).rejects.toMatchObject({ kind: 'not-found' })
    await expect(change({ notes: { pt: 'Só isto.', en: ' ' } })).rejects.toMatchObject({ kind: 'invalid' })
    await change({ revision: 0 })
    await expect(change({ notes: other, revision: 0 })).rejects.toMatchObject({ code: 'draft-changed' })
    await saveDraft(joao, { product: 'gestor', version: '7.9.0', organisations: ['vila-nova'], notes })
    await expect(change({ version: '7.9.0' })).rejects.toMatchObject({ code: 'release-not-published' })
  })

  it('are articles where it is for all', async () => {
    const world = await hotfix({})
    await expect(changeExclusiveNotes(await world.as('joao'), { ...key, notes })).rejects.toMatchObject({
      code: 'notes-are-articles',
    })
  })
})
