import { describe, expect, test } from 'vitest'
import {
  addReleaseFile,
  addSigningKey,
  countReleases,
  describeReleaseFile,
  discardDraft,
  findDownload,
  getManagedRelease,
  getProductUpdates,
  listReleases,
  listSigningKeys,
  publishDraft,
  publishRelease,
  recordFileCheck,
  removeReleaseFile,
  returnDraft,
  revokeSigningKey,
  saveDraft,
  setPublishingRule,
  signReleaseFile,
  submitDraft,
  yankRelease,
} from '#domain/releases/index.ts'
import { createSigner } from '#server/demo/signer.ts'
import { signing } from '#server/releases/signing.ts'
import { createWorld, tuesday } from '#tests/support/world.ts'
import { drafted, gestor, means, published, sign, store, typesOf, withKey } from './support.ts'

const system = { kind: 'system', name: 'test' } as const
const field = (code: string) => ({ fields: expect.arrayContaining([expect.objectContaining({ code })]) })

describe('drafts', () => {
  test('are the managers’ alone until they are published', async () => {
    const world = await createWorld()
    await drafted(world, '7.5.2')
    for (const who of ['ana', 'eva', 'joao'] as const) {
      const { releases } = await getProductUpdates(await world.as(who), { product: 'gestor' })
      expect(releases).toEqual([])
    }
    for (const who of ['ana', 'eva', 'ines'] as const) {
      const ctx = await world.as(who)
      await expect(saveDraft(ctx, gestor('7.5.3'))).rejects.toMatchObject({ code: 'publish-not-yours' })
      await expect(listReleases(ctx, {})).rejects.toMatchObject({ code: 'publish-not-yours' })
    }
    await publishDraft(await world.as('joao'), gestor('7.5.2'), means)
    const { releases } = await getProductUpdates(await world.as('ana'), { product: 'gestor' })
    expect(releases.map(({ version, files }) => [version, files.length])).toEqual([['7.5.2', 1]])
    expect(await typesOf(world)).toEqual(['release.drafted', 'release.file-added', 'release.published'])
  })

  test('say all that is wrong at once', async () => {
    const world = await createWorld()
    const wrong = saveDraft(await world.as('joao'), {
      ...gestor('next'),
      product: 'nada',
      requires: '9.0.0',
      supersedes: ['8.0.0', 'x'],
      appliesTo: '>>',
      organisations: ['ninguem'],
    })
    await expect(wrong).rejects.toMatchObject({ kind: 'invalid' })
    const codes = await wrong.catch((error) => error.fields.map(({ code }: { code: string }) => code))
    expect(codes.sort()).toEqual(
      [
        'not-a-range',
        'not-a-version',
        'not-a-version',
        'unknown',
        'unknown-organisation',
        'unknown-release',
        'unknown-release',
      ].sort(),
    )
    expect(await typesOf(world)).toEqual([])
  })

  test('are changed by whoever read them last, and not once they are out', async () => {
    const world = await createWorld()
    const ctx = await world.as('joao')
    await saveDraft(ctx, gestor('7.5.2'))
    await expect(saveDraft(ctx, gestor('7.5.2'))).rejects.toMatchObject({ code: 'draft-exists' })
    const { revision } = await saveDraft(ctx, { ...gestor('7.5.2'), revision: 1, kind: 'full' })
    expect(revision).toBe(2)
    const late = saveDraft(ctx, { ...gestor('7.5.2'), revision: 1 })
    await expect(late).rejects.toMatchObject({ code: 'draft-changed' })
    const byCommand = saveDraft(await world.as(system), { ...gestor('7.5.2'), fingerprint: 'open' })
    await expect(byCommand).rejects.toMatchObject({ code: 'draft-exists' })
    await published(world, '7.5.3')
    const again = saveDraft(ctx, { ...gestor('7.5.3'), revision: 2 })
    await expect(again).rejects.toMatchObject({ code: 'version-published' })
    const file = await store(world, 'late.zip')
    const late2 = addReleaseFile(ctx, { ...gestor('7.5.3'), file })
    await expect(late2).rejects.toMatchObject({ code: 'version-published' })
  })

  test('take files, say what they are for, lose them, and are discarded', async () => {
    const world = await createWorld()
    const file = await drafted(world, '7.5.2')
    const ctx = await world.as('joao')
    const { name } = file
    await describeReleaseFile(ctx, { ...gestor('7.5.2'), name, role: 'documentation', platform: '' })
    expect((await getManagedRelease(ctx, gestor('7.5.2'), signing)).files).toMatchObject([
      { name, role: 'documentation', platform: null },
    ])
    await removeReleaseFile(ctx, { ...gestor('7.5.2'), name })
    await expect(removeReleaseFile(ctx, { ...gestor('7.5.2'), name })).rejects.toMatchObject({
      kind: 'not-found',
    })
    const ghost = { ...file, sha256: '0'.repeat(64) }
    await expect(addReleaseFile(ctx, { ...gestor('7.5.2'), file: ghost })).rejects.toMatchObject(
      field('missing'),
    )
    await expect(publishDraft(ctx, gestor('7.5.2'), means)).rejects.toMatchObject(field('no-installer'))
    await discardDraft(ctx, gestor('7.5.2'))
    await expect(getManagedRelease(ctx, gestor('7.5.2'), signing)).rejects.toMatchObject({
      kind: 'not-found',
    })
    expect((await typesOf(world)).at(-1)).toBe('release.discarded')
  })

  test('come after what their channel has, but for hotfixes and on purpose', async () => {
    const world = await createWorld()
    await published(world, '7.5.0')
    await drafted(world, '7.4.9')
    const ctx = await world.as('joao')
    await expect(publishDraft(ctx, gestor('7.4.9'), means)).rejects.toMatchObject(field('older-than'))
    await published(world, '7.4.8', { older: true })
    await published(world, '7.4.7', { kind: 'hotfix' })
    await published(world, '7.4.6', { channel: 'beta' })
    await published(world, '7.4.5', { older: true, organisations: ['sao-bras'] })
    for (const [version, organisations] of [
      ['7.5.1', undefined],
      ['7.5.2', ['sao-bras', 'vila-nova']],
    ] as const) {
      await drafted(world, version, { requires: '7.4.5', organisations })
      await expect(publishDraft(ctx, gestor(version), means)).rejects.toMatchObject(
        field('requires-exclusive'),
      )
    }
    await published(world, '7.5.3', { requires: '7.4.5', organisations: ['sao-bras'] })
    await drafted(world, '7.6.0', { requires: '7.4.9' })
    await expect(publishDraft(ctx, gestor('7.6.0'), means)).rejects.toMatchObject(field('release-not-out'))
  })

  test('are listed by product and state, a page at a time', async () => {
    const world = await createWorld()
    await published(world, '7.5.0')
    await published(world, '7.5.1', { embargoUntil: tuesday + 1000 })
    await drafted(world, '7.5.2')
    const ctx = await world.as('helena')
    const all = await listReleases(ctx, {}, 2)
    const rest = await listReleases(ctx, { cursor: all.next }, 2)
    expect([...all.items, ...rest.items].map(({ version, state }) => [version, state])).toEqual([
      ['7.5.2', 'draft'],
      ['7.5.1', 'scheduled'],
      ['7.5.0', 'published'],
    ])
    const versions = async (state: string): Promise<string[]> =>
      (await listReleases(ctx, { state })).items.map(({ version }) => version)
    expect(await versions('scheduled')).toEqual(['7.5.1'])
    expect(await versions('published')).toEqual(['7.5.0'])
    expect(await versions('yanked')).toEqual([])
    expect((await listReleases(ctx, { product: 'folha' })).items).toEqual([])
    expect(await countReleases(ctx)).toEqual({ drafts: 1, submitted: 0, offline: 0 })
  })
})

