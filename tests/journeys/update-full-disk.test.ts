import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { openDatabase } from '#db/client.ts'
import { smallDisk } from '#tests/support/small-disk.ts'
import { eventually } from './support/eventually.ts'
import { demoTicket } from './support/lodge.ts'
import { portalCommand, signedIn } from './support/own-portal.ts'
import { startDemo } from './support/portal.ts'

const name = 'gestor-server-9.1.0-linux-x64.tar.gz'

/** Takes what room is left. */
async function fill(path: string): Promise<void> {
  const file = await open(path, 'w')
  try {
    for (let size = 1024 * 1024; size >= 1; ) {
      try {
        await file.appendFile(Buffer.alloc(size))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
        size = Math.floor(size / 2)
      }
    }
  } finally {
    await file.close()
  }
}

/** There is some room left in what the database has taken already. */
async function untilRefused(ask: () => Promise<Response>): Promise<Response> {
  for (let n = 0; n < 300; n++) {
    const answer = await ask()
    if (answer.status !== 201) return answer
  }
  throw new Error('there is room for all')
}

test('a disk that fills during a download takes nothing from it; who writes is told, and gets the text back', {
  timeout: 300_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'balcao-full-'))
  const data = join(folder, 'demo')
  smallDisk(data, 150_000)
  const demo = await startDemo({ DATA_DIR: folder })
  try {
    const content = randomBytes(40_000_000)
    const file = join(folder, name)
    await writeFile(file, content)
    const published = await portalCommand({ DATA_DIR: data }, ['release', 'publish', 'gestor', '9.1.0', file])
    expect(published.code).toBe(0)
    const address = `${demo.address}/downloads/gestor/9.1.0/${name}`
    const take = (who: string): Promise<Response> =>
      fetch(address, { headers: { Authorization: `Bearer bal_demo_${who}` } })
    const session = await signedIn(demo.address, 'ana')
    const reference = await demoTicket('ana', undefined, demo.address)
    const desk = await signedIn(demo.address, 'helena')
    const begun = await take('ana')
    const filler = join(data, 'filler')
    await fill(filler)
    const hash = (body: ArrayBuffer): string =>
      createHash('sha256').update(new Uint8Array(body)).digest('hex')
    const whole = createHash('sha256').update(content).digest('hex')
    expect(hash(await begun.arrayBuffer())).toBe(whole)
    // Reading goes on, also for who begins now.
    expect(hash(await (await take('dora')).arrayBuffer())).toBe(whole)
    expect((await fetch(`${demo.address}/pt/`)).status).toBe(200)
    // Nothing more is kept, which whoever writes is told.
    const subject = 'Sem espaço'
    const product = 'gestor'
    const lodged = (body: string) => () =>
      fetch(`${demo.address}/api/v1/tickets`, {
        method: 'POST',
        headers: { Authorization: 'Bearer bal_demo_ana', 'Content-Type': 'application/json' },
        body: JSON.stringify({ subject, body, product }),
      })
    const refused = await untilRefused(lodged('x'.repeat(90_000)))
    expect([refused.status, await refused.json()]).toEqual([
      507,
      expect.objectContaining({ code: 'no-room', detail: expect.stringContaining('run out of room') }),
    ])
    const words = 'Isto não se perde. '.repeat(4000)
    const form = await fetch(`${demo.address}/pt/tickets/new`, {
      ...{ method: 'POST', redirect: 'manual', headers: session },
      body: new URLSearchParams({ subject, product, urgency: 'normal', body: words }),
    })
    const page = await form.text()
    expect(form.status).toBe(507)
    expect(page).toContain('ficou sem espaço')
    expect(page).toContain(words)
    // Reading goes on, also where not a word more can be kept.
    await untilRefused(lodged('x'))
    const read = async (who: { Cookie: string }, path: string): Promise<string> =>
      `${path} ${(await fetch(demo.address + path, { headers: who, redirect: 'manual' })).status}`
    const pages = {
      customer: [
        'tickets',
        `tickets/${reference}`,
        'updates',
        'updates/gestor',
        'search/?q=zzxxyy',
        'account',
      ],
      desk: [
        'desk',
        `desk/tickets/${reference}`,
        'desk/organisations/vila-nova',
        'desk/reports',
        'search/?q=zzxxyy',
      ],
    }
    for (const [who, paths] of [
      [session, pages.customer],
      [desk, pages.desk],
    ] as const)
      for (const path of paths.map((each) => `/pt/${each}`)) expect(await read(who, path)).toBe(`${path} 200`)
    await rm(filler)
    const database = await openDatabase(pathToFileURL(join(data, 'balcao.db')).href)
    try {
      await eventually(async () => {
        const { rows } = await database.client.execute({
          sql: `select g.person_id as who, g.bytes from download_grants g join release_files f on f.id = g.file_id where f.name = ? order by who`,
          args: [name],
        })
        return rows.map(({ who, bytes }) => `${who} ${bytes}`).join() === 'ana 40000000,dora 40000000'
      })
    } finally {
      database.close()
    }
  } finally {
    await demo.kill('SIGTERM')
    execFileSync('umount', ['-l', data])
    await rm(folder, { recursive: true, force: true })
  }
})
