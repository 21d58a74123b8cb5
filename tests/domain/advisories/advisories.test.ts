import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { events } from '#db/schema/index.ts'
import {
  advisoriesToCome,
  advisoryToWrite,
  documentOf,
  getAdvisory,
  listAdvisories,
  publishAdvisory,
  saveAdvisory,
  withdrawAdvisory,
} from '#domain/advisories/index.ts'
import { publishRelease, saveDraft } from '#domain/releases/index.ts'
import { validateCsaf } from '#server/advisories/validate-csaf.ts'
import { createWorld, tuesday, type World } from '#tests/support/world.ts'

const system = { kind: 'system', name: 'test' } as const
const publisher = { name: 'Maré Software', origin: 'https://portal.test', contact: 'seguranca@mare.test' }
const vector = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:N'

const draft = {
  tlp: 'clear',
  severity: 'high',
  title: { pt: 'Fixação de sessão na pré-visualização', en: 'Session fixation in the preview' },
  summary: { pt: 'Quem abrir uma ligação preparada…', en: 'Whoever opens a prepared link…' },
  workaround: { pt: 'Desligar a pré-visualização.', en: 'Switch the preview off.' },
  cve: 'CVE-2026-41877',
  cwe: { id: 'CWE-384', name: 'Session Fixation' },
  cvss: vector,
  statements: [{ product: 'gestor', status: 'affected', affected: '>=7.5.0 <7.5.1', fixedVersion: '7.5.1' }],
}

async function stocked(): Promise<World> {
  const world = await createWorld()
  const dates = { '7.4.2': '2026-04-13', '7.5.0': '2026-09-14', '7.5.1': '2026-10-19' }
  for (const [version, date] of Object.entries(dates)) {
    const { hash, size } = await world.files.put(Readable.from([Buffer.from(version)]), 1e6)
    const ctx = await world.as(system, Date.parse(`${date}T10:00:00Z`))
    await publishRelease(ctx, { product: 'gestor', version, files: [{ name: 'a.zip', size, sha256: hash }] })
  }
  return world
}

async function published(world: World, more: object = {}, at?: number): Promise<string> {
  const joao = await world.as('joao')
  const { id, tracking } = await saveAdvisory(joao, { ...draft, ...more })
  await publishAdvisory(joao, { id, revision: 1, at })
  return tracking
}

async function names(world: World, who: Parameters<World['as']>[0], at = tuesday): Promise<string[]> {
  const { items } = await listAdvisories(await world.as(who, at), {})
  return items.map(({ tracking }) => tracking)
}

describe('a release with the fix', () => {
  async function withHidden(): Promise<World> {
    const world = await stocked()
    const { hash, size } = await world.files.put(Readable.from([Buffer.from('hidden')]), 1e6)
    const files = [{ name: 'a.zip', size, sha256: hash }]
    const ctx = await world.as(system, tuesday)
    const more = { '7.5.2': { organisations: ['sao-bras'] }, '7.5.3': { embargoUntil: tuesday + 3_600_000 } }
    for (const [version, facts] of Object.entries(more))
      await publishRelease(ctx, { product: 'gestor', version, files, ...facts })
    await saveDraft(await world.as('joao'), { product: 'gestor', version: '7.5.4' })
    return world
  }
  const fixedIn = (fixedVersion: string): object => ({
    statements: [{ ...draft.statements[0], fixedVersion }],
  })

  test('is named to those alone who may know that there is one', async () => {
    const world = await withHidden()
    const fault = (code: string): object => ({ fields: [{ field: 'fixedVersion', code }] })
    await expect(published(world, fixedIn('7.5.2'))).rejects.toMatchObject(fault('for-others'))
    await expect(published(world, fixedIn('7.5.3'))).rejects.toMatchObject(fault('not-out-yet'))
    await expect(published(world, fixedIn('7.5.4'))).rejects.toMatchObject(fault('not-out-yet'))
    const red = { tlp: 'red', organisations: ['sao-bras'], ...fixedIn('7.5.2') }
    await published(world, red)
    const wider = { ...red, organisations: ['sao-bras', 'vila-nova'] }
    await expect(published(world, wider)).rejects.toMatchObject(fault('for-others'))
    // Both come out at the same moment; what was never here is nobody's secret.
    await published(world, fixedIn('7.5.3'), tuesday + 3_600_000)
    await published(world, fixedIn('9.0.0'))
  })

  test('is not named by a change either', async () => {
    const world = await withHidden()
    const joao = await world.as('joao')
    const { id } = await saveAdvisory(joao, draft)
    await publishAdvisory(joao, { id, revision: 1 })
    const change = { pt: 'Outra versão.', en: 'Another version.' }
    const input = { ...draft, ...fixedIn('7.5.2'), id, revision: 2, change }
    await expect(saveAdvisory(joao, input)).rejects.toMatchObject({ fields: [{ code: 'for-others' }] })
  })
})

