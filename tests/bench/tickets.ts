import type { Bench } from './run.ts'
import { rateOf } from './support/load.ts'
import { bareServer, residentMB } from './support/server.ts'
import { signedIn } from './support/signed-in.ts'

/** Addresses of her tickets, oldest and newest mixed. */
async function pathsOf(address: string, name: string, count: number): Promise<string[]> {
  const headers = { Authorization: `Bearer bal_demo_${name}` }
  const paths: string[] = []
  let cursor = ''
  while (paths.length < count) {
    const answer = await fetch(`${address}/api/v1/tickets?limit=100&sort=created&cursor=${cursor}`, {
      headers,
    })
    const page = (await answer.json()) as { items: { reference: string }[]; next: string | null }
    paths.push(...page.items.map(({ reference }) => `/pt/tickets/${reference}`))
    if (!page.next) break
    cursor = page.next
  }
  return paths
}

/** Ticket view and list as the customer, by session, each against a bare Node server sending the same page. */
export const tickets: Bench = async ({ portal, report }) => {
  const headers = { cookie: await signedIn(portal.address, 'ana@demo.test') }
  // A thousand of her tickets in turn, so that nothing is fast only because it was just asked for.
  const many = await pathsOf(portal.address, 'ana', 1000)
  for (const [name, path, goal, paths] of [
    ['ticket view', many[0] ?? '', 2000, many],
    ['ticket list', '/pt/tickets', 1500, []],
  ] as const) {
    const page = Buffer.from(await (await fetch(portal.address + path, { headers })).arrayBuffer())
    const bare = await bareServer(page, { 'Content-Type': 'text/html; charset=utf-8' })
    const base = await rateOf(bare.address, {})
    const ours = await rateOf(portal.address + path, headers, 8, paths)
    bare.server.close()
    report(`${name}, requests/s against bare Node`, ours.perSecond, base.perSecond, `goal ${goal}/s`)
    report(`${name}, page in kB`, Math.round(ours.bytes / 100) / 10, 25, 'goal ≤ 25 (baseline)')
  }
  report('resident memory after it, MB', await residentMB(portal.pid), 120, 'goal ≤ 120 (baseline)')
}
