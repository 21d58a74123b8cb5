import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openLighthouse } from './support/lighthouse.ts'

let tool: Awaited<ReturnType<typeof openLighthouse>>
beforeAll(async () => {
  tool = await openLighthouse(inject('chromium'))
})
afterAll(() => tool.close())

test.each([
  ['home', '/pt/'],
  ['article', '/pt/faq/acesso/conta-bloqueada/'],
  ['manual', '/en/manuals/gestor/7.4/backup-and-restore/'],
  ['release', '/en/releases/gestor/7.4.2/'],
  ['search', '/pt/search/'],
])('Lighthouse finds nothing to mend on %s', async (_name, path) => {
  const found = await tool.score(inject('portal') + path, ['accessibility', 'best-practices', 'seo'])
  expect(found).toEqual({ scores: { accessibility: 100, 'best-practices': 100, seo: 100 }, faults: [] })
})

test('Lighthouse finds nothing to mend on what a search found, which is not for search engines', async () => {
  const found = await tool.score(`${inject('portal')}/pt/search/?q=copia`, [
    'accessibility',
    'best-practices',
  ])
  expect(found).toEqual({ scores: { accessibility: 100, 'best-practices': 100 }, faults: [] })
})
