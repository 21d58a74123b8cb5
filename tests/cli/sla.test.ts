import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createDesk } from '../domain/tickets/support.ts'
import { tuesday } from '../support/world.ts'

type Ran = { code: number | null; out: string; err: string }

/** Runs `portal sla …` on a world's database. */
async function sla(folder: string, args: readonly string[], input = ''): Promise<Ran> {
  const env = {
    ...process.env,
    DATA_DIR: folder,
    DATABASE_URL: `file:${join(folder, 'world.db')}`,
    LOG_LEVEL: 'silent',
    TZ: 'Pacific/Auckland',
  }
  const child = spawn(process.execPath, ['src/cli/portal.ts', 'sla', ...args], { env })
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString()
  })
  child.stdin.end(input)
  const code = await new Promise<number | null>((done) => child.once('close', done))
  return { code, out, err }
}

const lines = (...questions: unknown[]): string => questions.map((one) => `${JSON.stringify(one)}\n`).join('')
const answers = (out: string): unknown[] =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)
const office = 'pt-office'

describe('portal sla due', { timeout: 60_000 }, () => {
  it('answers a line for each, in order, whatever the machine’s zone', async () => {
    const { folder } = await createDesk()
    const { code, out } = await sla(
      folder,
      ['due', '--stdin'],
      lines(
        { calendar: office, from: '2026-11-27T12:20:00Z', minutes: 60 },
        { calendar: office, from: '2026-11-27T12:20', minutes: 60 },
        { calendar: office, from: '2026-03-27T17:30:00+00:00', minutes: 60 },
        { calendar: office, from: '2026-11-30T17:00', minutes: 480 },
        { calendar: office, from: '2026-11-27T12:00', to: '2026-11-27T14:50' },
        { calendar: '24x7', from: Date.parse('2026-10-25T00:00:00Z'), minutes: 120 },
      ),
    )
    expect(answers(out)).toEqual([
      { due: '2026-11-27T14:50:00+00:00' },
      { due: '2026-11-27T14:50:00+00:00' },
      { due: '2026-03-30T09:30:00+01:00' },
      { due: '2026-12-02T17:30:00+00:00' },
      { minutes: 80 },
      { due: '2026-10-25T02:00:00+00:00' },
    ])
    expect(code).toBe(0)
  })

  it('says of each wrong line what is wrong, answers the others, and ends with 1', async () => {
    const { folder } = await createDesk()
    const { code, out, err } = await sla(
      folder,
      ['due', '--stdin'],
      `${lines({ calendar: 'none', from: '2026-11-27T12:20', minutes: 1 }, { calendar: office, from: 'noon', minutes: 1 }, { calendar: office, from: 0, minutes: -1 })}{\n${lines({ calendar: office, from: '2026-11-27T12:20', minutes: 0 })}`,
    )
    expect(answers(out)).toEqual([
      { error: 'there is no calendar none' },
      { error: expect.stringContaining('“noon” is no moment') },
      { error: expect.stringContaining('minutes are 0 or more') },
      { error: expect.any(String) },
      { due: '2026-11-27T12:20:00+00:00' },
    ])
    expect([code, err]).toEqual([1, '4 of the lines could not be counted: see their “error”.\n'])
    expect((await sla(folder, ['due'])).code).toBe(2)
  })
})

describe('portal sla explain', { timeout: 60_000 }, () => {
  it('tells the clocks of a ticket, interval by interval', async () => {
    const desk = await createDesk()
    const { reference } = await desk.open('ana', {}, tuesday)
    const { code, out } = await sla(desk.folder, ['explain', reference])
    expect(code).toBe(0)
    expect(out).toContain(
      `${reference}: level Ouro (version 1), calendar pt-office (version 1), Europe/Lisbon`,
    )
    expect(out).toMatch(/first-response: 240 min promised, \w+, due 2026-11-24 1\d:\d\d/)
    expect(out).toMatch(/counted +2026-11-24 \d\d:\d\d – /)
    const json = JSON.parse((await sla(desk.folder, ['explain', reference, '--json'])).out)
    expect(json).toMatchObject({ reference, counting: { calendar: { id: office, zone: 'Europe/Lisbon' } } })
    const none = await sla(desk.folder, ['explain', 'SUP-99'])
    expect([none.code, none.out]).toEqual([1, ''])
    expect(none.err).not.toBe('')
  })
})

it('knows the usual calendars before any is defined', { timeout: 60_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'balcao-sla-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const { code, out } = await sla(
    folder,
    ['due', '--stdin'],
    lines(
      { calendar: office, from: '2026-11-30T17:00', minutes: 480 },
      { calendar: '24x7', from: '2026-11-30T17:00', minutes: 480 },
      { calendar: 'constructor', from: '2026-11-30T17:00', minutes: 480 },
    ),
  )
  expect(answers(out)).toEqual([
    { due: '2026-12-02T17:30:00+00:00' },
    { due: '2026-12-01T01:00:00+00:00' },
    { error: 'there is no calendar constructor' },
  ])
  expect(code).toBe(1)
})
