import { describe, expect, it } from 'vitest'
import {
  changeOrganisation,
  contractOf,
  createAccount,
  createOrganisation,
  findPersonByEmail,
} from '#domain/accounts/index.ts'
import { texts } from '#i18n/index.ts'
import { importForm } from '#server/customers/import/import-form.ts'
import {
  columnName,
  headOf,
  type ImportKind,
  importDefinitions,
  importKinds,
} from '#server/customers/import/kinds.ts'
import { readCsv } from '#server/customers/import/read-csv.ts'
import { csv } from '#server/http/csv.ts'
import { refusal } from '../../domain/tickets/support.ts'
import { createWorld, type World } from '../../support/world.ts'

type Answer = Awaited<ReturnType<typeof importForm>>

async function post(
  world: World,
  who: 'helena' | 'eva' | 'joao',
  fields: Record<string, string | Blob>,
): Promise<Answer> {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.set(name, value)
  const url = new URL('http://localhost/pt/admin/import')
  return importForm({ files: world.files }, await world.as(who), {
    request: new Request(url, { method: 'POST', body }),
    url,
  })
}

async function take(world: World, kind: ImportKind, text: string): Promise<{ seen: Answer; done: Answer }> {
  const seen = await post(world, 'helena', { kind, pasted: text })
  const { plan, hash } = seen.preview ?? {}
  const done = await post(world, 'helena', {
    kind,
    deed: 'confirm',
    hash: hash ?? '',
    plan: plan?.fingerprint ?? '',
  })
  return { seen, done }
}

async function count(world: World, table: string): Promise<number> {
  const { rows } = await world.database.client.execute(`select count(*) as n from ${table}`)
  return Number(rows[0]?.n)
}

