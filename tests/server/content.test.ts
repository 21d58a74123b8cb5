import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { readContent } from '#server/site/content.ts'
import { stops } from '#server/site/publish.ts'

const good =
  '---\ntitle: Backing up\ndescription: How to back up.\naudience: public\nsection: admin\nupdated: 2026-07-20\n---\n'

async function contentWith(files: Record<string, string>) {
  const folder = await mkdtemp(join(tmpdir(), 'balcao-content-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await mkdir(join(folder, 'manuals/gestor/7.4'), { recursive: true })
  for (const [name, text] of Object.entries(files))
    await writeFile(join(folder, 'manuals/gestor/7.4', name), text)
  return readContent(folder)
}

it('the demo content has no fault that stops a publish', async () => {
  const { pages, faults } = await readContent('content')
  expect(faults.filter(stops)).toEqual([])
  expect(pages.filter((page) => page.lang === 'pt').length).toBe(
    pages.filter((page) => page.lang === 'en').length,
  )
})

it('names file, line and field of every fault at once', async () => {
  const { faults } = await contentWith({
    'a.en.md': good.replace('title: Backing up', 'title: 7').replace('public', 'everyone'),
    'b.en.md': 'no front matter',
  })
  expect(faults).toEqual([
    expect.objectContaining({ file: 'manuals/gestor/7.4/a.en.md', line: 2, field: 'title' }),
    expect.objectContaining({ file: 'manuals/gestor/7.4/a.en.md', line: 4, field: 'audience' }),
    expect.objectContaining({ file: 'manuals/gestor/7.4/b.en.md', line: 1 }),
  ])
})

it('takes a missing audience for staff', async () => {
  const { pages } = await contentWith({ 'a.en.md': good.replace('audience: public\n', '') })
  expect(pages[0]?.audience).toBe('staff')
})

it('lets no HTML or script address of an article through', async () => {
  const { pages } = await contentWith({
    'a.en.md': `${good}<script>alert(1)</script> [x](javascript:alert(1))`,
  })
  expect(pages[0]?.html).not.toMatch(/<script|href="javascript/)
})

it('refuses two pages at one address', async () => {
  const { faults } = await contentWith({
    'a.en.md': good,
    'b.en.md': good.replace('---\n', '---\nslug: a\n'),
  })
  expect(faults).toEqual([expect.objectContaining({ file: 'manuals/gestor/7.4/b.en.md', field: 'slug' })])
})
