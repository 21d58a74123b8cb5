import type { Person } from '../shared/index.ts'
import type { NoticeRow } from './notices-store.ts'
import type { NoticeChoice } from './subscription.ts'
import type { Tidings } from './types.ts'
import { type Notice, type StandingOf, type Told, whoIsTold } from './who-is-told.ts'

/** Somebody who may be told, and what they chose. */
export type Listener = {
  reader: Person
  /** null: nothing, so their role decides. */
  choiceOf(productId: string): NoticeChoice | null
  /** Whether they were told before that this organisation has the release, or that the advisory concerns it. */
  knows(subject: string, organisationId: string): boolean
}

/** What a notice is about, as it is now. */
export type Matter = {
  row: NoticeRow
  /** From when on it may be told; null: never. */
  outAt: number | null
  productIds: string[]
  /** As this person is told of it now. */
  tell(listener: Listener): Tidings[]
}

export type Names = { product(id: string): string; organisation(id: string): string }

/** Whether one person is told of a notice, of those of their organisations that are named. */
export function toldTo(
  { reader, choiceOf }: Listener,
  notice: Notice,
  organisationIds: readonly string[],
  standingOf: StandingOf,
): Told | null {
  const choice = choiceOf(notice.product)
  const subscriber = { personId: reader.id, role: reader.role, organisationIds, choice }
  return whoIsTold(notice, [subscriber], standingOf)[0] ?? null
}
