import { type SQL, sql } from 'drizzle-orm'
import type { Reader } from '../shared/index.ts'
import type { Caller } from './caller.ts'
import { within } from './parts.ts'

type Row = Omit<Caller, 'organisation'> & { organisationId: string; organisationName: string }

/** Whoever may ask for support, in the words of the index `people_callers`. */
const asks = sql.raw(
  `p.role in ('customer', 'customer-manager', 'partner') and p.disabled_at is null and p.service = 0`,
)

const columns = sql.raw(
  `p.id, p.name, p.email, p.role, p.lang, o.id as organisationId, o.name as organisationName`,
)

function callerOf({ organisationId, organisationName, ...row }: Row): Caller {
  return { ...row, organisation: { id: organisationId, name: organisationName } }
}

/**
 * Those of whom each word is part of the name, the address or the organisation's name; by name. Out of two indexes
 * alone: a plain name is worked out anew for each row that is read.
 */
export async function callersLike(db: Reader, words: readonly string[], limit: number): Promise<Caller[]> {
  const each = words.map((word): SQL => {
    const part = within(word)
    const like = (column: string): SQL => sql`${sql.raw(column)} like ${part} escape '\\'`
    return sql`(${like('p.plain_name')} or ${like('p.email')}
      or p.organisation_id in (select n.id from organisations n indexed by organisations_name where ${like('n.plain_name')}))`
  })
  const rows = await db.all<Row>(sql`select ${columns} from (
      select p.id, p.plain_name as plain from people p indexed by people_callers
      where ${asks} and ${sql.join(each, sql` and `)} order by p.plain_name, p.id limit ${limit}
    ) x join people p on p.id = x.id join organisations o on o.id = p.organisation_id order by x.plain, x.id`)
  return rows.map(callerOf)
}

export async function findCallerByEmail(db: Reader, email: string): Promise<Caller | null> {
  const [row] =
    await db.all<Row>(sql`select ${columns} from people p join organisations o on o.id = p.organisation_id
    where p.email = ${email} and ${asks}`)
  return row ? callerOf(row) : null
}
