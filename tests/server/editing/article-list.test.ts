import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { saveEdit, startEdit } from '#domain/editing/index.ts'
import { listArticles } from '#server/editing/article-list.ts'
import type { Desk } from '#server/editing/desk.ts'
import { contentFolder } from '#server/editing/folder.ts'
import { createLog } from '#server/log.ts'
import type { Runtime } from '#server/runtime.ts'
import { contentWith, front } from '#tests/support/content.ts'
import { createWorld } from '#tests/support/world.ts'

async function deskWith(files: Record<string, string>, many = 0): Promise<Desk> {
  const contentDir = await contentWith(files)
  const folder = join(contentDir, 'faq/access')
  await mkdir(folder, { recursive: true })
  for (let at = 0; at < many; at++) {
    await writeFile(join(folder, `question-${at}.pt.md`), `${front({ title: `Pergunta ${at}` })}Texto.\n`)
  }
  const world = await createWorld()
  const log = createLog({ logLevel: 'silent' } as never)
  const config = { contentDir, mailFrom: 'a@b.test' }
  const site = { catalogue: { entries: [] } }
  const runtime = { config, database: world.database, log, site } as unknown as Runtime
  const ctx = await world.as('ines')
  return { runtime, ctx, folder: contentFolder(runtime), zone: 'Europe/Lisbon', lang: 'pt' }
}

const old = 'faq/access/old.pt.md'

describe('the list', () => {
  it('shows state, owner and review, and narrows by each', async () => {
    const desk = await deskWith({
      [old]: `${front({ title: 'Ficheiro antigo', status: 'archived', owner: 'Inês', reviewBy: '2026-01-01' })}x`,
      'faq/access/late.pt.md': `${front({ title: 'Rever já', owner: 'Eva', reviewBy: '2026-01-01' })}x`,
    })
    const text = `${front({ title: 'Em rascunho' })}x`
    const draft = { articleId: 'faq/access/brand-new', lang: 'en', text }
    await startEdit(desk.ctx, draft, null, desk.folder)
    const titles = async (values: Record<string, string>): Promise<string[]> =>
      (await listArticles(desk, values)).items.map(({ title }) => title)
    expect((await titles({}))[0]).toBe('Em rascunho')
    expect(await titles({ state: 'archived' })).toEqual(['Ficheiro antigo'])
    expect(await titles({ state: 'draft' })).toEqual(['Em rascunho'])
    expect(await titles({ review: 'due' })).toEqual(['Rever já'])
    expect(await titles({ q: 'REVER' })).toEqual(['Rever já'])
    expect(await titles({ q: 'ines antigo' })).toEqual(['Ficheiro antigo'])
    expect(await titles({ missing: 'pt' })).toEqual(['Em rascunho'])
    expect(await titles({ kind: 'release', lang: 'pt', product: 'gestor' })).toHaveLength(3)
    const { counts } = await listArticles(desk, {})
    expect(counts).toMatchObject({ draft: 1, archived: 1 })
  })

  it('shows a working copy in the place of what is published', async () => {
    const desk = await deskWith({ [old]: `${front({ title: 'Antes' })}x` })
    const file = await desk.folder.read(old)
    const write = {
      articleId: 'faq/access/old',
      lang: 'pt',
      revision: 1,
      text: `${front({ title: 'Depois' })}x`,
    }
    await saveEdit(desk.ctx, write, file, desk.folder)
    const { items } = await listArticles(desk, { q: 'faq/access/old' })
    expect(items).toMatchObject([{ title: 'Depois', state: 'draft', edited: true, owner: 'Inês Falcão' }])
  })

  it('of 10,000 articles comes quickly, and page by page without a gap', { timeout: 90_000 }, async () => {
    const desk = await deskWith({}, 10_000)
    await listArticles(desk, {})
    const startedAt = performance.now()
    const seen = new Set<string>()
    let cursor = ''
    let pages = 0
    do {
      const page = await listArticles(desk, { q: 'pergunta 99', cursor })
      for (const { id } of page.items) seen.add(id)
      cursor = page.next ?? ''
      pages++
    } while (cursor)
    const each = (performance.now() - startedAt) / pages
    const wanted = Array.from({ length: 10_000 }, (_, at) => at).filter((at) => `${at}`.includes('99'))
    expect(seen.size).toBe(wanted.length)
    expect(seen.has('faq/access/question-9999')).toBe(true)
    expect(each).toBeLessThan(200)
  })
})
