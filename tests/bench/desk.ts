import { cp, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { openDatabase } from '#db/client.ts'
import { warnTickets } from '#domain/tickets/index.ts'
import { rawRate, withFiles } from './lodging.ts'
import type { Bench } from './run.ts'
import { addDesk } from './support/many-desk.ts'
import { residentMB, startPortal } from './support/server.ts'
import { signedIn } from './support/signed-in.ts'
import { systemContext } from './support/system-context.ts'

/** `BENCH_SIZES=10000` measures one of them alone. */
const sizes = (process.env['BENCH_SIZES'] ?? '10000,100000,1000000').split(',').map(Number)
const times = 200
const port = 4698

type Measured = { p50: number; p99: number }
type Figures = Map<string, Measured>

function measured(all: readonly number[]): Measured {
  const sorted = all.toSorted((one, other) => one - other)
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0
  return { p50: at(0.5), p99: at(0.99) }
}

/** One after the other, as one person asks; the first ones, which open what is kept, are not counted. */
async function asked(address: string, email: string, pathOf: (turn: number) => string): Promise<Measured> {
  const headers = { cookie: await signedIn(address, email) }
  const taken: number[] = []
  for (let turn = -20; turn < times; turn++) {
    const began = performance.now()
    const answer = await fetch(address + pathOf(turn + 20), { headers, redirect: 'manual' })
    await answer.arrayBuffer()
    if (answer.status !== 200) throw new Error(`${pathOf(turn + 20)}: ${answer.status}`)
    if (turn >= 0) taken.push(performance.now() - began)
  }
  return measured(taken)
}

/** A turn of the job that looks after promises: when nothing is due, and one hundred tickets that are. */
async function ticks(file: string, figures: Figures): Promise<void> {
  const database = await openDatabase(pathToFileURL(file).href)
  for (const [name, now, turns] of [
    ['escalation tick, nothing due', Date.now(), 50],
    ['escalation tick, 100 due', Date.now() + 20 * 86_400_000, 4],
  ] as const) {
    const taken: number[] = []
    for (let turn = 0; turn < turns; turn++) {
      const began = performance.now()
      await warnTickets(systemContext(database, now))
      taken.push(performance.now() - began)
    }
    figures.set(name, measured(taken))
  }
  await database.idle()
  database.close()
}

async function figuresOf(
  dataDir: string,
  count: number,
): Promise<{ figures: Figures; size: number; memory: number }> {
  const file = join(dataDir, 'demo', 'balcao.db')
  await addDesk(file, count)
  const { size } = await stat(file)
  const figures: Figures = new Map()
  const portal = await startPortal(dataDir, port)
  const agent = 'ba-0@bench.test'
  const ticket = (turn: number): string => `/pt/desk/tickets/SUP-${2000 + ((turn * 7919) % (count - 1000))}`
  const screens: [string, string, (turn: number) => string][] = [
    ['queue view', agent, (turn) => `/pt/desk?view=line-${1 + (turn % 3)}`],
    ['queue of everything open', agent, () => '/pt/desk?view=all-open'],
    ['agent’s ticket view', agent, ticket],
    ['customer list', 'bp-0@bench.test', () => '/pt/tickets?scope=organisation'],
    ['statistics of this month', agent, () => '/pt/desk/reports'],
    ['statistics of last month', agent, () => '/pt/desk/reports?period=last-month'],
    ['search, a word in 1 %', agent, () => '/pt/desk?view=closed&q=centesimo'],
    ['search, a word in 0.001 %', agent, () => '/pt/desk?view=closed&q=rarissimo'],
    ['search, a word in every ticket', agent, () => '/pt/desk?view=closed&q=acontece'],
    ['customer’s search', 'bp-0@bench.test', () => '/pt/tickets?scope=organisation&q=acontece'],
  ]
  // Its jobs have their turn first, as after any start.
  await new Promise((resolve) => setTimeout(resolve, 20_000))
  for (const [name, email, pathOf] of screens) figures.set(name, await asked(portal.address, email, pathOf))
  const memory = await residentMB(portal.pid)
  await portal.stop()
  await ticks(file, figures)
  return { figures, size: size / count, memory }
}

/** How the desk's screens and its clock keep up as tickets grow, each against its own figure at 10,000. */
export const desk: Bench = async ({ portal, dataDir, report }) => {
  const raw = Math.round(await rawRate(join(dataDir, 'demo', 'balcao.db')))
  await withFiles(portal.address, raw, report, 32)
  // Its data are copied for each size: at rest, so that they are whole.
  await portal.stop()
  let base: Awaited<ReturnType<typeof figuresOf>> | null = null
  for (const count of sizes) {
    const folder = await mkdtemp(join(tmpdir(), 'balcao-desk-'))
    try {
      await cp(dataDir, folder, { recursive: true })
      const now = await figuresOf(folder, count)
      base ??= now
      for (const [name, { p50, p99 }] of now.figures) {
        const first = base.figures.get(name) ?? { p50, p99 }
        const goal = 'goal ≤ 20 ms, ratio ≤ 2'
        report(`${name} at ${count}, p50 ms`, tenth(p50), tenth(first.p50), goal)
        report(`${name} at ${count}, p99 ms`, tenth(p99), tenth(first.p99), '')
      }
      report(`database at ${count}, bytes a ticket`, Math.round(now.size), Math.round(base.size), '')
      report(`memory after it at ${count}, MB`, now.memory, base.memory, '')
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
}

function tenth(value: number): number {
  return Math.max(0.1, Math.round(value * 10) / 10)
}