describe('writing', () => {
  test('makes a draft with the year’s next name, and publishes it with its first revision', async () => {
    const world = await stocked()
    const joao = await world.as('joao')
    const { id, tracking } = await saveAdvisory(joao, draft)
    expect(tracking).toBe('ADV-2026-0001')
    expect((await advisoriesToCome(joao)).map((each) => each.tracking)).toEqual([tracking])
    expect(await names(world, 'ana')).toEqual([])
    await expect(getAdvisory(await world.as('ana'), { tracking })).rejects.toMatchObject({
      kind: 'not-found',
    })
    await publishAdvisory(joao, { id, revision: 1 })
    expect((await getAdvisory(await world.as('ana'), { tracking })).revisions).toHaveLength(1)
    expect((await saveAdvisory(joao, draft)).tracking).toBe('ADV-2026-0002')
    const types = (
      await world.database.reader.select({ type: events.type }).from(events).orderBy(events.id)
    ).map(({ type }) => type)
    expect(types.filter((type) => type.startsWith('advisory'))).toEqual([
      'advisory.created',
      'advisory.published',
      'advisory.created',
    ])
  })

  test('is for those who answer for the house', async () => {
    const world = await stocked()
    for (const who of ['ana', 'dora', 'eva', 'ines'] as const) {
      await expect(saveAdvisory(await world.as(who), draft)).rejects.toMatchObject({ kind: 'not-allowed' })
      await expect(publishAdvisory(await world.as(who), {})).rejects.toMatchObject({ kind: 'not-allowed' })
      await expect(withdrawAdvisory(await world.as(who), {})).rejects.toMatchObject({ kind: 'not-allowed' })
    }
    await expect(advisoryToWrite(await world.as('eva'), 'x')).rejects.toMatchObject({ kind: 'not-found' })
    await expect(advisoriesToCome(await world.as('ana'))).rejects.toMatchObject({ kind: 'not-allowed' })
  })

  test.each([
    ['cvss', { cvss: 'CVSS:3.1/AV:X/AC:L' }, 'cvss'],
    ['cve', { cve: 'CVE-26-1' }, 'cve'],
    ['range', { statements: [{ ...draft.statements[0], affected: 'all of them' }] }, 'affected'],
    ['fixed version', { statements: [{ ...draft.statements[0], fixedVersion: 'next' }] }, 'fixedVersion'],
    ['product', { statements: [{ ...draft.statements[0], product: 'x' }] }, 'statements'],
    ['no product', { statements: [] }, 'statements'],
    [
      'no reason',
      { statements: [{ product: 'gestor', status: 'not-affected', affected: '*' }] },
      'justification',
    ],
    ['red for nobody', { tlp: 'red' }, 'organisations'],
    ['red for nobody known', { tlp: 'red', organisations: ['x'] }, 'organisations'],
    ['one language', { title: { pt: 'Um título', en: '' } }, 'title.en'],
  ])('refuses a wrong %s', async (_name, more, field) => {
    const world = await stocked()
    const refused = saveAdvisory(await world.as('joao'), { ...draft, ...more })
    await expect(refused).rejects.toMatchObject({ kind: 'invalid' })
    await expect(refused).rejects.toSatisfy((error) =>
      (error as { fields: { field: string }[] }).fields.some((each) => each.field === field),
    )
  })

  test('does not take a late save, and tells readers of each change', async () => {
    const world = await stocked()
    const joao = await world.as('joao')
    const { id, tracking } = await saveAdvisory(joao, draft)
    await saveAdvisory(joao, { ...draft, id, revision: 1 })
    await expect(saveAdvisory(joao, { ...draft, id, revision: 1 })).rejects.toMatchObject({
      code: 'advisory-changed',
    })
    await expect(publishAdvisory(joao, { id, revision: 1 })).rejects.toMatchObject({
      code: 'advisory-changed',
    })
    await publishAdvisory(joao, { id, revision: 2 })
    const silent = saveAdvisory(joao, { ...draft, id, revision: 3 })
    await expect(silent).rejects.toMatchObject({ fields: [{ field: 'change', code: 'required' }] })
    const change = { pt: 'Também a 7.4.2.', en: '7.4.2 too.' }
    await saveAdvisory(joao, { ...draft, id, revision: 3, change })
    const { revisions } = await getAdvisory(await world.as('ana'), { tracking })
    expect(revisions.map(({ summary }) => summary.en)).toEqual(['Initial publication.', '7.4.2 too.'])
    await withdrawAdvisory(joao, { id, revision: 4, reason: { pt: 'Não existe.', en: 'It is none.' } })
    expect((await getAdvisory(await world.as('ana'), { tracking })).status).toBe('withdrawn')
    await expect(saveAdvisory(joao, { ...draft, id, revision: 5, change })).rejects.toMatchObject({
      code: 'advisory-withdrawn',
    })
  })
})

