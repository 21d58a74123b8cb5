import { expect, onTestFinished, test, vi } from 'vitest'
import { claimTicket } from '#domain/tickets/index.ts'
import { createLive, type Listener, type Live, mostPages } from '#server/desk/live.ts'
import { createPresence } from '#server/desk/presence.ts'
import { createDesk } from '#tests/domain/tickets/support.ts'

const log = { error: vi.fn() } as never
const eva = { personId: 'eva', name: 'Eva Marques', writing: false }

type Heard = Listener & { heard: string[]; ended: boolean; deaf: boolean; allowed: boolean }

function listener(personId: string, ticketId: number | null = null): Heard {
  const page: Heard = {
    personId,
    ticketId,
    heard: [],
    ended: false,
    deaf: false,
    allowed: true,
    send(text) {
      page.heard.push(text)
      return !page.deaf
    },
    check: async () => page.allowed,
    end() {
      page.ended = true
    },
  }
  return page
}

async function hub() {
  const desk = await createDesk()
  const live: Live = createLive(desk.database.reader, log)
  onTestFinished(() => live.close())
  return { desk, live }
}

test('says which tickets changed, and nothing of what', async () => {
  const { desk, live } = await hub()
  const one = await desk.open('ana')
  const page = listener('eva')
  live.listen(page, null)
  await vi.waitFor(async () => {
    await claimTicket(await desk.as('filipe'), { reference: (await desk.open('ana')).reference })
    expect(page.heard.length).toBeGreaterThan(0)
  }, 5000)
  expect(page.heard[0]).toMatch(/^id: \d+\nevent: changed\ndata: \{"tickets":\[[\d,]+\]\}\n\n$/)
  expect(page.heard.join('')).not.toContain(one.reference)
  expect(page.heard.join('')).not.toContain('expediente')
})

test('misses nothing that happens before its first look', async () => {
  const { desk, live } = await hub()
  const page = listener('eva')
  live.listen(page, null)
  await vi.waitFor(() => desk.database.idle())
  const { id } = await desk.open('ana')
  await vi.waitFor(() => expect(page.heard.join('')).toContain(`${id}`), 4000)
})

test('tells a page at once what happened between its making and its listening', async () => {
  const { desk, live } = await hub()
  const { id } = await desk.open('ana')
  const page = listener('eva')
  live.listen(page, 0)
  await vi.waitFor(() => expect(page.heard.join('')).toContain(`"tickets":[${id}]`), 500)
})

test('a person has so many pages at most, and a page that takes no more is let go', async () => {
  const { live } = await hub()
  const pages = Array.from({ length: mostPages }, () => listener('eva', 7))
  const stops = pages.map((page) => live.listen(page, null))
  expect(live.listen(listener('eva'), null)).toBeNull()
  expect(live.listen(listener('filipe'), null)).not.toBeNull()
  const [first, second] = pages
  if (first) first.deaf = true
  live.present(7, { ...eva, personId: 'filipe' })
  expect([first?.ended, second?.ended]).toEqual([true, false])
  expect(second?.heard).toEqual(['event: presence\ndata: {}\n\n'])
  expect(live.listen(listener('eva'), null)).not.toBeNull()
  stops[1]?.()
  expect(second?.ended).toBe(true)
  live.close()
  expect(pages.every(({ ended }) => ended)).toBe(true)
})

test('others at a ticket are named to those who are there, until they leave', async () => {
  const { live } = await hub()
  live.present(7, eva)
  live.present(7, { personId: 'filipe', name: 'Filipe Sousa', writing: true })
  expect(live.othersAt(7, 'eva')).toEqual([{ personId: 'filipe', name: 'Filipe Sousa', writing: true }])
  expect(live.othersAt(8, 'eva')).toEqual([])
  live.left(7, 'filipe')
  expect(live.othersAt(7, 'eva')).toEqual([])
})

test('whoever went away is gone after half a minute, whatever the server’s clock says', async () => {
  const { live } = await hub()
  vi.useFakeTimers({ toFake: ['Date', 'performance'] })
  onTestFinished(() => {
    vi.useRealTimers()
  })
  live.present(7, eva)
  vi.setSystemTime(Date.now() - 3_600_000)
  expect(live.othersAt(7, 'filipe')).toHaveLength(1)
  vi.advanceTimersByTime(31_000)
  expect(live.othersAt(7, 'filipe')).toEqual([])
})

test('presence ends after half a minute of silence, and is bounded for each person', () => {
  const presence = createPresence()
  expect(presence.put(7, eva, 0)).toBe(true)
  expect(presence.put(7, eva, 10_000)).toBe(false)
  expect(presence.put(7, { ...eva, writing: true }, 20_000)).toBe(true)
  expect(presence.expire(49_999)).toEqual([])
  expect(presence.at(7, 'filipe', 50_000)).toEqual([])
  expect(presence.expire(50_000)).toEqual([7])
  for (let ticket = 1; ticket <= 30; ticket++) presence.put(ticket, eva, 0)
  const held = Array.from({ length: 30 }, (_, n) => presence.at(n + 1, 'filipe', 1).length)
  expect(held.reduce((sum, one) => sum + one)).toBe(20)
  expect(held[0]).toBe(0)
})
