import { type Context, requireAdministrator } from '../shared/index.ts'
import { houses, type StaffRow, staffRows } from './staff-store.ts'

/** Everybody of the house, those who can sign in first, and the organisations that are the house. */
export async function listStaff(
  ctx: Context,
): Promise<{ people: StaffRow[]; houses: { id: string; name: string }[] }> {
  requireAdministrator(ctx)
  const [people, own] = await Promise.all([staffRows(ctx.db), houses(ctx.db)])
  return { people, houses: own }
}
