import { readdir, readFile, readlink, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { searchArticles } from '#domain/knowledge/index.ts'
import { visitor } from '#domain/shared/index.ts'
import { readConfig } from '#server/config.ts'
import { createLog } from '#server/log.ts'
import { ContentError } from '#server/site/faults.ts'
import { ensureSite, type Publishing, publishSite } from '#server/site/publish.ts'
import { createSite } from '#server/site/site.ts'
import { contentWith, front } from '#tests/support/content.ts'
import { createWorld, type World } from '../../support/world.ts'
import { everythingPublic } from './support/public-words.ts'

type Press = { world: World; runtime: Publishing; content: string; client(): string }

/** A world of its own with a copy of the tests' content and a place to publish it to. */
async function press(files: Record<string, string> = {}): Promise<Press> {
  const world = await createWorld()
  const content = await contentWith(files)
  const config = readConfig(
    { DATA_DIR: world.folder, CONTENT_DIR: content, LOG_LEVEL: 'silent' },
    world.folder,
  )
  const log = createLog(config)
  const runtime = { config, log, database: world.database, site: createSite(config, log) }
  return { world, runtime, content, client: () => join(world.folder, 'site/current/client') }
}

describe('publishing', () => {
  it('makes a site, changes it after an edit, and keeps it when the next edit is broken', {
    timeout: 120_000,
  }, async () => {
    const { world, runtime, content, client } = await press()
    expect((await publishSite(runtime)).warnings).toEqual([])
    const first = await readlink(join(world.folder, 'site/current'))

    // Pages, their compressed forms, the index, images.
    const article = await runtime.site.files?.text('/pt/faq/acesso/conta-bloqueada/')
    expect(article).toContain('<html lang="pt-PT">')
    expect(article).toContain('hreflang="en" href="http://localhost:4321/en/faq/access/account-locked/"')
    expect(article).toContain('href="/pt/faq/acesso/recuperar-palavra-passe/#pedir-a-ligacao"')
    expect(await readdir(join(client(), 'media'))).toEqual([expect.stringMatching(/^[0-9a-f]{8}-flow\.svg$/)])
    expect(runtime.site.files?.has('/pagefind/pt/pagefind.js')).toBe(true)

    // Nothing restricted, not by a word, in the public tree.
    const words = await everythingPublic(runtime.site)
    for (const secret of [
      'zaffric',
      'zafírico',
      'uincunx',
      'ermilion',
      '7.6.0',
      'Critérios de escalamento',
      'escalation',
    ]) {
      expect(words).not.toContain(secret)
    }

    const map = await readFile(join(client(), 'sitemap-0.xml'), 'utf8')
    expect(map).toContain(
      '<loc>http://localhost:4321/pt/faq/acesso/conta-bloqueada/</loc><lastmod>2026-09-30</lastmod>',
    )

    // The running portal has it.
    expect(runtime.site.files?.has('/en/manuals/gestor/7.4/')).toBe(true)
    expect(runtime.site.redirect('/en/manuals/gestor/latest/requirements/')).toBe(
      '/en/manuals/gestor/7.4/requirements/',
    )
    expect(runtime.site.redirect('/en/manuals/gestor')).toBe('/en/manuals/gestor/7.4/')
    expect(await runtime.site.errorPage('pt', 404)).toContain('Esta página não existe')
    const eva = await world.person('eva')
    const internal = runtime.site.libraryFor(eva).atUrl('/en/faq/internal/escalation-criteria/')
    expect(internal && (await runtime.site.text(internal))?.html).toContain('zaffric')
    expect(runtime.site.libraryFor(visitor).atUrl('/en/faq/internal/escalation-criteria/')).toBeNull()
    const { items } = await searchArticles(await world.as(visitor), { q: 'GST-1204', lang: 'en' })
    expect(items.map(({ url }) => url)).toEqual(['/en/faq/access/account-locked/'])

    // Nothing changed: nothing to do.
    expect(await ensureSite(runtime)).toBeNull()
    expect(await readlink(join(world.folder, 'site/current'))).toBe(first)

    // A broken edit names its place and leaves the live site alone.
    const path = join(content, 'faq/access/account-locked.en.md')
    const before = await readFile(path, 'utf8')
    await writeFile(path, before.replace('audience: public', 'audience: publik'))
    await expect(publishSite(runtime)).rejects.toThrow(ContentError)
    await expect(publishSite(runtime)).rejects.toThrow(/account-locked\.en\.md:4: audience: expected one of/)
    await expect(ensureSite(runtime)).rejects.toThrow(ContentError)
    expect(await readlink(join(world.folder, 'site/current'))).toBe(first)

    // Mended and changed: live.
    await writeFile(path, before.replace('five failed', 'six failed'))
    const { server } = runtime.site
    expect((await ensureSite(runtime))?.release).toBeDefined()
    // The same code needs no second server program, which could never be unloaded.
    expect(runtime.site.server).toBe(server)
    expect(await readdir(join(world.folder, 'site/servers'))).toEqual([basename(dirname(server ?? ''))])
    expect(await runtime.site.files?.text('/en/faq/access/account-locked/')).toContain('six failed')
    expect((await readdir(join(world.folder, 'site/releases'))).length).toBe(2)
  })

  it('refuses a public page that holds a restricted sentence', { timeout: 60_000 }, async () => {
    const { runtime, world } = await press({
      'faq/access/leak.en.md': `${front()}Remember the Criteria for escalation to the third line.\n`,
    })
    await expect(publishSite(runtime)).rejects.toThrow(
      /\/en\/faq\/access\/leak\/ holds words of faq\/internal\/escalation-criteria\.en\.md/,
    )
    await expect(readlink(join(world.folder, 'site/current'))).rejects.toThrow()
  })
})
