import { execFile } from 'node:child_process'
import { readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { contentFolder } from '#server/editing/folder.ts'
import { commitPaths, headCommit, isCheckout } from '#server/editing/git.ts'
import { readShelf } from '#server/editing/shelf.ts'
import { createLog } from '#server/log.ts'
import type { Runtime } from '#server/runtime.ts'
import { contentWith, front } from '#tests/support/content.ts'
import { createWorld } from '#tests/support/world.ts'

const run = promisify(execFile)
const git = async (folder: string, ...args: string[]): Promise<string> =>
  (await run('git', ['-C', folder, '-c', 'user.name=T', '-c', 'user.email=t@t.test', ...args])).stdout.trim()

const path = 'faq/access/recover-password.pt.md'

async function checkout(files: Record<string, string> = {}): Promise<string> {
  const folder = await contentWith(files)
  await git(folder, 'init', '--quiet')
  await git(folder, 'add', '.')
  await git(folder, 'commit', '--quiet', '-m', 'first')
  return folder
}

async function folderAt(contentDir: string) {
  const { database } = await createWorld()
  const config = { contentDir, mailFrom: 'Balcão <balcao@house.test>', logLevel: 'silent' }
  return contentFolder({ config, database, log: createLog({ logLevel: 'silent' }) } as unknown as Runtime)
}

const people = { author: { id: 'eva', name: 'Eva' }, committer: { id: 'ines', name: 'Inês' } }

describe('a checkout', () => {
  it('gets a commit of the paths concerned alone, by who wrote it', async () => {
    const at = await checkout()
    const folder = await folderAt(at)
    await writeFile(
      join(at, 'site.yaml'),
      `${await readFile(join(at, 'site.yaml'), 'utf8')}\n# staged by hand\n`,
    )
    await git(at, 'add', 'site.yaml')
    const text = `${front({ title: 'Recuperar' })}Texto novo.\n`
    await folder.put(path, text)
    const commit = await folder.keep(path, text, people)
    expect(commit).toBe(await headCommit(at))
    expect(await git(at, 'show', '--format=%an <%ae> | %cn <%ce> | %s', '--name-only', 'HEAD')).toBe(
      `Eva <eva@demo.test> | Inês <ines@demo.test> | Recuperar\n\n${path}`,
    )
    expect(await git(at, 'diff', '--cached', '--name-only')).toBe('site.yaml')
    expect(await folder.keep(path, text, people)).toBe(commit)
    expect((await readdir(join(at, 'faq/access'))).filter((name) => name.startsWith('.'))).toEqual([])
  })

  it('takes the images that the text shows, and the portal’s own name where the system publishes', async () => {
    const at = await checkout()
    const folder = await folderAt(at)
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'
    await folder.put(path, 'x')
    await run('mkdir', ['-p', join(at, 'faq/access/images')])
    await writeFile(join(at, 'faq/access/images/a.svg'), svg)
    await writeFile(join(at, 'faq/access/images/b.svg'), svg)
    const text = `${front()}![Um quadrado](images/a.svg)\n`
    await folder.put(path, text)
    await folder.keep(path, text, { author: people.author, committer: null })
    expect(await git(at, 'show', '--format=%cn <%ce>', '--name-only', 'HEAD')).toBe(
      `Balcão <balcao@house.test>\n\nfaq/access/images/a.svg\n${path}`,
    )
  })

  it('is the folder itself, not one above it, also by a link', async () => {
    const at = await checkout()
    expect(await isCheckout(at)).toBe(true)
    expect(await isCheckout(join(at, 'faq'))).toBe(false)
    await symlink(at, `${at}-link`)
    expect(await isCheckout(`${at}-link`)).toBe(true)
    const plain = await contentWith()
    expect(await isCheckout(plain)).toBe(false)
    expect(await headCommit(plain)).toBeNull()
    const by = { name: 'a', email: 'a@a.test' }
    expect(await commitPaths(plain, ['site.yaml'], 'x', { author: by, committer: by })).toBeNull()
  })
})

describe('the folder', () => {
  it('reads and writes articles alone', async () => {
    const folder = await folderAt(await contentWith())
    expect(await folder.read('faq/access/nothing-here.pt.md')).toBeNull()
    for (const stray of ['../outside.pt.md', 'site.yaml', 'faq/access/../../site.yaml', '/etc/passwd']) {
      expect(() => folder.read(stray)).toThrow('is no article')
      expect(() => folder.put(stray, 'x')).toThrow('is no article')
    }
  })

  it('checks a text as if it were the file: schema, address, links, headings, images', async () => {
    const folder = await folderAt(await contentWith())
    const said = async (text: string): Promise<string[]> =>
      (await folder.check('faq/access/new-one.pt.md', text)).map(
        ({ line, field, expected, dangling }) =>
          `${line} ${field}: ${expected}${dangling ? ' (dangling)' : ''}`,
      )
    expect(await said(`${front()}[ok](recover-password.pt.md)\n`)).toEqual([])
    expect(await said('no front matter')).toEqual(['1 : front matter between two lines of ---'])
    expect(await said(`${front({ title: null, audience: 'all' })}x`)).toEqual([
      '2 title: words',
      '3 audience: one of public, customer, partner, staff',
    ])
    expect(
      await said(
        `${front()}a\n[x](missing.pt.md)\n[y](recover-password.pt.md#none)\n[z](../internal/escalation-criteria.pt.md)\n![](images/none.png)\n`,
      ),
    ).toEqual([
      '8 missing.pt.md: an article that exists (dangling)',
      '9 recover-password.pt.md#none: a heading that exists (dangling)',
      expect.stringContaining('10 ../internal/escalation-criteria.pt.md: an article that every reader'),
      expect.stringContaining('11 images/none.png: '),
      expect.stringContaining('11 images/none.png: '),
    ])
  })

  it('is read again where it changed', async () => {
    const at = await contentWith()
    const before = await readShelf(at, true)
    expect(await readShelf(at, true)).toBe(before)
    await writeFile(join(at, path), `${front({ title: 'Outro título' })}x`)
    const after = await readShelf(at, true)
    expect(after.version).toBe(before.version + 1)
    const found = after.library.find('pt', 'faq/access/recover-password')
    expect(found?.title).toBe('Outro título')
    expect(found?.url).toBe('/pt/faq/acesso/recover-password/')
    const file = join(at, 'faq/categories.yaml')
    await writeFile(file, (await readFile(file, 'utf8')).replace('acesso', 'entrada'))
    const moved = (await readShelf(at, true)).library.find('pt', 'faq/access/recover-password')
    expect(moved?.url).toBe('/pt/faq/entrada/recover-password/')
  })
})