describe('signatures', () => {
  test('are asked for by a product with a key, and of its own keys', async () => {
    const world = await createWorld()
    const signer = await withKey(world)
    const file = await drafted(world, '7.5.2')
    const ctx = await world.as('joao')
    await expect(publishDraft(ctx, gestor('7.5.2'), means)).rejects.toMatchObject(field('unsigned'))
    await expect(sign(world, '7.5.2', file, createSigner())).rejects.toMatchObject(field('unknown-key'))
    await sign(world, '7.5.2', file, signer, `product:gestor version:7.5.2 file:${file.name} sequence:1`)
    await publishDraft(ctx, gestor('7.5.2'), means)
    const found = await findDownload(await world.as('ana'), { ...gestor('7.5.2'), name: file.name })
    expect(found.signed).toBe(true)
  })

  test('hold for the product, version, name and number that they name', async () => {
    const world = await createWorld()
    const signer = await withKey(world, null)
    await drafted(world, '7.5.1')
    const file = await drafted(world, '7.5.2')
    for (const [comment, code] of [
      ['product:folha', 'signed-for-product'],
      ['product:gestor version:7.5.1', 'signed-for-version'],
      ['file:other.zip', 'signed-for-file'],
      ['sequence:1', 'signed-sequence'],
      ['sequence:0', 'signed-sequence'],
    ] as const) {
      await expect(sign(world, '7.5.2', file, signer, comment)).rejects.toMatchObject(field(code))
    }
    await sign(world, '7.5.2', file, signer, 'timestamp:1 sequence:14\thashed')
    const managed = await getManagedRelease(await world.as('joao'), gestor('7.5.2'), signing)
    expect(managed.release.sequence).toBe(14)
  })

  test('of a revoked key are taken no more, and it does not come back', async () => {
    const world = await createWorld()
    const signer = await withKey(world)
    const ctx = await world.as('joao')
    const file = await drafted(world, '7.5.2')
    await sign(world, '7.5.2', file, signer)
    const [key] = await listSigningKeys(ctx)
    await expect(revokeSigningKey(await world.as('helena'), { id: key?.id })).rejects.toMatchObject({
      code: 'administrators-only',
    })
    await revokeSigningKey(ctx, { id: key?.keyId })
    await withKey(world)
    await expect(publishDraft(ctx, gestor('7.5.2'), means)).rejects.toMatchObject(field('unknown-key'))
    const back = addSigningKey(ctx, { label: 'x', key: signer.publicKey }, signing)
    await expect(back).rejects.toMatchObject({ code: 'key-revoked' })
    const none = addSigningKey(ctx, { label: 'x', key: 'RWQ' }, signing)
    await expect(none).rejects.toMatchObject(field('not-a-signing-key'))
    const types = await typesOf(world)
    expect(types.filter((type) => type.startsWith('signing-key.'))).toEqual([
      'signing-key.added',
      'signing-key.revoked',
      'signing-key.added',
    ])
  })

  test('come after their file, go with a replaced one, and are asked for without a draft too', async () => {
    const world = await createWorld()
    const signer = await withKey(world)
    const file = await drafted(world, '7.5.2')
    const ctx = await world.as('joao')
    const early = signReleaseFile(ctx, { ...gestor('7.5.2'), name: 'none.zip', signature: 'x' }, signing)
    await expect(early).rejects.toMatchObject({ code: 'signature-without-file' })
    await sign(world, '7.5.2', file, signer)
    const changed = await store(world, file.name, 'other content')
    await addReleaseFile(ctx, { ...gestor('7.5.2'), file: changed })
    await expect(publishDraft(ctx, gestor('7.5.2'), means)).rejects.toMatchObject(field('unsigned'))
    const direct = { ...gestor('7.5.3'), files: [file] }
    await expect(publishRelease(ctx, direct, signing)).rejects.toMatchObject(field('unsigned'))
    const signature = signer.sign(Buffer.from(file.blake2b, 'hex'), 'sequence:9')
    await publishRelease(ctx, { ...direct, files: [{ ...file, signature }] }, signing)
    expect((await getManagedRelease(ctx, gestor('7.5.3'), signing)).release.sequence).toBe(9)
  })
})

