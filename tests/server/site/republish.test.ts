import { spawn, spawnSync } from 'node:child_process'
import { mkdir, readdir, readFile, readlink, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { latestPublishes, requestPublish } from '#domain/editing/index.ts'
import { readConfig } from '#server/config.ts'
import { createLog } from '#server/log.ts'
import { createRuntime, type Runtime } from '#server/runtime.ts'
import { ensureSite, publishSite } from '#server/site/publish.ts'
import { createSite } from '#server/site/site.ts'
import { contentWith, front } from '#tests/support/content.ts'
import { createWorld } from '../../support/world.ts'
import { everythingPublic } from './support/public-words.ts'

async function press(files: Record<string, string> = {}) {
  const world = await createWorld()
  const content = await contentWith(files)
  const config = readConfig(
    { DATA_DIR: world.folder, CONTENT_DIR: content, LOG_LEVEL: 'silent' },
    world.folder,
  )
  const log = createLog(config)
  const runtime = { config, log, database: world.database, site: createSite(config, log) }
  const there = (address: string): boolean => runtime.site.files?.has(address) ?? false
  const text = async (address: string): Promise<string> => (await runtime.site.files?.text(address)) ?? ''
  return { world, runtime, content, there, text }
}

const locked = 'faq/access/account-locked.en.md'
const page = '/en/faq/access/account-locked/'
const other = '/pt/faq/acesso/recuperar-palavra-passe/'

describe('publishing again', { timeout: 120_000 }, () => {
  it('makes the page that changed and takes over the others', async () => {
    const { runtime, content, text } = await press()
    const first = await publishSite(runtime)
    const before = [await text(other), runtime.site.files?.entries.get(other)?.etag]
    const file = join(content, locked)
    await writeFile(file, (await readFile(file, 'utf8')).replace('five failed', 'nine failed'))
    const second = await publishSite(runtime)
    expect(first.pages).toBeGreaterThan(20)
    expect(second.pages).toBe(1)
    expect(second.fresh).toEqual([locked])
    expect(await text(page)).toContain('nine failed')
    expect([await text(other), runtime.site.files?.entries.get(other)?.etag]).toEqual(before)

    // A title stands in lists and neighbours too.
    await writeFile(file, (await readFile(file, 'utf8')).replace(/^title: .*/m, 'title: Shut out of Gestor'))
    const third = await publishSite(runtime)
    expect(third.pages).toBeGreaterThan(2)
    expect(await text('/en/faq/')).toContain('Shut out of Gestor')
    expect(await text('/en/faq/access/recover-password/')).toContain('Shut out of Gestor')
    expect((await publishSite(runtime)).pages).toBe(0)
  })

  it('takes out of everything public what is for the team from now on', async () => {
    const { runtime, world, content, there } = await press({
      'faq/access/quorum.en.md': `${front({ title: 'The quorum of xylophones' })}Xylophones need a quorum of three before they may be tuned at all.\n`,
    })
    await publishSite(runtime)
    const everything = (): Promise<string> => everythingPublic(runtime.site)
    expect(await everything()).toContain('xylophones')
    expect(there('/en/faq/access/quorum/')).toBe(true)
    const file = join(content, 'faq/access/quorum.en.md')
    await writeFile(file, (await readFile(file, 'utf8')).replace('audience: public', 'audience: staff'))
    await publishSite(runtime)
    expect(await everything()).not.toMatch(/xylophone/i)
    expect(there('/en/faq/access/quorum/')).toBe(false)
    expect(await runtime.site.searchFile('staff/en/pagefind-entry.json')).not.toBeNull()
    // Not even where nothing is served from.
    const packs = join(world.folder, 'site/current/client/packs')
    const stored = await Promise.all((await readdir(packs)).map((name) => readFile(join(packs, name))))
    const places = [...(runtime.site.files?.entries.values() ?? [])].flatMap(({ at }) => (at ? [at[2]] : []))
    expect(Buffer.concat(stored).length).toBe(places.reduce((sum, length) => sum + length, 0))
  })

  it('shows a change before it is found, on a large site, but never finds what is not public any more', async () => {
    const many = Array.from({ length: 220 }, (_, at) => [
      `faq/access/many-${at}.en.md`,
      `${front({ title: `One of many ${at}`, audience: at === 7 ? 'customer' : 'public' })}Each has its word: w${at}x.\n`,
    ])
    const { runtime, content, text } = await press(Object.fromEntries(many))
    const stages = async (): Promise<string[]> => {
      const told: string[] = []
      await publishSite(runtime, (stage) => void (told.at(-1) === stage || told.push(stage)))
      return told.filter((stage) => stage === 'live')
    }
    expect(await stages()).toHaveLength(1)
    const entry = (): Promise<string> => text('/pagefind/en/help.json')
    const before = await entry()
    const file = join(content, 'faq/access/many-3.en.md')
    await writeFile(file, (await readFile(file, 'utf8')).replace('title: One of many 3', 'title: Zanzibar'))
    expect(await stages()).toHaveLength(2)
    expect(await entry()).not.toBe(before)
    expect(await entry()).toContain('zanzibar')
    expect(await ensureSite(runtime)).toBeNull()
    await writeFile(file, (await readFile(file, 'utf8')).replace('audience: public', 'audience: staff'))
    expect(await stages()).toHaveLength(1)
    expect(await entry()).not.toContain('zanzibar')
  })

  it('lets articles come and go at their moments, and says so to whoever links to them', async () => {
    const at = new Date(Date.now() + 6_000).toISOString().replace(/\.\d+Z/, 'Z')
    const { runtime, there, text } = await press({
      'faq/access/coming.en.md': `${front({ title: 'Coming soon', publishAt: at })}It is here.\n`,
      'faq/access/going.en.md': `${front({ title: 'Going soon', expireAt: at })}It is still here.\n`,
      'faq/access/link.en.md': `${front({ title: 'A link' })}See [what comes](coming.en.md).\n`,
      'faq/access/draft.en.md': `${front({ title: 'A draft', status: 'draft' })}Not yet.\n`,
    })
    const first = await publishSite(runtime)
    expect(first.warnings).toContainEqual({
      file: 'faq/access/link.en.md',
      line: 7,
      field: 'coming.en.md',
      expected: `an article that is published (that one will be on ${at})`,
      dangling: true,
    })
    const shown = (name: string): boolean => there(`/en/faq/access/${name}/`)
    expect(['coming', 'going', 'draft'].map(shown)).toEqual([false, true, false])
    expect(runtime.site.catalogue.nextTurn).toBe(Date.parse(at))
    while (Date.now() <= Date.parse(at)) await new Promise((done) => setTimeout(done, 200))
    const second = await ensureSite(runtime)
    expect(second?.warnings).toEqual([])
    expect(['coming', 'going', 'draft'].map(shown)).toEqual([true, false, false])
    expect(await text('/en/faq/access/link/')).toContain('/en/faq/access/coming/')
    expect(await ensureSite(runtime)).toBeNull()
  })

  it('leads from every old address to where the article is, however often it moved', async () => {
    const { runtime, content, text } = await press({
      'faq/access/move.en.md': `${front({ title: 'Moving', slug: 'one' })}The words stay.\n`,
    })
    await publishSite(runtime)
    const file = join(content, 'faq/access/move.en.md')
    await writeFile(file, (await readFile(file, 'utf8')).replace('slug: one', 'slug: two'))
    await publishSite(runtime)
    await rename(file, join(content, 'faq/access/elsewhere.en.md'))
    await writeFile(
      join(content, 'faq/access/elsewhere.en.md'),
      `${front({ title: 'Moved', slug: 'three' })}The words stay.\n`,
    )
    await publishSite(runtime)
    for (const old of ['one', 'two']) {
      expect(runtime.site.redirect(`/en/faq/access/${old}/`)).toBe('/en/faq/access/three/')
    }
    expect(await text('/en/faq/access/three/')).toContain('The words stay.')
    await rm(join(content, 'faq/access/elsewhere.en.md'))
    await publishSite(runtime)
    expect(runtime.site.redirect('/en/faq/access/one/')).toBeNull()
  })

  it('is killed at any moment and begun again: nothing of it stays, and the site was never touched', async () => {
    const { runtime, world, content } = await press()
    await publishSite(runtime)
    const before = await readlink(join(world.folder, 'site/current'))
    const file = join(content, locked)
    await writeFile(file, (await readFile(file, 'utf8')).replace('five failed', 'nine failed'))
    const env = {
      ...process.env,
      DATA_DIR: world.folder,
      CONTENT_DIR: content,
      DATABASE_URL: `file:${join(world.folder, 'world.db')}`,
      LOG_LEVEL: 'silent',
    }
    for (const stage of ['read', 'pages']) {
      const child = spawn(process.execPath, ['src/cli/portal.ts', 'site', 'publish', '--for-server'], { env })
      await new Promise<void>((done) => {
        child.stdout.on('data', (chunk: Buffer) => {
          if (chunk.toString().includes(`"stage":"${stage}"`)) child.kill('SIGKILL')
        })
        child.once('exit', () => done())
      })
      expect(child.signalCode).toBe('SIGKILL')
      expect(await readlink(join(world.folder, 'site/current'))).toBe(before)
    }
    expect((await publishSite(runtime)).pages).toBeGreaterThan(0)
    expect(await readlink(join(world.folder, 'site/current'))).not.toBe(before)
    const left = await readdir(join(world.folder, 'site/releases'))
    expect(left.filter((name) => name.startsWith('.'))).toEqual([])
  })

  it('says that the disk is full, and leaves the site as it was', async () => {
    const { runtime, world, content } = await press()
    await publishSite(runtime)
    const before = await readlink(join(world.folder, 'site/current'))
    // The new release goes to a disk of one megabyte.
    const releases = join(world.folder, 'site/releases')
    await rename(releases, `${releases}.full`)
    await mkdir(releases)
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=300k', 'tmpfs', releases])
    if (mounted.status !== 0) throw new Error(`this test needs to mount a small disk: ${mounted.stderr}`)
    onTestFinished(() => void spawnSync('umount', [releases]))
    const file = join(content, locked)
    await writeFile(file, (await readFile(file, 'utf8')).replace('five failed', 'nine failed'))
    await expect(publishSite(runtime)).rejects.toThrow('There is no space left on the disk')
    expect(await readlink(join(world.folder, 'site/current'))).toBe(before)
    spawnSync('umount', [releases])
    await rm(releases, { recursive: true })
    await rename(`${releases}.full`, releases)
    expect((await publishSite(runtime)).pages).toBeGreaterThan(0)
  })
})

it('makes anew what an earlier version of the portal published', { timeout: 60_000 }, async () => {
  const { runtime, world } = await press()
  const old = join(world.folder, 'site/releases/20260101')
  await mkdir(join(old, 'private'), { recursive: true })
  await mkdir(join(old, 'client'), { recursive: true })
  await writeFile(join(old, 'private/build.json'), '{"made":"x","server":"y"}')
  await mkdir(join(world.folder, 'site/servers/y/server'), { recursive: true })
  await symlink('releases/20260101', join(world.folder, 'site/current'))
  expect(await runtime.site.refresh()).toBe(false)
  expect((await ensureSite(runtime))?.pages).toBeGreaterThan(20)
  expect(runtime.site.files?.has('/pt/faq/')).toBe(true)
})

describe('the queue', { timeout: 120_000 }, () => {
  async function portal(files: Record<string, string> = {}): Promise<{ runtime: Runtime; content: string }> {
    const world = await createWorld()
    const content = await contentWith(files)
    const config = readConfig(
      {
        DATA_DIR: world.folder,
        CONTENT_DIR: content,
        DATABASE_URL: `file:${join(world.folder, 'world.db')}`,
        LOG_LEVEL: 'silent',
      },
      world.folder,
    )
    const runtime = await createRuntime(config)
    onTestFinished(() => runtime.close())
    return { runtime, content }
  }

  it('publishes once for all that ask meanwhile, and keeps a record', async () => {
    const { runtime } = await portal()
    const world = await createWorld()
    const ines = runtime.context(await world.person('ines'))
    const asked = await Promise.all([requestPublish(ines, 'edit'), requestPublish(ines, 'edit')])
    expect(new Set(asked).size).toBe(1)
    await runtime.publisher.work()
    const [run, ...others] = await latestPublishes(ines)
    expect(others).toEqual([])
    expect(run).toMatchObject({ id: asked[0], state: 'done', release: runtime.site.release, faults: [] })
    expect(runtime.site.files?.has('/pt/faq/')).toBe(true)
  })

  it('ends with the article and the line of each fault, and the site as it was', async () => {
    const { runtime, content } = await portal()
    const world = await createWorld()
    const ines = runtime.context(await world.person('ines'))
    await runtime.publisher.keepCurrent('start')
    const { release } = runtime.site
    await writeFile(
      join(content, locked),
      (await readFile(join(content, locked), 'utf8')).replace('audience: public', 'audience: all'),
    )
    expect(await runtime.publisher.keepCurrent('files')).toBe(false)
    const [run] = await latestPublishes(ines)
    expect(run).toMatchObject({ state: 'failed', faults: [{ file: locked, line: 4, field: 'audience' }] })
    expect(runtime.site.release).toBe(release)
  })
})
