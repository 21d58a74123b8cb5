import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startNginx } from '#tests/support/nginx.ts'
import type { Bench } from './run.ts'
import { auditRate } from './support/audit-rate.ts'
import { residentMB } from './support/server.ts'

const megabyte = 1024 * 1024
const megabytes = 1024
const name = 'gestor-big-9.0.0-linux-x64.tar.gz'

async function bigFile(path: string): Promise<void> {
  const file = await open(path, 'w')
  const block = Buffer.alloc(megabyte)
  for (let at = 0; at < megabytes; at++) {
    block.writeUInt32LE(at, 0)
    await file.write(block)
  }
  await file.close()
}

const ended = (child: ReturnType<typeof spawn>): Promise<void> =>
  new Promise((resolve) => child.once('exit', () => resolve()))

/** Megabytes a second that so many clients get together. */
async function throughput(clients: number, args: readonly string[]): Promise<number> {
  const began = performance.now()
  await Promise.all(
    Array.from({ length: clients }, () =>
      ended(spawn('curl', ['-sf', '-o', '/dev/null', ...args], { stdio: 'ignore' })),
    ),
  )
  return Math.round((clients * megabytes) / ((performance.now() - began) / 1000))
}

async function firstByte(url: string, headers: Record<string, string>): Promise<number> {
  const times: number[] = []
  for (let turn = 0; turn < 30; turn++) {
    const began = performance.now()
    await (await fetch(url, { headers: { ...headers, Range: 'bytes=0-0' } })).arrayBuffer()
    times.push(performance.now() - began)
  }
  return times.toSorted((a, b) => a - b)[15] ?? 0
}

async function articleP95(address: string): Promise<number> {
  const times: number[] = []
  for (let turn = 0; turn < 200; turn++) {
    const began = performance.now()
    await (await fetch(`${address}/pt/faq/`)).arrayBuffer()
    times.push(performance.now() - began)
  }
  return times.toSorted((a, b) => a - b)[190] ?? 0
}

const round = (value: number): number => Math.round(value * 100) / 100

/** A 1 GB file against nginx sending the same one, and what 200 slow clients cost. */
export const downloads: Bench = async ({ portal, dataDir, report }) => {
  const path = join(tmpdir(), name)
  await bigFile(path)
  const version = `9.0.${Date.now() % 100000}`
  const env = { ...process.env, DATA_DIR: join(dataDir, 'demo'), LOG_LEVEL: 'error' }
  const publish = ['src/cli/portal.ts', 'release', 'publish', 'gestor', version, path]
  execFileSync(process.execPath, publish, { env })
  const digest = createHash('sha256')
  for await (const piece of createReadStream(path)) digest.update(piece as Buffer)
  const hash = digest.digest('hex')
  const url = `${portal.address}/downloads/gestor/${version}/${name}`
  const bearer = { Authorization: 'Bearer bal_demo_ana' }
  const ours = ['-H', `Authorization: ${bearer.Authorization}`, url]
  const port = Number(new URL(portal.address).port) + 1
  const nginx = await startNginx(join(dataDir, 'nginx'), port, `root ${dataDir}/demo/files;`)
  const theirs = `http://127.0.0.1:${port}/${hash.slice(0, 2)}/${hash}`
  try {
    for (const clients of [1, 32]) {
      await throughput(1, [theirs])
      const baseline = await throughput(clients, [theirs])
      const note = clients === 1 ? 'goal ≥ 0.8 of nginx' : 'of nginx'
      report(`download throughput, ${clients} at once, MB/s`, await throughput(clients, ours), baseline, note)
    }
    const first = await firstByte(url, bearer)
    report('first byte of a download, ms', round(first), round(await firstByte(theirs, {})), 'of nginx')
    const idle = await articleP95(portal.address)
    const before = await residentMB(portal.pid)
    const slow = Array.from({ length: 200 }, () =>
      spawn('curl', ['-s', '-o', '/dev/null', '--limit-rate', '200k', ...ours], { stdio: 'ignore' }),
    )
    await new Promise((resolve) => setTimeout(resolve, 8000))
    const loaded = await articleP95(portal.address)
    const after = await residentMB(portal.pid)
    for (const client of slow) client.kill()
    report('memory growth with 200 slow downloads, MB', after - before, 64, `goal ≤ 1; ${before} MB before`)
    report('p95 of a page under 200 downloads, ms', round(loaded), round(idle), 'goal ≤ 2 of idle')
    const { ours: audited, raw } = await auditRate(join(dataDir, 'demo', 'balcao.db'))
    report('downloads audited a second', Math.round(audited), Math.round(raw), 'of bare rows in batches')
  } finally {
    await nginx.stop()
    await rm(path, { force: true })
  }
}
