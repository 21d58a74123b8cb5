import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { billsToRead, readBill, readQuery, recordBill, searchComponents } from '#domain/advisories/index.ts'
import { publishRelease } from '#domain/releases/index.ts'
import { createWorld, type World } from '#tests/support/world.ts'

const system = { kind: 'system', name: 'test' } as const

const cyclonedx = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  components: [
    {
      type: 'library',
      group: 'org.apache.logging.log4j',
      name: 'log4j-core',
      version: '2.14.1',
      purl: 'pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1',
      licenses: [{ license: { id: 'Apache-2.0' } }],
    },
    { type: 'library', name: 'OpenSSL', licenses: [{ expression: 'Apache-2.0 OR MIT' }] },
  ],
}
const spdx = {
  spdxVersion: 'SPDX-2.3',
  packages: [
    {
      name: 'log4j-core',
      versionInfo: '2.24.3',
      licenseConcluded: 'NOASSERTION',
      licenseDeclared: 'Apache-2.0',
      externalRefs: [
        {
          referenceCategory: 'PACKAGE-MANAGER',
          referenceType: 'purl',
          referenceLocator: 'pkg:maven/a/b@2.24.3',
        },
      ],
    },
  ],
}

describe('a bill of materials', () => {
  test('is read as CycloneDX or SPDX', () => {
    expect(readBill(cyclonedx)).toEqual([
      {
        name: 'org.apache.logging.log4j/log4j-core',
        shortName: 'log4j-core',
        version: '2.14.1',
        purl: 'pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1',
        licence: 'Apache-2.0',
      },
      { name: 'openssl', shortName: 'openssl', version: '', purl: null, licence: 'Apache-2.0 OR MIT' },
    ])
    expect(readBill(spdx)).toEqual([
      {
        name: 'log4j-core',
        shortName: 'log4j-core',
        version: '2.24.3',
        purl: 'pkg:maven/a/b@2.24.3',
        licence: 'Apache-2.0',
      },
    ])
  })

  test.each([null, [], 'text', {}, { bomFormat: 'CycloneDX', components: [{ version: '1' }] }])(
    'is not %j',
    (document) => {
      expect(readBill(document)).toBeNull()
    },
  )
})

test.each([
  ['log4j', { name: 'log4j', version: null }],
  ['log4j 2.14', { name: 'log4j', version: '2.14' }],
  ['Log4j-Core v2.14.1', { name: 'log4j-core', version: '2.14.1' }],
  ['log4j-core@2.14.1', { name: 'log4j-core', version: '2.14.1' }],
  [
    'pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1?type=jar',
    { name: 'org.apache.logging.log4j/log4j-core', version: '2.14.1' },
  ],
  ['pkg:npm/%40aws-sdk/client-s3', { name: '@aws-sdk/client-s3', version: null }],
  ['  ', null],
])('the question %j', (words, query) => {
  expect(readQuery(words)).toEqual(query)
})

async function publish(world: World, version: string, bill: string): Promise<void> {
  const { hash, size } = await world.files.put(Readable.from([Buffer.from(bill)]), 1e6)
  const files = [{ name: `${version}.cdx.json`, size, sha256: hash, role: 'sbom' }]
  await publishRelease(await world.as(system), { product: 'gestor', version, files })
}

async function read(world: World): Promise<number[]> {
  const ctx = await world.as(system)
  const counts = []
  for (const file of await billsToRead(ctx)) {
    const text = Buffer.concat(await world.files.read(file.sha256).toArray()).toString()
    counts.push(await recordBill(ctx, file, text.startsWith('{') ? JSON.parse(text) : undefined))
  }
  return counts
}

describe('components', () => {
  test('are found by short name, whole name, beginning and version, newest release first', async () => {
    const world = await createWorld()
    const newer = structuredClone(cyclonedx)
    await publish(world, '7.3.0', JSON.stringify(cyclonedx))
    await publish(world, '7.4.0', JSON.stringify(newer))
    await publish(world, '7.5.0', JSON.stringify(spdx))
    expect(await read(world)).toEqual([2, 2, 1])
    const eva = await world.as('eva')
    const find = async (q: string): Promise<string[]> =>
      (await searchComponents(eva, { q })).items?.map(({ release }) => release) ?? []
    expect(await find('log4j-core')).toEqual(['7.5.0', '7.4.0', '7.3.0'])
    expect(await find('log4j 2.14')).toEqual(['7.4.0', '7.3.0'])
    expect(await find('log4j 2.1')).toEqual([])
    expect(await find('pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1')).toEqual(['7.4.0', '7.3.0'])
    expect(await find('core')).toEqual([])
    expect((await searchComponents(eva, {})).bills).toBe(3)
  })

  test('are read once, and a bill that cannot be read is named', async () => {
    const world = await createWorld()
    await publish(world, '7.3.0', 'not JSON')
    expect(await read(world)).toEqual([0])
    expect(await read(world)).toEqual([])
    expect((await searchComponents(await world.as('eva'), {})).faulty).toEqual([
      { name: '7.3.0.cdx.json', release: 'gestor 7.3.0' },
    ])
  })

  test('are for the desk, and read by the portal alone', async () => {
    const world = await createWorld()
    for (const who of ['ana', 'dora', 'ines'] as const) {
      await expect(searchComponents(await world.as(who), { q: 'x' })).rejects.toMatchObject({
        code: 'desk-only',
      })
    }
    const eva = await world.as('eva')
    await expect((async () => billsToRead(eva))()).rejects.toMatchObject({ code: 'system-only' })
  })
})
