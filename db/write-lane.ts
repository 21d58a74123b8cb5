import { AsyncLocalStorage } from 'node:async_hooks'
import type { Root, Transaction, Write } from './client.ts'

type Waiting = {
  work(tx: Transaction): Promise<unknown>
  done(value: unknown): void
  failed(error: unknown): void
}

/** So many wait for one commit at most. */
const largestGroup = 32

/**
 * The one way to write. Two interactive write transactions at once in one process do not queue: the second blocks the
 * event loop for its busy timeout and fails. Writes that arrive while one is being committed are committed together,
 * each behind a savepoint, since waiting for the disk takes longer than most of them; nobody is answered before.
 */
export function createLane(root: Root): { write: Write; idle(): Promise<void> } {
  const current = new AsyncLocalStorage<{ tx: Transaction; open: boolean }>()
  const waiting: Waiting[] = []
  let draining: Promise<void> | null = null

  function write<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const outer = current.getStore()
    if (outer?.open) return work(outer.tx)
    const result = new Promise<T>((done, failed) => {
      waiting.push({ work, done: done as Waiting['done'], failed })
    })
    draining ??= drain()
    return result
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      // SQL of a file runs at once: only what other requests have come to in this turn can be committed together.
      await new Promise((resolve) => setImmediate(resolve))
      await together(waiting.splice(0, largestGroup))
    }
    draining = null
  }

  async function together(group: readonly Waiting[]): Promise<void> {
    const answers: (() => void)[] = []
    try {
      await root.transaction(
        async (tx) => {
          const [only, another] = group
          for (const { work, done, failed } of group) {
            try {
              const value = await (only && !another
                ? run(tx, work)
                : tx.transaction((inner) => run(inner, work)))
              answers.push(() => done(value))
            } catch (error) {
              if (!another || endsTransaction(error)) throw error
              answers.push(() => failed(error))
            }
          }
        },
        { behavior: 'immediate' },
      )
    } catch (error) {
      for (const { failed } of group) failed(error)
      return
    }
    for (const answer of answers) answer()
  }

  async function run<T>(tx: Transaction, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const scope = { tx, open: true }
    try {
      return await current.run(scope, () => work(tx))
    } finally {
      scope.open = false
    }
  }

  async function idle(): Promise<void> {
    while (draining) await draining
  }
  return { write, idle }
}

/** After these SQLite may have undone the whole transaction by itself, savepoints included. */
function endsTransaction(error: unknown): boolean {
  const of = (each: unknown): string => String((each as { code?: unknown } | null)?.code ?? '')
  const cause = error instanceof Error ? error.cause : null
  return [of(error), of(cause)].some((code) => /^SQLITE_(FULL|IOERR|NOMEM|CORRUPT|INTERRUPT|BUSY)/.test(code))
}
