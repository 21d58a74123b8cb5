import { afterEach, expect, it, vi } from 'vitest'
import { startJobs } from '#server/jobs/runner.ts'
import type { Runtime } from '#server/runtime.ts'
import { tuesday } from '../../support/world.ts'

const failures: string[] = []
const runtime = {
  log: { error: ({ job }: { job: string }) => failures.push(job) },
} as unknown as Runtime
const beat = 0.02

afterEach(() => {
  vi.useRealTimers()
  failures.length = 0
})

it('goes on by its intervals however the server’s clock is set', async () => {
  vi.useFakeTimers({ now: tuesday, toFake: ['Date'] })
  let turns = 0
  const count = { name: 'count', every: beat, run: async () => void turns++ }
  const jobs = startJobs(runtime, [count])
  for (const away of [0, -86_400_000, 86_400_000]) {
    vi.setSystemTime(tuesday + away)
    expect(jobs.alive()).toBe(true)
    const before = turns
    await vi.waitFor(() => expect(turns).toBeGreaterThan(before))
  }
  await jobs.stop()
  const stopped = turns
  await new Promise((resolve) => setTimeout(resolve, 60))
  expect(turns).toBe(stopped)
})

it('runs a job never twice at once, and one that failed again', async () => {
  let within = 0
  let most = 0
  let turns = 0
  const slow = {
    name: 'slow',
    every: beat,
    run: async () => {
      most = Math.max(most, ++within)
      await new Promise((resolve) => setTimeout(resolve, 30))
      within--
      if (++turns === 1) throw new Error('once')
    },
  }
  const jobs = startJobs(runtime, [slow])
  await Promise.all([jobs.runNow('slow'), jobs.runNow('slow'), jobs.runNow('unknown')])
  expect(turns).toBe(1)
  await vi.waitFor(() => expect(turns).toBeGreaterThan(2))
  await jobs.stop()
  expect([most, failures]).toEqual([1, ['slow']])
})
