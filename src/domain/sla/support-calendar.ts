import type { Context } from '../shared/index.ts'
import type { Calendar } from './calendar.ts'
import { getCalendar } from './promise.ts'

/** The portal's own calendar: counts where no contract says by which hours, and says where days and weeks begin. */
export const usualCalendar = 'pt-office'

/** By whose hours support is open or closed; where there is no such calendar, by the portal's own. */
export async function getSupportCalendar(
  ctx: Context,
  id: string = usualCalendar,
  from: number = ctx.now,
): Promise<Calendar> {
  try {
    return await getCalendar(ctx, id, null, from)
  } catch (error) {
    if (id === usualCalendar) throw error
    return getCalendar(ctx, usualCalendar, null, from)
  }
}

/** The zone whose days and weeks the house counts by. */
export async function zoneOf(ctx: Context): Promise<string> {
  return (await getSupportCalendar(ctx)).zone
}
