import { type SQL, sql } from 'drizzle-orm'
import { organisationNotes } from '#db/schema/index.ts'
import type { Reader, Transaction } from '../shared/index.ts'
import type { Status, WaitingFor } from '../tickets/index.ts'
import type { OrganisationNote, PastDownload } from './types.ts'

const year = 365 * 86_400_000

export type ContractRow = {
  id: string
  level: string
  startsAt: number
  endsAt: number | null
  suspendedAt: number | null
  productId: string | null
  productName: string | null
  maintenanceEnd: string | null
  graceDays: number | null
  channel: 'stable' | 'rc' | 'beta' | null
}

/** Contracts of an organisation, the newest first; a row for each product. */
export function contractRows(db: Reader, organisationId: string): Promise<ContractRow[]> {
  return db.all(sql`select c.id, coalesce((select name from service_levels where id = c.level order by version desc limit 1), c.level) as level,
      c.starts_at as startsAt, c.ends_at as endsAt, c.suspended_at as suspendedAt, p.id as productId, p.name as productName,
      l.maintenance_end as maintenanceEnd, l.grace_days as graceDays, l.channel
    from contracts c left join contract_products l on l.contract_id = c.id left join products p on p.id = l.product_id
    where c.organisation_id = ${organisationId} order by c.starts_at desc, c.id, p.name limit 500`)
}

export type PastRow = {
  id: number
  subject: string
  status: Status
  waitingFor: WaitingFor | null
  requester: string
  updatedAt: number
}

const past =
  sql.raw(`t.id, t.subject, t.status, t.waiting_for as waitingFor, r.name as requester, t.updated_at as updatedAt
  from tickets t join people r on r.id = t.requester_id`)

/** The latest of a person or of an organisation. */
export function latestTickets(
  db: Reader,
  of: { requesterId: string } | { organisationId: string },
  limit: number,
): Promise<PastRow[]> {
  const whose: SQL =
    'requesterId' in of
      ? sql`t.requester_id = ${of.requesterId}`
      : sql`t.organisation_id = ${of.organisationId}`
  return db.all(sql`select ${past} where ${whose} order by t.updated_at desc, t.id desc limit ${limit}`)
}

export async function countTickets(
  db: Reader,
  organisationId: string,
  now: number,
): Promise<{ open: number; lately: number }> {
  const [row] = await db.all<{ open: number; lately: number }>(sql`select
    (select count(*) from tickets where organisation_id = ${organisationId} and status in ('new', 'open', 'waiting')) as open,
    (select count(*) from tickets where organisation_id = ${organisationId} and updated_at > ${now - year} and created_at > ${now - year}) as lately`)
  return row ?? { open: 0, lately: 0 }
}

export async function satisfactionOf(
  db: Reader,
  organisationId: string,
  now: number,
): Promise<{ average: number | null; count: number }> {
  const [row] = await db.all<{
    average: number | null
    count: number
  }>(sql`select avg(score) as average, count(*) as count
    from ratings where organisation_id = ${organisationId} and created_at > ${now - year}`)
  return row ?? { average: null, count: 0 }
}

export function latestDownloads(db: Reader, organisationId: string, limit: number): Promise<PastDownload[]> {
  return db.all(sql`select p.name as product, l.version, f.name as file, n.name as person, g.granted_at as at
    from download_grants g join release_files f on f.id = g.file_id join releases l on l.id = f.release_id
      join products p on p.id = l.product_id join people n on n.id = g.person_id
    where g.organisation_id = ${organisationId} order by g.granted_at desc limit ${limit}`)
}

export function notesOf(db: Reader, organisationId: string): Promise<OrganisationNote[]> {
  return db.all(sql`select o.id, o.html, p.name as author, o.created_at as createdAt
    from organisation_notes o join people p on p.id = o.author_id
    where o.organisation_id = ${organisationId} and o.removed_at is null order by o.created_at desc, o.id desc limit 50`)
}

export async function insertNote(tx: Transaction, row: typeof organisationNotes.$inferInsert): Promise<void> {
  await tx.insert(organisationNotes).values(row)
}

/** @returns whose note it was; null: there is none, or it was removed before */
export async function removeNote(tx: Transaction, id: string, now: number): Promise<string | null> {
  const [row] = await tx.all<{ organisationId: string }>(sql`update organisation_notes set removed_at = ${now}
    where id = ${id} and removed_at is null returning organisation_id as organisationId`)
  return row?.organisationId ?? null
}

export type PersonLine = {
  id: string
  name: string
  /** null: a machine, to which nobody writes. */
  email: string | null
  role: string
  disabledAt: number | null
}

export function peopleOf(db: Reader, organisationId: string): Promise<PersonLine[]> {
  return db.all(sql`select id, name, case when service then null else email end as email, role,
    disabled_at as disabledAt from people
    where organisation_id = ${organisationId} order by disabled_at is not null, plain_name limit 200`)
}

export function partnersOf(db: Reader, organisationId: string): Promise<{ id: string; name: string }[]> {
  return db.all(sql`select o.id, o.name from partnerships p join organisations o on o.id = p.partner_id
    where p.organisation_id = ${organisationId} order by o.plain_name limit 100`)
}

export function lookedAfterBy(db: Reader, partnerId: string): Promise<{ id: string; name: string }[]> {
  return db.all(sql`select o.id, o.name from partnerships p join organisations o on o.id = p.organisation_id
    where p.partner_id = ${partnerId} order by o.plain_name limit 500`)
}
