import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, normalize } from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import { close, createIndex } from 'pagefind'
import { readListing } from '#server/site/listing.ts'
import { openPacks } from '#server/site/pack.ts'
import { findChromium } from '../journeys/support/chromium.ts'
import { type Quality, qualityOf, questionsOf } from '../search/metrics.ts'
import type { Bench } from './run.ts'

type Article = { id: string; lang: string; url: string; title: string; audience: string; original: string }
const langs = ['pt', 'en'] as const
const flags = ['--no-sandbox', '--disable-gpu']

/** The same articles as anybody would index them: Pagefind's defaults on plain pages. */
async function defaultIndex(release: string, articles: readonly Article[], out: string): Promise<void> {
  const { index } = await createIndex()
  if (!index) throw new Error('the baseline has no index')
  const places = (await readListing(release))?.texts ?? {}
  const packs = openPacks(join(release, 'private'))
  for (const { id, original, lang, title, url } of articles) {
    const place = places[`${id}.${original}.md`]
    if (!place) throw new Error(`${url} has no text`)
    const text = JSON.parse(packs.read(place).toString('utf8'))
    const content = `<html lang="${lang}"><body><h1>${title}</h1>${text.html}</body></html>`
    await index.addHTMLFile({ url, content })
  }
  packs.close()
  await index.writeFiles({ outputPath: join(out, 'pagefind') })
  await close()
}

async function serveFolder(folder: string): Promise<{ address: string; server: Server }> {
  const server = createServer(async (req, res) => {
    const path = normalize((req.url ?? '/').split('?')[0] ?? '/')
    const lang = path.slice(1, 3)
    const page = `<!doctype html><html lang="${lang}"><title>baseline</title></html>`
    const body = /^\/(pt|en)\/$/.test(path) ? page : await readFile(join(folder, path)).catch(() => null)
    const type = path.endsWith('.js')
      ? 'text/javascript'
      : path.endsWith('/')
        ? 'text/html'
        : 'application/wasm'
    res.writeHead(body === null ? 404 : 200, { 'Content-Type': type }).end(body ?? '')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server }
}

type Asked = { urls: string[]; ms: number }

/** As the page of the baseline asks: its results in Pagefind's own order. */
async function askDefault(page: Page, q: string): Promise<Asked> {
  return page.evaluate(async (words) => {
    const pagefind = await import(String('/pagefind/pagefind.js'))
    const began = performance.now()
    const { results } = await pagefind.search(words)
    const all = await Promise.all(
      results.slice(0, 8).map((result: { data(): Promise<{ url: string }> }) => result.data()),
    )
    return { urls: all.map(({ url }: { url: string }) => url), ms: performance.now() - began }
  }, q)
}

async function askOurs(page: Page, q: string): Promise<Asked> {
  return page.evaluate(async (words) => {
    const box = document.querySelector('site-search') as unknown as {
      find(q: string): Promise<{ items: { url: string }[] }>
    }
    const began = performance.now()
    const { items } = await box.find(words)
    return { urls: items.map(({ url }) => url), ms: performance.now() - began }
  }, q)
}

async function judge(
  browser: Browser,
  address: string,
  lang: 'pt' | 'en',
  ids: ReadonlyMap<string, string>,
  ask: (page: Page, q: string) => Promise<Asked>,
): Promise<{ quality: Quality; held: Quality; ms: number }> {
  const page = await browser.newPage()
  await page.goto(`${address}/${lang}/`)
  const questions = questionsOf(lang)
  const answers: string[][] = []
  const times: number[] = []
  for (const { q } of questions) {
    const { urls, ms } = await ask(page, q)
    answers.push(urls.map((url) => ids.get(new URL(url, address).pathname) ?? url))
    times.push(ms)
  }
  await page.close()
  const held = questions.map((question, at) => ({ question, answer: answers[at] ?? [] }))
  const half = held.filter(({ question }) => question.split === 'held')
  return {
    quality: qualityOf(questions, answers),
    held: qualityOf(
      half.map(({ question }) => question),
      half.map(({ answer }) => answer),
    ),
    ms: times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0,
  }
}

const round = (value: number): number => Math.round(value * 1000) / 1000

/** How well the search answers the judged questions, against Pagefind's defaults on the same articles. */
export const search: Bench = async ({ portal, dataDir, report }) => {
  const release = join(dataDir, 'demo/site/current')
  const catalogue = JSON.parse(await readFile(join(release, 'private/catalogue.json'), 'utf8'))
  const articles = (catalogue.entries as Article[]).filter(
    ({ audience, lang, original }) => audience === 'public' && lang === original,
  )
  const ids = new Map(articles.map(({ url, id }) => [url, id]))
  await defaultIndex(release, articles, join(dataDir, 'baseline'))
  const { address, server } = await serveFolder(join(dataDir, 'baseline'))
  const browser = await chromium.launch({ executablePath: await findChromium(), args: flags })
  try {
    for (const lang of langs) {
      const ours = await judge(browser, portal.address, lang, ids, askOurs)
      const base = await judge(browser, address, lang, ids, askDefault)
      const say = (name: string, pick: (quality: Quality) => number): void =>
        report(
          `search ${lang}, ${name}`,
          round(pick(ours.quality)),
          round(pick(base.quality)),
          `${ours.quality.asked} questions; on those nobody tuned with ${round(pick(ours.held))} / ${round(pick(base.held))}`,
        )
      say('success@1', ({ first }) => first)
      say('success@3', ({ three }) => three)
      say('nDCG@5', ({ ndcg }) => ndcg)
      say('silent where nothing answers', ({ quiet }) => quiet)
      report(`search ${lang}, ms from query to results`, round(ours.ms), round(base.ms), 'median')
    }
  } finally {
    await browser.close()
    server.close()
  }
}
