import { asc, eq, inArray, sql } from 'drizzle-orm'
import { organisations, people } from '#db/schema/index.ts'
import { type Reader, type Role, staffRoles } from '../shared/index.ts'

export type StaffRow = {
  id: string
  name: string
  email: string
  role: Role
  line: number | null
  organisationId: string
  disabledAt: number | null
}

export function staffRows(db: Reader): Promise<StaffRow[]> {
  return db
    .select({
      id: people.id,
      name: people.name,
      email: people.email,
      role: people.role,
      line: people.line,
      organisationId: people.organisationId,
      disabledAt: people.disabledAt,
    })
    .from(people)
    .where(inArray(people.role, [...staffRoles]))
    .orderBy(sql`${people.disabledAt} is not null`, asc(people.plainName))
    .limit(1000)
}

export function houses(db: Reader): Promise<{ id: string; name: string }[]> {
  return db
    .select({ id: organisations.id, name: organisations.name })
    .from(organisations)
    .where(eq(organisations.kind, 'house'))
    .orderBy(asc(organisations.createdAt))
    .limit(20)
}
