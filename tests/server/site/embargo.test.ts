import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { searchArticles } from '#domain/knowledge/index.ts'
import { visitor } from '#domain/shared/index.ts'
import { readConfig } from '#server/config.ts'
import { createLog } from '#server/log.ts'
import { isCurrent } from '#server/site/current.ts'
import { ensureSite, publishSite } from '#server/site/publish.ts'
import { createSite } from '#server/site/site.ts'
import { contentWith } from '#tests/support/content.ts'
import { createWorld } from '../../support/world.ts'
import { everythingPublic } from './support/public-words.ts'

const minute = Date.UTC(2030, 5, 1, 9)

function notes(lang: string, more = ''): string {
  return `---
title: "Gestor 9.0.0"
description: "Quokkamente ${lang}."
audience: public
products: [gestor]
date: 2030-06-01
kind: full
updated: 2030-06-01
${more}---

## Wombatal

Marsupilami.
`
}
const embargoed = `embargoUntil: ${new Date(minute).toISOString()}\n`
const withdrawn = 'withdrawn: 2030-05-02\nwithdrawnReason: Perde dados.\nreplacement: 9.0.0\n'

afterEach(() => {
  vi.useRealTimers()
})

it('release notes under embargo are nowhere until their minute, and everywhere after it, with nobody acting', {
  timeout: 120_000,
}, async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: minute - 1000 })
  const world = await createWorld()
  const content = await contentWith({
    'releases/gestor/9.0.0.pt.md': notes('pt', embargoed),
    'releases/gestor/9.0.0.en.md': notes('en', embargoed),
    'releases/gestor/8.9.0.pt.md': notes('pt', withdrawn)
      .replace('9.0.0"', '8.9.0"')
      .replaceAll('uokkamente', 'oala')
      .replaceAll('Marsupilami', 'Okapi'),
  })
  const config = readConfig(
    { DATA_DIR: world.folder, CONTENT_DIR: content, LOG_LEVEL: 'silent' },
    world.folder,
  )
  const log = createLog(config)
  const runtime = { config, log, database: world.database, site: createSite(config, log) }
  const feed = (name: string): Promise<string> =>
    readFile(join(world.folder, 'site/current/client/feeds', name), 'utf8')
  const find = async (): Promise<string[]> =>
    (await searchArticles(await world.as(visitor), { q: 'marsupilami', lang: 'pt' })).items.map(
      ({ url }) => url,
    )
  const url = '/pt/releases/gestor/9.0.0/'

  await publishSite(runtime)
  const words = await everythingPublic(runtime.site)
  for (const word of ['uokkamente', '/9.0.0/']) expect(words).not.toContain(word)
  expect(runtime.site.files?.has(url)).toBe(false)
  expect(runtime.site.libraryFor(visitor).atUrl(url)).toBeNull()
  expect(runtime.site.libraryFor(await world.person('eva')).atUrl(url)).not.toBeNull()
  expect(await find()).toEqual([])
  expect(await isCurrent(runtime)).toBe(true)

  // A withdrawal is an entry of its own, by the day it happened.
  const atom = await feed('pt/releases.atom')
  expect(atom).toContain('/8.9.0/withdrawn</id><title>Retirada: Gestor 8.9.0</title>')
  expect(atom).toContain('<updated>2030-05-02T00:00:00Z</updated>')
  expect(atom).toContain('Use a 9.0.0.')
  const page = await runtime.site.files?.text('/pt/releases/gestor/8.9.0/')
  expect(page).toContain('Perde dados.')

  vi.setSystemTime(minute)
  expect(await isCurrent(runtime)).toBe(false)
  await ensureSite(runtime)
  const shown = await runtime.site.files?.text(url)
  expect(shown).toContain('Marsupilami')
  expect(shown).not.toContain('embargo')
  expect(await find()).toEqual([url])
  expect(await feed('pt/releases.json')).toContain('Quokkamente')
  expect(await readFile(join(world.folder, 'site/current/client/sitemap-0.xml'), 'utf8')).toContain(url)
  expect(await isCurrent(runtime)).toBe(true)
})
