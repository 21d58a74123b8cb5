import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { servingFlags } from '../../../src/cli/serving-flags.mjs'

export type Portal = {
  address: string
  pid: number
  /** From the start of the process to the first page, in milliseconds. */
  startedIn: number
  stop(): Promise<void>
}

/** The demo as a process of its own, so that the load's work is not counted as its own. */
export async function startPortal(dataDir: string, port: number): Promise<Portal> {
  const address = `http://127.0.0.1:${port}`
  const env = {
    ...process.env,
    DATA_DIR: dataDir,
    PORT: String(port),
    PUBLIC_URL: address,
    LOG_LEVEL: 'error',
    DOWNLOADS_PER_ORGANISATION: '1000',
  }
  const began = performance.now()
  const child: ChildProcess = spawn(
    process.execPath,
    [...process.execArgv, ...servingFlags, 'src/cli/demo.ts'],
    {
      env,
      stdio: 'ignore',
    },
  )
  for (;;) {
    if (child.exitCode !== null) throw new Error('the demo does not start')
    const answer = await fetch(`${address}/pt/`).catch(() => null)
    if (answer?.ok) break
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return {
    address,
    pid: child.pid ?? 0,
    startedIn: performance.now() - began,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await gone
    },
  }
}

/** The baseline of what Node itself can do: one buffer, one header set. */
export async function bareServer(
  body: Buffer,
  headers: Record<string, string>,
): Promise<{ address: string; server: Server }> {
  const server = createServer((_req, res) => {
    res.writeHead(200, { ...headers, 'Content-Length': body.length })
    res.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server }
}

/** Resident memory in MB (Linux). */
export async function residentMB(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024)
}
