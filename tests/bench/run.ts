import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { article } from './article.ts'
import { build } from './build.ts'
import { desk } from './desk.ts'
import { downloads } from './downloads.ts'
import { lighthouse } from './lighthouse.ts'
import { lodging } from './lodging.ts'
import { search } from './search.ts'
import { addTickets } from './support/many-tickets.ts'
import { type Portal, startPortal } from './support/server.ts'
import { tickets } from './tickets.ts'

type Figure = { name: string; value: number; baseline: number; ratio: number; note: string }
export type Bench = (means: {
  portal: Portal
  dataDir: string
  report(name: string, value: number, baseline: number, note: string): void
}) => Promise<void>

const benches: Record<string, Bench> = {
  article,
  build,
  lighthouse,
  search,
  tickets,
  lodging,
  downloads,
  desk,
}
const wanted = process.argv.slice(2)
const unknown = wanted.find((name) => !(name in benches) && name !== 'start')
if (unknown) {
  process.stderr.write(
    `There is no benchmark ${unknown}: ${['start', ...Object.keys(benches)].join(', ')}.\n`,
  )
  process.exit(2)
}

const figures: Figure[] = []
function report(name: string, value: number, baseline: number, note: string): void {
  const ratio = Math.round((value / baseline) * 100) / 100
  figures.push({ name, value, baseline, ratio, note })
  process.stdout.write(`${name}: ${value} / ${baseline} = ${ratio}${note && `   (${note})`}\n`)
}

const dataDir = await mkdtemp(join(tmpdir(), 'balcao-bench-'))
let portal = await startPortal(dataDir, 4697)
const first = portal.startedIn
await portal.stop()
if (wanted.length === 0 || wanted.some((name) => ['tickets', 'lodging'].includes(name)))
  await addTickets(join(dataDir, 'demo', 'balcao.db'), 10_000)
portal = await startPortal(dataDir, 4697)
report(
  'second start of the demo, s, against the first',
  Math.round(portal.startedIn / 100) / 10,
  Math.round(first / 100) / 10,
  'goal ≤ 3 s',
)
try {
  for (const [name, bench] of Object.entries(benches)) {
    if (wanted.length === 0 || wanted.includes(name)) await bench({ portal, dataDir, report })
  }
} finally {
  await portal.stop()
  await rm(dataDir, { recursive: true, force: true })
}
await writeFile(join(import.meta.dirname, 'results.json'), `${JSON.stringify(figures, null, 2)}\n`)
