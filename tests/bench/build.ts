import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from '@playwright/test'
import { findChromium } from '../journeys/support/chromium.ts'
import type { Bench } from './run.ts'
import { writeContent } from './support/many-articles.ts'
import { startPortal } from './support/server.ts'

const port = 4696
const address = `http://127.0.0.1:${port}`
const programs = join(import.meta.dirname, '../../db/local/programs')

type Run = { seconds: number; megabytes: number }

/** Highest resident memory of a process so far, in MB (Linux). */
function highest(child: ChildProcess): number {
  try {
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

function liveIn(data: string): string | null {
  try {
    return readlinkSync(join(data, 'demo/site/current'))
  } catch {
    return null
  }
}

/** From the start of the command until its release is live. */
async function publish(data: string, content: string): Promise<Run> {
  const env = {
    ...process.env,
    DATA_DIR: join(data, 'demo'),
    CONTENT_DIR: content,
    PUBLIC_URL: address,
    LOG_LEVEL: 'error',
  }
  const before = liveIn(data)
  const began = performance.now()
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'src/cli/portal.ts', 'site', 'publish'],
    {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  let seconds = 0
  let megabytes = 0
  const watch = setInterval(() => {
    megabytes = Math.max(megabytes, highest(child))
    if (seconds === 0 && liveIn(data) !== before) seconds = (performance.now() - began) / 1000
  }, 25)
  const code = await new Promise((done) => child.once('exit', done))
  clearInterval(watch)
  if (code !== 0) throw new Error('the content was not published')
  return { seconds: seconds || (performance.now() - began) / 1000, megabytes }
}

/** The yardstick: Hugo with one bare template on the same files; null where it is not installed. */
function hugo(content: string): number | null {
  if (spawnSync('hugo', ['version']).error) return null
  const folder = mkdtempSync(join(tmpdir(), 'balcao-hugo-'))
  mkdirSync(join(folder, 'layouts/_default'), { recursive: true })
  writeFileSync(
    join(folder, 'config.toml'),
    'baseURL = "http://localhost/"\ndisableKinds = ["taxonomy", "term", "RSS"]\n',
  )
  const page =
    '<!doctype html><html><title>{{ .Title }}</title><body><h1>{{ .Title }}</h1>{{ .Content }}</body></html>'
  for (const name of ['single', 'list']) writeFileSync(join(folder, `layouts/_default/${name}.html`), page)
  const began = performance.now()
  const done = spawnSync('hugo', ['--source', folder, '--contentDir', content, '--quiet'])
  const seconds = (performance.now() - began) / 1000
  rmSync(folder, { recursive: true, force: true })
  return done.status === 0 ? seconds : null
}

/** What the first search of a visitor costs, and how long a key takes to show results. */
async function firstSearch(browser: Browser): Promise<{ kilobytes: number; first: number; later: number }> {
  const context = await browser.newContext()
  const page = await context.newPage()
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  let bytes = 0
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  await page.goto(`${address}/pt/faq/`, { waitUntil: 'networkidle' })
  bytes = 0
  const ask = (q: string): Promise<number> =>
    page.evaluate(async (words) => {
      const input = document.querySelector<HTMLInputElement>('site-search input')
      const list = document.querySelector('site-search [role=listbox]')
      if (!input || !list) return -1
      const shown = new Promise<void>((done) => {
        new MutationObserver((_changes, observer) => {
          if (!list.querySelector('[data-result]')) return
          observer.disconnect()
          done()
        }).observe(list, { childList: true })
      })
      input.focus()
      input.value = words
      const began = performance.now()
      input.dispatchEvent(new Event('input', { bubbles: true }))
      await shown
      return performance.now() - began
    }, q)
  // Who searches takes a moment from the click to the first key.
  await page.focus('site-search input')
  await page.waitForTimeout(400)
  const first = await ask('configuração')
  await page.waitForLoadState('networkidle')
  const kilobytes = bytes / 1000
  const times: number[] = []
  for (const q of ['servidor', 'licença', 'certificado', 'permissão', 'assinatura']) times.push(await ask(q))
  await context.close()
  return { kilobytes, first, later: times.sort((a, b) => a - b)[2] ?? 0 }
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const tenth = (value: number): number => Math.round(value * 10) / 10

/** Cold build, one edit, and the search, at 100, 1,000 and 10,000 articles. `BENCH_SIZES` takes others. */
export const build: Bench = async ({ report }) => {
  const sizes = (process.env.BENCH_SIZES ?? '100,1000,10000').split(',').map(Number)
  for (const size of sizes) {
    const folder = mkdtempSync(join(tmpdir(), 'balcao-build-'))
    const content = join(folder, 'content')
    writeContent(content, size)
    // A slow moment of the machine is no slow build: the median of three, each beside its own yardstick.
    const yards: number[] = []
    const colds: Run[] = []
    for (let time = 0; time < (size <= 1000 ? 3 : 1); time++) {
      const yard = hugo(content)
      if (yard !== null) yards.push(yard)
      rmSync(programs, { recursive: true, force: true })
      rmSync(join(folder, 'demo'), { recursive: true, force: true })
      colds.push(await publish(folder, content))
    }
    const yard = yards.length > 0 ? median(yards) : null
    const cold = {
      seconds: median(colds.map(({ seconds }) => seconds)),
      megabytes: Math.max(...colds.map(({ megabytes }) => megabytes)),
    }
    const base = yard === null ? 1 : tenth(yard)
    const beside = yard === null ? 'seconds; Hugo is not installed' : 'against Hugo with a bare template'
    report(
      `build of ${size} articles, cold, s`,
      tenth(cold.seconds),
      base,
      `${beside}; ${Math.round(cold.megabytes)} MB`,
    )
    const article = join(content, 'faq/topic-0/q-3.pt.md')
    writeFileSync(article, `${readFileSync(article, 'utf8')}\nMais uma frase.\n`)
    const edit = await publish(folder, content)
    report(
      `one edit of ${size} articles to live, s`,
      tenth(edit.seconds),
      base,
      `${beside}; ${Math.round(edit.megabytes)} MB`,
    )
    process.env.CONTENT_DIR = content
    const served = await startPortal(folder, port)
    const browser = await chromium.launch({
      executablePath: await findChromium(),
      args: ['--no-sandbox', '--disable-gpu'],
    })
    // Parts of the search are compressed well once somebody has asked for them.
    await firstSearch(browser)
    await new Promise((done) => setTimeout(done, 1000))
    const search = await firstSearch(browser)
    await browser.close()
    await served.stop()
    delete process.env.CONTENT_DIR
    report(`first search of ${size} articles, kB`, tenth(search.kilobytes), 110, 'goal ≤ 110 (baseline)')
    report(
      `first search of ${size} articles, ms from key to result`,
      Math.round(search.first),
      100,
      'goal ≤ 100 (baseline), 400 ms after the click into the box',
    )
    report(
      `later searches of ${size} articles, ms from key to result`,
      Math.round(search.later),
      100,
      'goal ≤ 100 (baseline), median',
    )
    rmSync(folder, { recursive: true, force: true })
  }
}
