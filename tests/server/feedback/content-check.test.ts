import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { type ContentFaults, createContentCheck } from '#server/feedback/content-check.ts'
import { deadLinks } from '#server/feedback/dead-links.ts'
import { libraryOf } from '#tests/domain/feedback/support.ts'
import { contentWith, front } from '#tests/support/content.ts'

async function faultsOf(files: Record<string, string>): Promise<ContentFaults> {
  const contentDir = await contentWith(files)
  const dataDir = await mkdtemp(join(tmpdir(), 'balcao-check-'))
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }))
  const databaseUrl = pathToFileURL(join(dataDir, 'balcao.db')).href
  const check = createContentCheck({ contentDir, dataDir, databaseUrl } as never, { release: null })
  let faults = await check.faults()
  for (let n = 0; n < 5 && faults === 'checking'; n++) faults = await check.faults()
  return faults
}

it('names the references that lead nowhere, apart from this process', async () => {
  const text = `${front()}Veja [isto](missing.pt.md).\n`
  const faults = await faultsOf({ 'faq/access/broken.pt.md': text, 'faq/access/broken.en.md': front() })
  const contentCheck = { faults: async () => faults }
  expect(await deadLinks({ contentCheck } as never, libraryOf([]))).toEqual([
    { file: 'faq/access/broken.pt.md', line: 7, reference: 'missing.pt.md', url: null, title: null },
  ])
})

it('finds nothing where nothing is wrong', async () => {
  expect(await faultsOf({})).toEqual([])
})