describe('two persons', () => {
  test('are another and another, of what was submitted', async () => {
    const world = await createWorld()
    const joao = await world.as('joao')
    const helena = await world.as('helena')
    await expect(setPublishingRule(helena, { product: 'gestor', persons: 2 })).rejects.toMatchObject({
      code: 'administrators-only',
    })
    await setPublishingRule(joao, { product: 'gestor', persons: '2' })
    await drafted(world, '7.5.2')
    const key = gestor('7.5.2')
    await expect(publishDraft(joao, key, means)).rejects.toMatchObject({ code: 'second-person-needed' })
    await expect(publishDraft(helena, key, means)).rejects.toMatchObject({ code: 'second-person-needed' })
    await submitDraft(joao, key, means)
    await expect(publishDraft(joao, key, means)).rejects.toMatchObject({ code: 'other-person-needed' })
    await expect(publishDraft(await world.as(system), key, means)).rejects.toMatchObject({
      code: 'other-person-needed',
    })
    await expect(publishDraft(await world.as('eva'), key, means)).rejects.toMatchObject({
      code: 'publish-not-yours',
    })
    // What is changed afterwards is submitted anew.
    const { revision } = await saveDraft(joao, { ...key, revision: 2, severity: 'high' })
    expect(revision).toBe(3)
    await expect(publishDraft(helena, key, means)).rejects.toMatchObject({ code: 'second-person-needed' })
    await submitDraft(joao, key, means)
    await returnDraft(helena, key)
    await submitDraft(joao, key, means)
    await publishDraft(helena, key, means)
    const managed = await getManagedRelease(joao, key, signing)
    expect(managed).toMatchObject({
      state: 'published',
      draft: { submittedBy: 'João Brito', approvedBy: 'Helena Prates' },
    })
    expect((await typesOf(world)).slice(-3)).toEqual([
      'release.returned',
      'release.submitted',
      'release.published',
    ])
  })

  test('are not asked for elsewhere, where a supervisor alone publishes nothing', async () => {
    const world = await createWorld()
    await drafted(world, '7.5.2')
    await expect(publishDraft(await world.as('helena'), gestor('7.5.2'), means)).rejects.toMatchObject({
      code: 'publish-not-yours',
    })
  })
})

