import type { Bench } from './run.ts'
import { rateOf } from './support/load.ts'
import { bareServer, residentMB } from './support/server.ts'

async function cookieOf(address: string, name: string): Promise<string> {
  const body = new URLSearchParams({ email: `${name}@demo.test`, password: 'balcao-demo' })
  const answer = await fetch(`${address}/pt/login`, { method: 'POST', body, redirect: 'manual' })
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

/** Ticket view and list as the customer, by session, each against a bare Node server sending the same page. */
export const tickets: Bench = async ({ portal, report }) => {
  const headers = { cookie: await cookieOf(portal.address, 'ana') }
  for (const [name, path, goal] of [
    ['ticket view', '/pt/tickets/SUP-1024', 2000],
    ['ticket list', '/pt/tickets', 1500],
  ] as const) {
    const page = Buffer.from(await (await fetch(portal.address + path, { headers })).arrayBuffer())
    const bare = await bareServer(page, { 'Content-Type': 'text/html; charset=utf-8' })
    const base = await rateOf(bare.address, {})
    const ours = await rateOf(portal.address + path, headers)
    bare.server.close()
    report(`${name}, requests/s against bare Node`, ours.perSecond, base.perSecond, `goal ${goal}/s`)
    report(`${name}, page in kB`, Math.round(ours.bytes / 100) / 10, 25, 'goal ≤ 25 (baseline)')
  }
  report('resident memory after it, MB', await residentMB(portal.pid), 120, 'goal ≤ 120 (baseline)')
}
