import { execFileSync, spawn } from 'node:child_process'
import { open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bench } from './run.ts'
import { residentMB } from './support/server.ts'

const megabyte = 1024 * 1024

async function bigFile(path: string, megabytes: number): Promise<void> {
  const file = await open(path, 'w')
  const block = Buffer.alloc(megabyte)
  for (let at = 0; at < megabytes; at++) {
    block.writeUInt32LE(at, 0)
    await file.write(block)
  }
  await file.close()
}

/** Three clients at 1 MB/s on a 600 MB file: what it costs in memory. */
export const downloads: Bench = async ({ portal, dataDir, report }) => {
  const path = join(tmpdir(), 'gestor-big-9.0.0-linux-x64.tar.gz')
  await bigFile(path, 600)
  const version = `9.0.${Date.now() % 100000}`
  const env = { ...process.env, DATA_DIR: join(dataDir, 'demo'), LOG_LEVEL: 'error' }
  execFileSync(process.execPath, ['src/cli/portal.ts', 'release', 'publish', 'gestor', version, path], {
    env,
  })
  const url = `${portal.address}/downloads/gestor/${version}/gestor-big-9.0.0-linux-x64.tar.gz`
  const args = [
    '-s',
    '-o',
    '/dev/null',
    '--limit-rate',
    '1M',
    '-H',
    'Authorization: Bearer bal_demo_ana',
    url,
  ]
  const before = await residentMB(portal.pid)
  const clients = [1, 2, 3].map(() => spawn('curl', args, { stdio: 'ignore' }))
  let most = before
  for (let second = 0; second < 15; second++) {
    await new Promise((resolve) => setTimeout(resolve, 1000))
    most = Math.max(most, await residentMB(portal.pid))
  }
  for (const client of clients) client.kill()
  await rm(path, { force: true })
  report(
    'memory growth with three slow downloads, MB',
    most - before,
    30,
    `goal ≤ 30 (baseline); ${before} MB before`,
  )
}
