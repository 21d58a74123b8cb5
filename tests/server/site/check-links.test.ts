import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { checkLinks } from '#server/site/publish/check-links.ts'
import { locked } from '#server/site/publish/lock.ts'

async function check(pages: Record<string, string>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'balcao-links-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const [path, html] of Object.entries(pages)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), html)
  }
  await checkLinks(folder, 'https://portal.test', { '/pt/old/': '/pt/a/' })
}

it('lets links to files, headings, redirects and pages made on demand be', async () => {
  await check({
    'pt/a/index.html': `<h2 id="x"></h2><a href="#x"><a href="/pt/a/#x"><a href="/pt/old"><a href="/pt/tickets/new?product=gestor">
      <img src="/media/1.svg"><a href="https://portal.test/pt/a/"><a href="https://elsewhere.test/x"><a href="mailto:a@b.test"><a href="/pt/">`,
    'media/1.svg': '<svg/>',
  })
})

it('names the page and the link that leads nowhere', async () => {
  await expect(check({ 'pt/a/index.html': '<a href="/pt/b/">' })).rejects.toThrow('/pt/a/ links to /pt/b/')
  await expect(check({ 'pt/a/index.html': '<img src="/media/2.svg">' })).rejects.toThrow('/media/2.svg')
  await expect(check({ 'pt/a/index.html': '<a href="#gone">' })).rejects.toThrow('no such heading')
  await expect(check({ 'pt/a/index.html': '<a href="https://portal.test/pt/b/">' })).rejects.toThrow('/pt/b/')
})

it('publishes one at a time, and takes over the lock of a process that is gone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'balcao-lock-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, 'site/publish.lock')
  await mkdir(dirname(path))
  await writeFile(path, '999999999')
  let [now, most] = [0, 0]
  const turns = [1, 2, 3].map((turn) =>
    locked(path, async () => {
      most = Math.max(most, ++now)
      await new Promise((done) => setTimeout(done, 5))
      now--
      return turn
    }),
  )
  expect(await Promise.all(turns)).toEqual([1, 2, 3])
  expect(most).toBe(1)
  await expect(locked(path, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await locked(path, async () => 'free')).toBe('free')
})
