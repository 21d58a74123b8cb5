import { referenceOf } from '../tickets/index.ts'
import type { ContractRow, PastRow } from './store.ts'
import type { ContractView, PastTicket, Satisfaction } from './types.ts'

/** Of a folded word: what `like … escape '\\'` finds it within. */
export function within(word: string): string {
  return `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`
}

/** Rows of one product each, gathered by contract. */
export function contractsFrom(rows: readonly ContractRow[], now: number): ContractView[] {
  const contracts = new Map<string, ContractView>()
  for (const { id, level, startsAt, endsAt, suspendedAt, ...line } of rows) {
    const held = contracts.get(id) ?? {
      id,
      level,
      startsAt,
      endsAt,
      ended: endsAt !== null && endsAt <= now,
      suspended: suspendedAt !== null,
      products: [],
    }
    contracts.set(id, held)
    const { productId, productName, maintenanceEnd, graceDays, channel } = line
    if (productId === null) continue
    const ended = maintenanceEnd !== null && Date.parse(maintenanceEnd) + 86_400_000 <= now
    held.products.push({
      id: productId,
      name: productName ?? productId,
      maintenanceEnd,
      ended,
      graceDays: graceDays ?? 0,
      channel: channel ?? 'stable',
    })
  }
  return [...contracts.values()]
}

/** The one in force: begun, not ended and not suspended, the latest begun. */
export function inForce(contracts: readonly ContractView[], now: number): ContractView | null {
  return contracts.find(({ suspended, startsAt, ended }) => !suspended && startsAt <= now && !ended) ?? null
}

export function pastTicket({ id, ...row }: PastRow): PastTicket {
  return { reference: referenceOf(id), ...row }
}

export function satisfactionFrom(found: { average: number | null; count: number }): Satisfaction | null {
  return found.average === null ? null : { average: found.average, count: found.count }
}
