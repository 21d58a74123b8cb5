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

const firstPort = 4698

type Measured = { p50: number; p99: number }

function measured(all: readonly number[]): Measured {
  const sorted = all.toSorted((one, other) => one - other)
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0
  return { p50: at(0.5), p99: at(0.99) }
}

/** A house of so many tickets, and what was measured of it. */
type House = {
  count: number
  folder: string
  file: string
  figures: Map<string, Measured>
}

async function build(dataDir: string, count: number): Promise<House> {
  const folder = await mkdtemp(join(tmpdir(), 'balcao-desk-'))
  await cp(dataDir, folder, { recursive: true })
  const file = join(folder, 'demo', 'balcao.db')
  await addDesk(file, count)
  return { count, folder, file, figures: new Map() }
}

/**
 * Takes turns, so that what slows the machine slows all houses; the first turns, which open what is kept, are not
 * counted.
 */
async function inTurn<T extends House>(
  houses: readonly T[],
  name: string,
  { turns, before }: { turns: number; before: number },
  work: (house: T, turn: number) => Promise<void>,
): Promise<void> {
  const taken = houses.map((): number[] => [])
  for (let turn = 0; turn < before + turns; turn++)
    for (const [at, house] of houses.entries()) {
      const began = performance.now()
      await work(house, turn)
      if (turn >= before) taken[at]?.push(performance.now() - began)
    }
  for (const [at, house] of houses.entries()) house.figures.set(name, measured(taken[at] ?? []))
}

/** A turn of the job that looks after promises: when nothing is due, and one hundred tickets that are. */
async function ticks(houses: readonly House[]): Promise<void> {
  const opened = await Promise.all(
    houses.map(async (house) => ({ ...house, database: await openDatabase(pathToFileURL(house.file).href) })),
  )
  for (const [name, now, turns] of [
    ['escalation tick, nothing due', Date.now(), 50],
    ['escalation tick, 100 due', Date.now() + 20 * 86_400_000, 4],
  ] as const)
    await inTurn(opened, name, { turns, before: 0 }, async ({ database }) => {
      await warnTickets(systemContext(database, now))
    })
  for (const { database } of opened) {
    await database.idle()
    database.close()
  }
}

const agent = 'ba-0@bench.test'
const customer = 'bp-0@bench.test'
const screens: readonly (readonly [
  name: string,
  email: string,
  path: (turn: number, count: number) => string,
])[] = [
  ['queue view', agent, (turn) => `/pt/desk?view=line-${1 + (turn % 3)}`],
  ['queue of everything open', agent, () => '/pt/desk?view=all-open'],
  [
    'agent’s ticket view',
    agent,
    (turn, count) => `/pt/desk/tickets/SUP-${2000 + ((turn * 7919) % (count - 1000))}`,
  ],
  ['customer list', customer, () => '/pt/tickets?scope=organisation'],
  ['statistics of this month', agent, () => '/pt/desk/reports'],
  ['statistics of last month', agent, () => '/pt/desk/reports?period=last-month'],
  ['search, a word in 1 %', agent, () => '/pt/desk?view=closed&q=centesimo'],
  ['search, a word in 0.001 %', agent, () => '/pt/desk?view=closed&q=rarissimo'],
  ['search, a word in every ticket', agent, () => '/pt/desk?view=closed&q=acontece'],
  ['customer’s search', customer, () => '/pt/tickets?scope=organisation&q=acontece'],
]

/** One after the other, as one person asks. @returns memory of each process afterwards, in MB */
async function openScreens(houses: readonly House[]): Promise<number[]> {
  const open = await Promise.all(
    houses.map(async (house, at) => ({ ...house, portal: await startPortal(house.folder, firstPort + at) })),
  )
  // Their jobs have their turn first, as after any start.
  await new Promise((resolve) => setTimeout(resolve, 20_000))
  for (const [name, email, pathOf] of screens) {
    const cookies = new Map<number, string>()
    for (const { count, portal } of open) cookies.set(count, await signedIn(portal.address, email))
    await inTurn(open, name, { turns: times, before: 20 }, async ({ count, portal }, turn) => {
      const path = pathOf(turn, count)
      const headers = { cookie: cookies.get(count) ?? '' }
      const answer = await fetch(portal.address + path, { headers, redirect: 'manual' })
      await answer.arrayBuffer()
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`)
    })
  }
  const memory = await Promise.all(open.map(({ portal }) => residentMB(portal.pid)))
  for (const { portal } of open) await portal.stop()
  return memory
}

/** How the desk's screens and its clock keep up as tickets grow, each against its own figure at 10,000. */
export const desk: Bench = async ({ portal, dataDir, report }) => {
  const raw = Math.round(await rawRate(join(dataDir, 'demo', 'balcao.db')))
  await withFiles(portal.address, raw, report, 32)
  // Its data are copied for each size: at rest, so that they are whole.
  await portal.stop()
  const houses: House[] = []
  try {
    for (const count of sizes) houses.push(await build(dataDir, count))
    const memory = await openScreens(houses)
    const bytes = await Promise.all(houses.map(async ({ file, count }) => (await stat(file)).size / count))
    await ticks(houses)
    for (const [at, { count, figures }] of houses.entries()) {
      for (const [name, { p50, p99 }] of figures) {
        const first = houses[0]?.figures.get(name) ?? { p50, p99 }
        const goal = 'goal ≤ 20 ms, ratio ≤ 2'
        report(`${name} at ${count}, p50 ms`, tenth(p50), tenth(first.p50), goal)
        report(`${name} at ${count}, p99 ms`, tenth(p99), tenth(first.p99), '')
      }
      report(
        `database at ${count}, bytes a ticket`,
        Math.round(bytes[at] ?? 0),
        Math.round(bytes[0] ?? 0),
        '',
      )
      report(`memory after it at ${count}, MB`, memory[at] ?? 0, memory[0] ?? 0, '')
    }
  } finally {
    for (const { folder } of houses) await rm(folder, { recursive: true, force: true })
  }
}

function tenth(value: number): number {
  return Math.max(0.1, Math.round(value * 10) / 10)
}
