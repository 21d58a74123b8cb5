import {
  changeAccount,
  changeOrganisation,
  contractOf,
  createAccount,
  createOrganisation,
  defineContract,
  findOrganisation,
  findOrganisationByName,
  findPersonByEmail,
} from '#domain/accounts/index.ts'
import { type Context, type FieldProblem, invalid, type Transaction } from '#domain/shared/index.ts'
import { dayKey, type OwnDays } from '#domain/sla/index.ts'
import type { Lang } from '#i18n/index.ts'
import { fold } from '#words/index.ts'
import { parseOwnDays } from '../../sla/day-lines.ts'
import type { Column, CsvRow } from './read-csv.ts'

export const importKinds = ['organisations', 'people', 'contracts'] as const
export type ImportKind = (typeof importKinds)[number]
export type Outcome = 'new' | 'changed' | 'same'

/** Lines that are one thing together. */
export type Group = { name: string; rows: readonly CsvRow[] }

type Definition = {
  columns: readonly Column[]
  /** Two lines of an example, in the order of the columns. */
  example: readonly (readonly string[])[]
  /** What gathers lines to one thing; null: each line is one. */
  by: string | null
  named: string
  /** What lines that speak of the same thing have in common, any one of them. */
  keys(cells: CsvRow['cells']): string[]
  run(ctx: Context, tx: Transaction, rows: readonly CsvRow[]): Promise<Outcome>
}

/** In either language, to the word of the verbs. */
function oneOf(
  field: string,
  written: string,
  words: Record<string, readonly string[]>,
  otherwise: string,
): string {
  const plain = fold(written)
  if (plain === '') return otherwise
  const found = Object.entries(words).find(([word, others]) => word === plain || others.includes(plain))
  if (!found) throw invalid([{ field, code: 'unknown' }])
  return found[0]
}

const kinds = { customer: ['cliente'], partner: ['parceiro'], house: ['casa', 'a casa'] }
const roles = {
  customer: ['cliente'],
  'customer-manager': ['gestor', 'gestor do cliente', 'customer manager', 'manager'],
  partner: ['parceiro'],
  agent: ['tecnico'],
  supervisor: [],
  editor: ['editor de conteudos', 'content editor'],
  administrator: ['administrador'],
}
const langs = { pt: ['portugues', 'portuguese', 'pt-pt'], en: ['ingles', 'english', 'en-gb'] }
const channels = { stable: ['estavel'], rc: ['candidatas', 'candidates'], beta: ['betas'] }
const answers = { yes: ['sim', 's', 'y', 'true', '1', 'x'], no: ['nao', 'n', 'false', '0'] }

/** `2026-12-31` or `31/12/2026`, as ISO; nothing: null. */
function dateIn(field: string, written: string): string | null {
  if (written === '') return null
  const [, d, m, y] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(written) ?? []
  const iso = y ? `${y}-${m?.padStart(2, '0')}-${d?.padStart(2, '0')}` : written
  const at = /^\d{4}-\d\d-\d\d$/.test(iso) ? Date.parse(iso) : Number.NaN
  if (Number.isNaN(at) || !new Date(at).toISOString().startsWith(iso))
    throw invalid([{ field, code: 'not-a-date' }])
  return iso
}

function daysIn(field: string, written: string): number {
  if (!/^\d{0,3}$/.test(written)) throw invalid([{ field, code: 'invalid' }])
  return Number(written)
}

const known = new WeakMap<Transaction, Map<string, string>>()

/** By identifier or by name; asked once for each of a table, which changes no organisation meanwhile. */
async function organisationIn(tx: Transaction, written: string): Promise<string> {
  const field = 'organisation'
  if (written === '') throw invalid([{ field, code: 'required' }])
  const seen = known.get(tx) ?? new Map<string, string>()
  known.set(tx, seen)
  const id = seen.get(written) ?? (await organisationNamed(tx, written))
  seen.set(written, id)
  return id
}

async function organisationNamed(tx: Transaction, written: string): Promise<string> {
  const field = 'organisation'
  const found = await findOrganisationByName(tx, written, fold(written))
  if (found.length === 1 && found[0]) return found[0].id
  throw invalid([{ field, code: found.length === 0 ? 'unknown' : 'ambiguous' }])
}

async function organisation(ctx: Context, tx: Transaction, [row]: readonly CsvRow[]): Promise<Outcome> {
  const { id = '', name = '', kind = '', days = '' } = row?.cells ?? {}
  const found = id ? await findOrganisation(tx, id) : await sameName(tx, name)
  const values = {
    name: name || found?.name,
    kind: oneOf('kind', kind, kinds, found?.kind ?? 'customer'),
    // A table without that column leaves the days as they are.
    closedDays:
      row && 'days' in row.cells
        ? named(parseOwnDays('days', days.replaceAll('|', '\n')), found?.closedDays ?? [])
        : (found?.closedDays ?? []),
  }
  if (found) return changeOrganisation(ctx, { ...values, id: found.id })
  await createOrganisation(ctx, { ...values, ...(id ? { id } : {}) })
  return 'new'
}

/** A table says no names: those of days that stay are kept. */
function named(days: OwnDays, held: OwnDays): OwnDays {
  return days.map((day) => ({ ...day, name: held.find((one) => dayKey(one) === dayKey(day))?.name }))
}

async function sameName(tx: Transaction, name: string): ReturnType<typeof findOrganisation> {
  if (name === '') return null
  const found = await findOrganisationByName(tx, name, fold(name))
  if (found.length > 1) throw invalid([{ field: 'name', code: 'ambiguous' }])
  return found[0] ?? null
}

