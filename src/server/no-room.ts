import type { Write } from '#db/client.ts'
import { DomainError, isDomainError } from '#domain/shared/index.ts'
import type { Logger } from './log.ts'

/** What SQLite said, where that was it. */
function fullIn(error: unknown): unknown {
  const said = [error, error instanceof Error ? error.cause : null]
  return said.find((each) => (each as { code?: unknown } | null)?.code === 'SQLITE_FULL')
}

/**
 * Refuses like any verb where the disk has no room for what is written: whoever typed it is told, and gets it back.
 * @throws DomainError `no-room`, from what it returns
 */
export function refusingWhenFull(write: Write, log: Logger): Write {
  return (work) =>
    write(work).catch((error: unknown) => {
      const full = fullIn(error)
      if (!full) throw error
      log.error({ err: error }, 'the disk is full: nothing can be written')
      // The cause tells whoever writes around this that its transaction may be gone.
      throw Object.assign(new DomainError('conflict', 'no-room'), { cause: full })
    })
}

/** For what a request can do without: a note of when something was used last. */
export async function unlessFull(writing: Promise<unknown>): Promise<void> {
  await writing.catch((error: unknown) => {
    if (!isDomainError(error) || error.code !== 'no-room') throw error
  })
}