describe('an import', () => {
  it('refuses a day that is given twice, with its line and in words', async () => {
    const world = await createWorld()
    const text =
      'identificador;nome;dias fechados\nx;Junta;13/06\ny;Outra;13/06 | Páscoa+1 | 13/6 09:00-13:00\n'
    const { preview } = await post(world, 'helena', { kind: 'organisations', pasted: text })
    const [, wrong] = preview?.plan.results ?? []
    expect(preview?.plan.counts).toMatchObject({ new: 1, refused: 1 })
    expect(wrong).toMatchObject({ line: 3, outcome: 'refused' })
    const [{ field = '', code = '', params = {} } = {}] = wrong?.problems ?? []
    expect(columnName('organisations', field, 'pt')).toBe('dias fechados')
    expect(texts('pt').errors.field(code, params)).toBe(
      'O dia «13/6 09:00-13:00» (linha 3) já está na linha 1.',
    )
    const dates = [{ date: '06-13' }, { date: '2026-06-13' }, { easter: 1 }, { date: '06-13' }, { easter: 1 }]
    const days = createOrganisation(await world.as('helena'), {
      name: 'Junta',
      kind: 'customer',
      closedDays: dates,
    })
    expect((await refusal(days)).fields).toEqual([
      'closedDays.3.date: day-twice',
      'closedDays.4.easter: day-twice',
    ])
  })

  it('names what was refused as its column is named', async () => {
    const world = await createWorld()
    const text = 'identificador;nome;dias fechados\nx;Junta;99/99\n'
    const { preview, pasted } = await post(world, 'helena', { kind: 'organisations', pasted: text })
    const field = preview?.plan.results[0]?.problems[0]?.field ?? ''
    expect(columnName('organisations', field, 'pt')).toBe('dias fechados')
    expect(columnName('organisations', field, 'en')).toBe('closed days')
    expect(columnName('organisations', 'elsewhere', 'pt')).toBeNull()
    // What was pasted is there to be corrected.
    expect(pasted.replaceAll('\r\n', '\n')).toBe(text)
  })

  it('shows what would change, changes nothing, and does just that when it is confirmed', async () => {
    const world = await createWorld()
    const before = await count(world, 'events')
    const text =
      'Identificador;Nome;Tipo;Dias fechados\nobidos;Município de Óbidos;cliente;11/01 | 24/12 09:00-13:00\n;municipio de vila nova;;\nnorte;Norte Sistemas;parceiro;\n'
    const { seen, done } = await take(world, 'organisations', text)
    expect(seen.preview?.plan.results).toMatchObject([
      { line: 2, name: 'Município de Óbidos', outcome: 'new' },
      {
        line: 3,
        outcome: 'changed',
        changes: { name: ['Município de Vila Nova', 'municipio de vila nova'] },
      },
      { line: 4, outcome: 'same', changes: {} },
    ])
    expect(done.done).toEqual({ new: 1, changed: 1, same: 1, refused: 0 })
    const { rows } = await world.database.client.execute(
      "select name, closed_days from organisations where id in ('obidos', 'vila-nova') order by id",
    )
    expect(rows.map(({ name }) => name)).toEqual(['Município de Óbidos', 'municipio de vila nova'])
    expect(JSON.parse(String(rows[0]?.closed_days))).toEqual([
      { date: '01-11', open: [] },
      { date: '12-24', open: [{ start: '09:00', end: '13:00' }] },
    ])
    const types = await world.database.client.execute('select type from events order by id')
    expect(types.rows.slice(before).map(({ type }) => type)).toEqual([
      'organisation.created',
      'organisation.changed',
      'customers.imported',
    ])
    const again = await post(world, 'helena', { kind: 'organisations', pasted: text })
    expect(again.preview?.plan.counts).toEqual({ new: 0, changed: 0, same: 3, refused: 0 })
  })

  it('refuses lines with their reason, and then takes none of them', async () => {
    const world = await createWorld()
    const before = await count(world, 'people')
    const text =
      'email,name,role,language,organisation\nnovo@exemplo.pt,Novo,,,vila-nova\nx,Sem correio,,,vila-nova\nrui@exemplo.pt,Rui,técnico,,vila-nova\nivo@exemplo.pt,Ivo,,,Nenhures\nnovo@exemplo.pt,Outra vez,,,sao-bras\n'
    const { seen, done } = await take(world, 'people', text)
    expect(
      seen.preview?.plan.results.map(({ line, outcome, problems, code }) => [
        line,
        outcome,
        code ?? problems.map((one) => `${one.field}: ${one.code}`)[0],
      ]),
    ).toEqual([
      [2, 'new', undefined],
      [3, 'refused', 'email: invalid'],
      [4, 'refused', 'administrators-only'],
      [5, 'refused', 'organisation: unknown'],
      // The same person as in line 2, as far as the table has come.
      [6, 'changed', undefined],
    ])
    expect(done).toMatchObject({ done: null, status: 409, refused: { code: 'import-refused' } })
    expect(await count(world, 'people')).toBe(before)
    expect(await count(world, 'events')).toBe(0)
  })

  it('gathers the lines of a contract, whose promises so far stay', async () => {
    const world = await createWorld()
    const text =
      'contract,organisation,level,starts,ends,product,maintenance until,channel,grace days\nsb-2,sao-bras,ouro,01/01/2027,31/12/2027,gestor,2027-12-31,rc,30\nsb-2,sao-bras,ouro,01/01/2027,31/12/2027,folha,,,\nsao-bras-base,Hospital de São Brás,base,2024-07-01,,gestor,2026-06-30,,\n'
    const { seen } = await take(world, 'contracts', text)
    expect(seen.preview?.plan.counts).toEqual({ new: 1, changed: 0, same: 1, refused: 0 })
    expect(await contractOf(world.database.reader, 'sb-2')).toEqual({
      id: 'sb-2',
      organisation: 'sao-bras',
      level: 'ouro',
      startsAt: '2027-01-01',
      endsOn: '2027-12-31',
      suspended: false,
      products: [
        { product: 'folha', maintenanceEnd: null, graceDays: 0, channel: 'stable' },
        { product: 'gestor', maintenanceEnd: '2027-12-31', graceDays: 30, channel: 'rc' },
      ],
    })
    const differ = await post(world, 'helena', { kind: 'contracts', pasted: text.replace('ouro', 'base') })
    expect(differ.preview?.plan.results[0]?.problems).toEqual([{ field: 'level', code: 'lines-differ' }])
    const moved = await post(world, 'helena', {
      kind: 'contracts',
      pasted: text.replace('Hospital de São Brás', 'vila-nova'),
    })
    expect(moved.preview?.plan.results[1]?.problems).toEqual([
      { field: 'organisation', code: 'another-organisation' },
    ])
  })

  it('does nothing where by then it would do something else than was seen', async () => {
    const world = await createWorld()
    const seen = await post(world, 'helena', {
      kind: 'organisations',
      pasted: 'name,kind\nNorte Sistemas,partner\nSul,partner\n',
    })
    await changeOrganisation(await world.as('helena'), {
      id: 'norte',
      name: 'Norte, SA',
      kind: 'partner',
      closedDays: [],
    })
    const { plan, hash = '' } = seen.preview ?? {}
    const confirm = { kind: 'organisations', deed: 'confirm', hash, plan: plan?.fingerprint ?? '' }
    const late = await post(world, 'helena', confirm)
    expect(late).toMatchObject({
      done: null,
      status: 409,
      refused: { code: 'import-changed' },
      preview: { plan: { counts: { new: 2 } } },
    })
    expect(await count(world, 'organisations')).toBe(4)
    expect(await post(world, 'helena', { ...confirm, hash: 'f'.repeat(64) })).toMatchObject({
      refused: { fields: [{ code: 'import-lost' }] },
    })
    expect(await post(world, 'eva', { kind: 'people', pasted: 'email,name,organisation\n' })).toMatchObject({
      status: 403,
    })
  })

  it('is done in parts that keep what belongs together, and is safe to repeat', {
    timeout: 120_000,
  }, async () => {
    const world = await createWorld()
    const people = Array.from({ length: 600 }, (_, at) => `p${at}@exemplo.pt,Pessoa ${at},vila-nova`)
    const text = ['email,name,organisation', ...people, 'P0@exemplo.pt,Outra vez,sao-bras'].join('\n')
    const seen = await post(world, 'helena', { kind: 'people', pasted: text })
    // The last line is the first one's person, whom nobody has taken over yet.
    expect(seen.preview?.plan.counts).toEqual({ new: 600, changed: 1, same: 0, refused: 0 })
    const { plan, hash = '' } = seen.preview ?? {}
    const confirm = { kind: 'people', deed: 'confirm', hash, plan: plan?.fingerprint ?? '' }

    // Somebody else creates one of the last while the first are taken over.
    const { write } = world.database
    let writes = 0
    let inside = false
    const interrupted = {
      ...(await world.as('helena')),
      write: async (work: Parameters<typeof write>[0]) => {
        if (inside) return write(work)
        writes += 1
        // Three parts are looked at, then two are done.
        if (writes === 6)
          await createAccount(
            await world.as('joao'),
            { email: 'p590@exemplo.pt', name: 'Ela', role: 'customer', organisationId: 'sao-bras' },
            null,
          )
        inside = true
        try {
          return await write(work)
        } finally {
          inside = false
        }
      },
    } as Awaited<ReturnType<World['as']>>
    const body = new FormData()
    for (const [name, value] of Object.entries(confirm)) body.set(name, value)
    const url = new URL('http://localhost/pt/admin/import')
    const stopped = await importForm({ files: world.files }, interrupted, {
      request: new Request(url, { method: 'POST', body }),
      url,
    })
    expect(stopped).toMatchObject({ done: null, status: 409, refused: { code: 'import-stopped' } })
    // Two parts of three are done; the first person of the table goes back and forth once more.
    expect(stopped.preview?.plan.counts).toEqual({ new: 100, changed: 3, same: 498, refused: 0 })

    const rest = await post(world, 'helena', { ...confirm, plan: stopped.preview?.plan.fingerprint ?? '' })
    expect(rest.done).toEqual({ new: 100, changed: 3, same: 498, refused: 0 })
    expect((await findPersonByEmail(world.database.reader, 'p0@exemplo.pt'))?.name).toBe('Outra vez')
    expect((await findPersonByEmail(world.database.reader, 'p590@exemplo.pt'))?.name).toBe('Pessoa 590')
    const { rows } = await world.database.client.execute(
      "select json_extract(data, '$.part') as part, json_extract(data, '$.parts') as parts from events where type = 'customers.imported' order by id",
    )
    expect(rows.map(({ part, parts }) => [part, parts])).toEqual([
      [1, 3],
      [2, 3],
      [1, 3],
      [2, 3],
      [3, 3],
    ])
  })

  it('does nothing at all where a line of a later part is refused', async () => {
    const world = await createWorld()
    const lines = Array.from({ length: 300 }, (_, at) => `p${at}@exemplo.pt,Pessoa ${at},vila-nova`)
    const text = ['email,name,organisation', ...lines, 'x,Sem correio,vila-nova'].join('\n')
    const before = await count(world, 'people')
    const { done } = await take(world, 'people', text)
    expect(done).toMatchObject({ done: null, status: 409, refused: { code: 'import-refused' } })
    expect(await count(world, 'people')).toBe(before)
    expect(await count(world, 'events')).toBe(0)
  })

  it('takes ten thousand lines and no more', { timeout: 180_000 }, async () => {
    const world = await createWorld()
    const lines = Array.from({ length: 10_000 }, (_, at) => `p${at}@exemplo.pt,Pessoa ${at},vila-nova`)
    const { done } = await take(world, 'people', ['email,name,organisation', ...lines].join('\n'))
    expect(done.done?.new).toBe(10_000)
    expect((await findPersonByEmail(world.database.reader, 'p9999@exemplo.pt'))?.name).toBe('Pessoa 9999')
    const more = await post(world, 'helena', {
      kind: 'people',
      pasted: ['email,name,organisation', ...lines, lines[0]].join('\n'),
    })
    expect(more.refused?.fields).toMatchObject([{ code: 'too-many-rows' }])
  })
})

