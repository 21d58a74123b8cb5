import type { Runtime } from '../runtime.ts'

/** `every` in seconds. A job may run again after a crash in its middle: it must be safe to repeat. */
export type Job = { name: string; every: number; run(runtime: Runtime): Promise<void> }

export type Jobs = { alive(): boolean; stop(): Promise<void>; runNow(name: string): Promise<void> }

/**
 * Runs each job by its interval, never twice at once; a failing one is logged and tried at its next turn. Intervals are
 * counted by a clock that nobody sets.
 */
export function startJobs(runtime: Runtime, jobs: readonly Job[]): Jobs {
  const turnedAt = new Map(jobs.map((job) => [job.name, performance.now()]))
  const running = new Map<string, Promise<void>>()
  const timers = new Set<NodeJS.Timeout>()
  let stopped = false

  function turn(job: Job): Promise<void> {
    const already = running.get(job.name)
    if (already) return already
    const done = job
      .run(runtime)
      .catch((error) => runtime.log.error({ err: error, job: job.name }, 'job failed'))
      .finally(() => {
        running.delete(job.name)
        turnedAt.set(job.name, performance.now())
      })
    running.set(job.name, done)
    return done
  }

  function schedule(job: Job): void {
    const timer = setTimeout(() => {
      timers.delete(timer)
      void turn(job).then(() => {
        if (!stopped) schedule(job)
      })
    }, job.every * 1000)
    timers.add(timer)
  }
  for (const job of jobs) schedule(job)

  return {
    alive: () =>
      jobs.every((job) => performance.now() - (turnedAt.get(job.name) ?? 0) < job.every * 3000 + 60_000),
    async runNow(name) {
      const job = jobs.find((candidate) => candidate.name === name)
      if (job) await turn(job)
    },
    async stop() {
      stopped = true
      for (const timer of timers) clearTimeout(timer)
      await Promise.all(running.values())
    },
  }
}
