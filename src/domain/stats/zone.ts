import type { Context } from '../shared/index.ts'
import { getCalendar } from '../sla/index.ts'

/** Counts open time where no contract says by which hours, and says when a day begins. */
export const usualCalendar = 'pt-office'

/** The zone whose days and months statistics count by. */
export async function zoneOf(ctx: Context): Promise<string> {
  return (await getCalendar(ctx, usualCalendar)).zone
}
