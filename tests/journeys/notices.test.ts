import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openDatabase } from '#db/client.ts'
import { expectSound, phone, signIn, useBrowser } from './support/browser.ts'
import { eventually } from './support/eventually.ts'
import { portalCommand } from './support/own-portal.ts'
import { type Demo, startDemo } from './support/portal.ts'

const browser = useBrowser()
let folder: string
let demo: Demo

/** A portal of its own, with the site of the other one, which may be killed. */
async function start(): Promise<void> {
  demo = await startDemo({
    DATA_DIR: folder,
    CONTENT_DIR: inject('portalContent'),
    PUBLIC_URL: inject('portal'),
  })
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'balcao-notices-'))
  const site = join(folder, 'demo/site')
  await cp(join(inject('portalData'), 'site'), site, { recursive: true, verbatimSymlinks: true })
  await start()
  // The demo's own weekly letters are behind: what is told here comes after them.
  await eventually(isWeekTold)
}, 180_000)

afterAll(async () => {
  await demo.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

const openHere = () => openDatabase(pathToFileURL(join(folder, 'demo', 'balcao.db')).href)

async function isWeekTold(): Promise<boolean> {
  const database = await openHere()
  const { rows } = await database.client.execute({
    sql: 'select 1 from notice_weeks where due_at > ? and done_at is not null',
    args: [Date.now() - 8 * 86_400_000],
  })
  database.close()
  return rows.length > 0
}

async function publish(version: string): Promise<void> {
  const file = join(folder, `gestor-server-${version}-linux-x64.tar.gz`)
  await writeFile(file, version)
  const args = ['release', 'publish', 'gestor', version, file, '--kind', 'security']
  expect((await portalCommand({ DATA_DIR: join(folder, 'demo') }, args)).code).toBe(0)
}

/** Letters of that release, as rows of the outbox. */
async function letters(
  version: string,
): Promise<{ recipient: string; sent: boolean; id: string; stop: string }[]> {
  const database = await openHere()
  const { rows } = await database.client.execute({
    sql: `select l.id, l.recipient, l.sent_at, l.unsubscribe from letters l join events e on e.id = l.event_id
      where e.subject = ? and l.template = 'notice' order by l.recipient`,
    args: [`release:gestor/${version}`],
  })
  database.close()
  return rows.map((row) => ({
    id: String(row.id),
    recipient: String(row.recipient),
    sent: row.sent_at !== null,
    stop: String(row.unsubscribe).replace(/^.*(?=\/(pt|en)\/notices)/, ''),
  }))
}

const both = ['bruno@demo.test', 'dora@demo.test']

test('a portal that is killed while it tells of releases has lost and doubled no letter', {
  timeout: 180_000,
}, async () => {
  const versions = ['9.1.0', '9.1.1', '9.1.2']
  for (const [at, version] of versions.entries()) {
    await publish(version)
    await new Promise((resolve) => setTimeout(resolve, 700 * at))
    await demo.kill('SIGKILL')
    await start()
  }
  for (const version of versions) {
    await eventually(async () => {
      const rows = await letters(version)
      return rows.length === 2 && rows.every(({ sent }) => sent)
    })
    const rows = await letters(version)
    expect(rows.map(({ recipient }) => recipient)).toEqual(both)
    const kept = await readdir(join(folder, 'demo', 'outbox'))
    for (const { id } of rows) expect(kept.filter((name) => name === `${id}.eml`)).toHaveLength(1)
  }
  const [bruno] = await letters('9.1.0')
  const letter = await readFile(join(folder, 'demo', 'outbox', `${bruno?.id}.eml`), 'utf8')
  expect(letter).toContain('List-Unsubscribe:')
})

test('whoever opens the address in a letter ends such letters, without signing in', async () => {
  const [bruno] = await letters('9.1.2')
  const page = await browser.open({ viewport: phone, javaScriptEnabled: false })
  await page.goto(demo.address + bruno?.stop)
  await page.getByRole('heading', { name: 'Deixar de receber avisos' }).waitFor()
  const seen = await browser.open({ viewport: phone })
  await seen.goto(demo.address + bruno?.stop)
  await expectSound(seen)
  await page.click('main button')
  expect(page.url()).toContain('?stopped')
  await page.getByRole('heading', { name: 'Já não recebe estes avisos' }).waitFor()
  await publish('9.1.3')
  await eventually(async () => (await letters('9.1.3')).some(({ sent }) => sent))
  expect((await letters('9.1.3')).map(({ recipient }) => recipient)).toEqual(['dora@demo.test'])
})

test('a mail program ends them by one request, which is led nowhere else', async () => {
  const [dora] = await letters('9.1.3')
  const one = (address: string) =>
    fetch(demo.address + address, {
      method: 'POST',
      body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
      redirect: 'manual',
    })
  const answer = await one(dora?.stop ?? '')
  expect(answer.status).toBe(200)
  expect(await answer.text()).toContain('You no longer get these notices')
  expect((await one(dora?.stop ?? '')).status).toBe(200)
  expect((await one(`${dora?.stop.slice(0, -1)}~`)).status).toBe(404)
  await publish('9.1.4')
  await new Promise((resolve) => setTimeout(resolve, 6000))
  expect(await letters('9.1.4')).toEqual([])
})

test('the account shows what was sent last, and when the next weekly letter is due', async () => {
  const page = await browser.open({ baseURL: demo.address })
  await signIn(page, 'bruno')
  await page.goto('/pt/account/notices')
  await page.getByRole('heading', { name: 'Últimos avisos enviados' }).waitFor()
  expect(await page.locator('.told-notices').textContent()).toMatch(/segunda-feira|amanhã|hoje/)
  expect(await page.locator('.told-notices li').first().textContent()).toContain('Gestor 9.1.2')
  await expectSound(page)
})

test('in the account one wants no notices at all, and again some', async () => {
  const page = await browser.open({ baseURL: demo.address, viewport: phone, javaScriptEnabled: false })
  await signIn(page, 'bruno')
  const choose = async (of: 'product' | 'none'): Promise<void> => {
    await page.goto('/pt/account/notices')
    await page.check(`[name=of][value=${of}]`)
    await page.check('[name=level-gestor][value=security]')
    await page.click('[name=deed][value=save]')
    await page.waitForSelector('#said')
  }
  const isTold = async (version: string): Promise<boolean> =>
    (await letters(version)).some(({ recipient }) => recipient === 'bruno@demo.test')
  await choose('product')
  await choose('none')
  expect(await page.textContent('main')).toContain('Não recebe avisos de nenhum produto desde')
  expect(await page.isChecked('[name=of][value=none]')).toBe(true)
  await publish('9.1.5')
  await new Promise((resolve) => setTimeout(resolve, 6000))
  expect(await isTold('9.1.5')).toBe(false)
  await choose('product')
  expect(await page.textContent('main')).not.toContain('Não recebe avisos de nenhum produto')
  await publish('9.1.6')
  await eventually(() => isTold('9.1.6'))
})

test('an address in a letter is short, and one that is none is refused however long it is', async () => {
  const [dora] = await letters('9.1.3')
  expect(dora?.stop.length).toBeLessThan(200)
  const of = (length: number): Promise<Response> =>
    fetch(`${demo.address}/pt/notices/stop/${'A'.repeat(length)}.${'B'.repeat(43)}`)
  expect((await of(10)).status).toBe(404)
  expect((await of(8000)).status).toBe(404)
  expect((await of(40_000)).status).toBe(431)
})