const columns = importDefinitions.organisations.columns
const bytes = (text: string): Buffer => Buffer.from(text)
const problem = (content: Buffer): unknown => {
  try {
    readCsv(content, columns)
  } catch (error) {
    const { code, fields } = error as { code: string; fields: { code: string; params?: object }[] }
    return fields[0] ? { code: fields[0].code, ...fields[0].params } : { code }
  }
  throw new Error('it was not refused')
}

describe('reading CSV', () => {
  it('takes a mark, quotes, tabs and semicolons, and keeps formulas text', () => {
    const table = readCsv(
      bytes('\uFEFFname;kind\r\n"Um; dois\nlinhas";\r\n\r\n\'=1+1;partner\r\n=2+2;x\r\n'),
      columns,
    )
    expect(table.rows.map(({ cells }) => cells.name)).toEqual(['Um; dois\nlinhas', '=1+1', '=2+2'])
    expect(readCsv(bytes('Nome\tTIPO\nSó um\t\n'), columns).rows).toMatchObject([
      { cells: { name: 'Só um', kind: '' } },
    ])
  })

  it('reads Windows-1252 where it is no UTF-8, and says so', () => {
    const latin = Buffer.from('name,kind\nSão Brás,\n', 'latin1')
    expect(readCsv(latin, columns)).toMatchObject({
      converted: true,
      rows: [{ cells: { name: 'São Brás' } }],
    })
    expect(readCsv(bytes('name\nSão Brás\n'), columns).converted).toBe(false)
  })

  it('names what is wrong, and where', () => {
    expect(problem(bytes(''))).toMatchObject({ code: 'required' })
    expect(problem(Buffer.from('name,kind\n', 'utf16le'))).toEqual({ code: 'csv-not-text' })
    expect(problem(bytes('name,cor\n'))).toEqual({ code: 'unknown-column', name: 'cor' })
    expect(problem(bytes('name,nome\n'))).toEqual({ code: 'column-twice', name: 'name' })
    expect(problem(bytes('kind\n'))).toEqual({ code: 'missing-column', name: 'nome' })
    expect(problem(bytes('name,kind\na,\nb\n'))).toEqual({ code: 'row-width', line: 3, found: 1, wanted: 2 })
    expect(problem(bytes('name,kind\n"a,b\nc,\n'))).toMatchObject({ code: 'not-csv' })
  })

  it('takes its own templates, in both languages', async () => {
    const world = await createWorld()
    for (const lang of ['pt', 'en'] as const) {
      for (const kind of importKinds) {
        const content = csv([headOf(kind, lang), ...importDefinitions[kind].example])
        const seen = await post(world, 'helena', { kind, file: new Blob([content]), pasted: '' })
        expect(
          seen.preview?.plan.results.length ?? 0,
          `${kind} ${JSON.stringify(seen.refused)}`,
        ).toBeGreaterThan(0)
      }
    }
  })
})