describe('what is out', () => {
  test('comes out by itself at its minute', async () => {
    const world = await createWorld()
    const file = await published(world, '7.5.2', { publishAt: tuesday + 60_000 })
    const seen = async (at: number): Promise<number> =>
      (await getProductUpdates(await world.as('ana', at), { product: 'gestor' })).releases.length
    expect(await seen(tuesday + 59_999)).toBe(0)
    const early = findDownload(await world.as('ana', tuesday), { ...gestor('7.5.2'), name: file.name })
    await expect(early).rejects.toMatchObject({ kind: 'not-found' })
    expect(await seen(tuesday + 60_000)).toBe(1)
  })

  test('is withdrawn for another that is there', async () => {
    const world = await createWorld()
    await published(world, '7.5.0')
    await drafted(world, '7.5.1')
    const ctx = await world.as('joao')
    const why = { ...gestor('7.5.0'), reason: { pt: 'Perde dados', en: 'Loses data' } }
    for (const replacement of ['7.5.0', '7.5.1', '9.9.9']) {
      await expect(yankRelease(ctx, { ...why, replacement })).rejects.toMatchObject(field('unknown'))
    }
    await expect(yankRelease(ctx, { ...why, version: '7.5.1' })).rejects.toMatchObject({ kind: 'not-found' })
    await publishDraft(ctx, gestor('7.5.1'), means)
    await published(world, '7.5.2', { embargoUntil: tuesday + 1000 })
    await expect(yankRelease(ctx, { ...why, replacement: '7.5.2' })).rejects.toMatchObject(
      field('not-out-yet'),
    )
    await published(world, '7.5.3', { organisations: ['sao-bras'] })
    await expect(yankRelease(ctx, { ...why, replacement: '7.5.3' })).rejects.toMatchObject(
      field('for-others'),
    )
    await yankRelease(ctx, { ...why, replacement: '7.5.1' })
    expect((await getManagedRelease(ctx, gestor('7.5.0'), signing)).state).toBe('yanked')
  })

  test('goes offline when a check finds it changed, and comes back when it is right again', async () => {
    const world = await createWorld()
    const file = await published(world, '7.5.2')
    const ana = await world.as('ana')
    const key = { ...gestor('7.5.2'), name: file.name }
    const { fileId: id } = await findDownload(ana, key)
    const check = async (found: string): Promise<unknown> =>
      (await recordFileCheck(await world.as(system), { id, found }))?.change
    await expect(recordFileCheck(ana, { id, found: 'whole' })).rejects.toMatchObject({ code: 'system-only' })
    expect(await check('whole')).toBeNull()
    expect(await check('altered')).toBe('taken-offline')
    expect(await check('altered')).toBeNull()
    await expect(findDownload(ana, key)).rejects.toMatchObject({ code: 'file-offline' })
    expect((await listReleases(await world.as('helena'), { state: 'offline' })).items).toHaveLength(1)
    expect(await check('whole')).toBe('restored')
    await findDownload(ana, key)
    expect((await typesOf(world)).slice(-2)).toEqual(['file.taken-offline', 'file.restored'])
  })
})
