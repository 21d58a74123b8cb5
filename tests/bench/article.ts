import { spawn, spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { findChromium } from '../journeys/support/chromium.ts'
import type { Bench } from './run.ts'
import { rateOf } from './support/load.ts'
import { bareServer } from './support/server.ts'

const path = '/pt/manuals/gestor/7.4/copias-de-seguranca/'
const headers = { 'Accept-Encoding': 'br' }

async function raw(url: string): Promise<Buffer> {
  // fetch would decompress it.
  const { get } = await import('node:http')
  return new Promise((resolve, reject) => {
    get(url, { headers }, async (res) => {
      const chunks: Buffer[] = []
      for await (const chunk of res) chunks.push(chunk as Buffer)
      resolve(Buffer.concat(chunks))
    }).on('error', reject)
  })
}

/** nginx with one worker serving the same bytes; null where it is not installed. */
async function nginxRate(body: Buffer): Promise<number | null> {
  if (spawnSync('nginx', ['-v']).error) return null
  const folder = await mkdtemp(join(tmpdir(), 'balcao-nginx-'))
  await writeFile(join(folder, 'index.html'), body)
  const conf = `worker_processes 1; pid ${folder}/pid; error_log ${folder}/error; events {} http { access_log off; server { listen 127.0.0.1:4698; root ${folder}; } }`
  await writeFile(join(folder, 'nginx.conf'), conf)
  const child = spawn('nginx', ['-c', join(folder, 'nginx.conf'), '-g', 'daemon off; user root;'], {
    stdio: 'ignore',
  })
  await new Promise((resolve) => setTimeout(resolve, 500))
  const rate = await rateOf('http://127.0.0.1:4698/index.html', headers).catch(() => null)
  child.kill('SIGTERM')
  await rm(folder, { recursive: true, force: true })
  return rate?.perSecond ?? null
}

export const article: Bench = async ({ portal, report }) => {
  const body = await raw(portal.address + path)
  const bare = await bareServer(body, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Encoding': 'br',
  })
  // In turns, so that a slow moment of the machine meets both.
  const [ours, base]: number[][] = [[], []]
  for (let round = 0; round < 3; round++) {
    ours?.push((await rateOf(portal.address + path, headers)).perSecond)
    base?.push((await rateOf(bare.address, headers)).perSecond)
  }
  bare.server.close()
  const median = (values: number[] = []): number => values.toSorted((a, b) => a - b)[1] ?? 0
  report('article, requests/s against bare Node', median(ours), median(base), 'goal ≥ 0.9')
  const nginx = await nginxRate(body)
  if (nginx) report('article, requests/s against nginx', median(ours), nginx, '')
  await firstVisit(portal.address + path, report)
}

async function firstVisit(url: string, report: Parameters<Bench>[0]['report']): Promise<void> {
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    args: ['--no-sandbox', '--disable-gpu'],
  })
  const page = await browser.newPage()
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  let [bytes, scripts, requests] = [0, 0, 0]
  const kinds = new Map<string, string>()
  session.on('Network.responseReceived', ({ requestId, type }) => void kinds.set(requestId, type))
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes += encodedDataLength
    requests += 1
    if (kinds.get(requestId) === 'Script') scripts += encodedDataLength
  })
  await page.goto(url, { waitUntil: 'networkidle' })
  await browser.close()
  report('first visit of an article, kB', Math.round(bytes / 100) / 10, 25, 'goal ≤ 25 (baseline)')
  report('first visit, requests', requests, 5, '')
  report('first visit, script kB', Math.round(scripts / 100) / 10, 5, 'goal ≤ 5 (baseline)')
}
