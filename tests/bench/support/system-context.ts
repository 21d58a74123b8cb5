import { ulid } from 'ulid'
import type { Database } from '#db/client.ts'
import type { Context } from '#domain/shared/index.ts'
import { createHolidays } from '#server/sla/holidays.ts'

/** What the portal's own jobs run in, at that moment; they store no files. */
export function systemContext({ reader, write }: Database, now: number): Context {
  return {
    actor: { kind: 'system', name: 'bench' },
    now,
    db: reader,
    write,
    files: null as never,
    ids: { next: () => ulid() },
    holidays: createHolidays(),
    requestId: 'bench',
  }
}