describe('reading', () => {
  test('follows the traffic light', async () => {
    const world = await stocked()
    const clear = await published(world)
    const green = await published(world, { tlp: 'green' })
    const statements = [{ product: 'folha', status: 'affected', affected: '*' }]
    const amber = await published(world, { tlp: 'amber', statements })
    const red = await published(world, { tlp: 'red', organisations: ['sao-bras'] })
    expect(await names(world, { kind: 'visitor' })).toEqual([clear])
    // carla's contract names gestor alone; ana's names both.
    expect(await names(world, 'carla')).toEqual([red, green, clear])
    expect(await names(world, 'ana')).toEqual([amber, green, clear])
    expect(await names(world, 'dora')).toEqual([red, amber, green, clear])
    expect(await names(world, 'eva')).toEqual([red, amber, green, clear])
    await expect(getAdvisory(await world.as('ana'), { tracking: red })).rejects.toMatchObject({
      code: 'advisory-not-found',
    })
  })

  test('begins at the minute it is planned for, with nobody acting', async () => {
    const world = await stocked()
    const tracking = await published(world, {}, tuesday + 60_000)
    expect(await names(world, 'ana')).toEqual([])
    expect(await names(world, 'eva')).toEqual([tracking])
    expect(await names(world, 'ana', tuesday + 60_000)).toEqual([tracking])
  })

  test('pages skip what is not theirs, and tell how a version stands', async () => {
    const world = await stocked()
    for (let at = 0; at < 70; at++) {
      await published(world, at % 2 === 0 ? {} : { tlp: 'red', organisations: ['sao-bras'] })
    }
    const ana = await world.as('ana')
    const first = await listAdvisories(ana, { product: 'gestor', version: '7.5.0' })
    expect(first.items).toHaveLength(30)
    expect(new Set(first.items.map(({ vex }) => vex))).toEqual(new Set(['known_affected']))
    const second = await listAdvisories(ana, { cursor: first.next })
    expect([second.items.length, second.next]).toEqual([5, null])
    const all = [...first.items, ...second.items].map(({ tracking }) => tracking)
    expect(new Set(all).size).toBe(35)
    const { items } = await listAdvisories(ana, {
      product: 'gestor',
      version: '7.5.1',
      name: 'CVE-2026-41877',
    })
    expect(items[0]?.vex).toBe('fixed')
  })
})

describe('the CSAF document', () => {
  test.each(['pt', 'en'] as const)(
    'holds in %s before the validator, mandatory tests and schema',
    async (lang) => {
      const world = await stocked()
      const visitor = await world.as({ kind: 'visitor' })
      const change = { pt: 'Mais uma coisa.', en: 'One more thing.' }
      const joao = await world.as('joao')
      const { id, tracking } = await saveAdvisory(joao, draft)
      await publishAdvisory(joao, { id, revision: 1 })
      await saveAdvisory(await world.as('joao', tuesday + 1000), { ...draft, id, revision: 2, change })
      const advisory = await getAdvisory(visitor, { tracking })
      const document = await documentOf(visitor, advisory, publisher, lang)
      expect(await validateCsaf(document)).toEqual([])
      expect(document).toMatchObject({
        document: { tracking: { id: tracking, version: '2', status: 'final' } },
        vulnerabilities: [
          {
            product_status: {
              known_affected: ['gestor-7.5.0'],
              fixed: ['gestor-7.5.1'],
              known_not_affected: ['gestor-7.4.2'],
            },
            scores: [{ cvss_v3: { baseScore: 8.1, baseSeverity: 'HIGH' } }],
          },
        ],
      })
    },
  )

  test('names what is not affected with its reason, what is looked into, and what has no fix', async () => {
    const world = await stocked()
    const visitor = await world.as({ kind: 'visitor' })
    const cases = [
      { product: 'gestor', status: 'not-affected', affected: '*', justification: 'component_not_present' },
      { product: 'gestor', status: 'under-investigation', affected: '>=7.5.0' },
      { product: 'gestor', status: 'affected', affected: '*' },
    ]
    for (const statement of cases) {
      const empty = { pt: '', en: '' }
      const tracking = await published(world, { cve: '', workaround: empty, statements: [statement] })
      const document = await documentOf(visitor, await getAdvisory(visitor, { tracking }), publisher)
      expect(await validateCsaf(document)).toEqual([])
    }
  })

  test('is found faulty where it is', async () => {
    expect(await validateCsaf({ document: {} })).not.toEqual([])
  })
})