async function person(ctx: Context, tx: Transaction, [row]: readonly CsvRow[]): Promise<Outcome> {
  const { email = '', name = '', role = '', lang = '', line = '', organisation: of = '' } = row?.cells ?? {}
  const found = await findPersonByEmail(tx, email.toLowerCase())
  const values = {
    email,
    name: name || found?.name,
    role: oneOf('role', role, roles, found?.role ?? 'customer'),
    lang: oneOf('lang', lang, langs, found?.lang ?? 'pt'),
    line: line ? Number(line) : (found?.line ?? null),
    organisationId: of || !found ? await organisationIn(tx, of) : found.organisationId,
  }
  if (found) return changeAccount(ctx, { ...values, id: found.id })
  await createAccount(ctx, values, null)
  return 'new'
}

/** What every line of a contract says must be the same. */
function shared(rows: readonly CsvRow[], keys: readonly string[]): void {
  const problems: FieldProblem[] = keys
    .filter((key) => rows.some(({ cells }) => cells[key] !== rows[0]?.cells[key]))
    .map((field) => ({ field, code: 'lines-differ' }))
  if (problems.length > 0) throw invalid(problems)
}

async function contract(ctx: Context, tx: Transaction, rows: readonly CsvRow[]): Promise<Outcome> {
  shared(rows, ['organisation', 'level', 'starts', 'ends', 'suspended'])
  const {
    contract: id = '',
    organisation: of = '',
    level = '',
    starts = '',
    ends = '',
    suspended = '',
  } = rows[0]?.cells ?? {}
  const held = await contractOf(tx, id)
  const named = of ? await organisationIn(tx, of) : held?.organisation
  if (held && named !== held.organisation)
    throw invalid([{ field: 'organisation', code: 'another-organisation' }])
  const products = rows.flatMap(({ cells }) =>
    cells.product
      ? [
          {
            product: cells.product,
            maintenanceEnd: dateIn('maintenance', cells.maintenance ?? ''),
            graceDays: daysIn('grace', cells.grace ?? ''),
            channel: oneOf('channel', cells.channel ?? '', channels, 'stable'),
          },
        ]
      : [],
  )
  return defineContract(ctx, {
    id,
    organisation: named ?? (await organisationIn(tx, of)),
    level: level || held?.level,
    startsAt: dateIn('starts', starts) ?? held?.startsAt,
    endsOn: rows[0] && 'ends' in rows[0].cells ? dateIn('ends', ends) : (held?.endsOn ?? null),
    suspended: oneOf('suspended', suspended, answers, held?.suspended ? 'yes' : 'no') === 'yes',
    products,
  })
}

export const importDefinitions: Record<ImportKind, Definition> = {
  organisations: {
    columns: [
      { key: 'id', names: ['identificador', 'identifier'] },
      { key: 'name', names: ['nome', 'name'], required: true },
      { key: 'kind', names: ['tipo', 'kind'] },
      { key: 'days', names: ['dias fechados', 'closed days'] },
    ],
    example: [
      ['obidos', 'Município de Óbidos', 'customer', '11/01 | 24/12 09:00-13:00'],
      ['', 'Sistemas do Sul', 'partner', ''],
    ],
    by: null,
    named: 'name',
    keys: ({ id = '', name = '' }) => [id, fold(name)],
    run: organisation,
  },
  people: {
    columns: [
      { key: 'email', names: ['e-mail', 'email'], required: true },
      { key: 'name', names: ['nome', 'name'], required: true },
      { key: 'role', names: ['função', 'role'] },
      { key: 'lang', names: ['língua', 'language'] },
      { key: 'line', names: ['linha', 'line'] },
      { key: 'organisation', names: ['organização', 'organisation'], required: true },
    ],
    example: [
      ['rita@exemplo.pt', 'Rita Vaz', 'customer-manager', 'pt', '', 'obidos'],
      ['rui@exemplo.pt', 'Rui Melo', 'customer', 'en', '', 'Município de Óbidos'],
    ],
    by: null,
    named: 'email',
    keys: ({ email = '' }) => [email.toLowerCase()],
    run: person,
  },
  contracts: {
    columns: [
      { key: 'contract', names: ['contrato', 'contract'], required: true },
      { key: 'organisation', names: ['organização', 'organisation'], required: true },
      { key: 'level', names: ['nível', 'level'], required: true },
      { key: 'starts', names: ['começa', 'starts'], required: true },
      { key: 'ends', names: ['acaba', 'ends'] },
      { key: 'suspended', names: ['suspenso', 'suspended'] },
      { key: 'product', names: ['produto', 'product'], required: true },
      { key: 'maintenance', names: ['manutenção até', 'maintenance until'] },
      { key: 'channel', names: ['canal', 'channel'] },
      { key: 'grace', names: ['dias de tolerância', 'grace days'] },
    ],
    example: [
      ['obidos-ouro', 'obidos', 'ouro', '2027-01-01', '', 'no', 'gestor', '2027-12-31', 'stable', '30'],
      ['obidos-ouro', 'obidos', 'ouro', '2027-01-01', '', 'no', 'folha', '2027-12-31', 'stable', ''],
    ],
    by: 'contract',
    named: 'contract',
    keys: ({ contract = '' }) => [contract],
    run: contract,
  },
}

/** The names above the columns, in that language. */
export function headOf(kind: ImportKind, lang: Lang): string[] {
  return importDefinitions[kind].columns.map(({ key }) => columnName(kind, key, lang) ?? '')
}

/** What people call a column; null: what was refused is no column. */
export function columnName(kind: ImportKind, key: string, lang: Lang): string | null {
  const column = importDefinitions[kind].columns.find((each) => each.key === key)
  return column?.names[lang === 'pt' ? 0 : 1] ?? null
}
