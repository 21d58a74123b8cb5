import { describe, expect, inject, test } from 'vitest'
import { operations } from '#server/api/openapi.ts'

type Answer = { status: number; headers: Headers; body: { [key: string]: unknown } }

async function call(
  name: string | null,
  method: string,
  path: string,
  body?: unknown,
  extra = {},
): Promise<Answer> {
  const headers: Record<string, string> = {
    ...(name ? { Authorization: `Bearer bal_demo_${name}` } : {}),
    ...(body === undefined || body instanceof FormData ? {} : { 'Content-Type': 'application/json' }),
    ...extra,
  }
  const payload = body === undefined || body instanceof FormData ? body : JSON.stringify(body)
  const response = await fetch(inject('portal') + path, {
    method,
    headers,
    ...(payload ? { body: payload } : {}),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : null }
}

const lodge = (name: string, subject: string): Promise<Answer> =>
  call(name, 'POST', '/api/v1/tickets', { subject, body: 'Erro **GST-3012** ao assinar.', product: 'gestor' })

describe('tickets', () => {
  test('are lodged, read, answered, closed and reopened', async () => {
    const made = await lodge('ana', 'Leitor não encontrado')
    expect(made.status).toBe(201)
    const reference = String(made.body.reference)
    expect(reference).toMatch(/^SUP-\d+$/)
    expect(made.headers.get('location')).toBe(`/api/v1/tickets/${reference}`)
    const path = `/api/v1/tickets/${reference}`
    const replied = await call('eva', 'POST', `${path}/messages`, {
      body: 'Que leitor é?',
      status: 'waiting',
    })
    expect(replied.status).toBe(201)
    const read = await call('ana', 'GET', path)
    expect(read.body).toMatchObject({
      reference,
      status: 'waiting',
      waitingFor: 'customer',
      product: 'gestor',
    })
    expect(read.body.messages).toMatchObject([
      { authorKind: 'customer', html: '<p>Erro <strong>GST-3012</strong> ao assinar.</p>\n' },
      { authorKind: 'agent', body: 'Que leitor é?' },
    ])
    expect(read.body.deadlines).toMatchObject({ firstResponse: { state: 'met' } })
    expect((await call('ana', 'PUT', `${path}/closure`)).status).toBe(204)
    expect((await call('ana', 'PUT', `${path}/closure`)).status).toBe(409)
    expect((await call('ana', 'DELETE', `${path}/closure`)).status).toBe(204)
    expect((await call('ana', 'GET', path)).body.status).toBe('open')
  })

  test('carry attachments, which only those who see the ticket fetch', async () => {
    const reference = String((await lodge('ana', 'Com um anexo')).body.reference)
    const form = new FormData()
    form.append('attachments', new Blob(['registo do servidor']), 'server.log')
    const stored = await call('ana', 'POST', `/api/v1/tickets/${reference}/attachments`, form)
    expect(stored.status).toBe(201)
    const [file] = stored.body.attachments as { id: string }[]
    const sent = await call('ana', 'POST', `/api/v1/tickets/${reference}/messages`, {
      body: 'Segue.',
      uploads: [file?.id],
    })
    const messages = sent.body.messages as { attachments: { name: string; url: string }[] }[]
    const [attachment] = messages.at(-1)?.attachments ?? []
    expect(attachment?.name).toBe('server.log')
    const headers = { Authorization: 'Bearer bal_demo_eva' }
    const content = await fetch(attachment?.url ?? '', { headers })
    expect(await content.text()).toBe('registo do servidor')
    const other = await fetch(attachment?.url ?? '', { headers: { Authorization: 'Bearer bal_demo_carla' } })
    expect(other.status).toBe(404)
  })

  test('answer a repeated request with its first ticket, and refuse another under its key', async () => {
    const body = { subject: 'Uma só vez', body: 'Texto' }
    const key = { 'Idempotency-Key': `once-${Date.now()}` }
    const first = await call('bruno', 'POST', '/api/v1/tickets', body, key)
    const again = await call('bruno', 'POST', '/api/v1/tickets', body, key)
    expect([first.status, again.status]).toEqual([201, 200])
    expect(again.body.reference).toBe(first.body.reference)
    const other = await call('bruno', 'POST', '/api/v1/tickets', { ...body, body: 'Outro' }, key)
    expect(other).toMatchObject({ status: 409, body: { code: 'idempotency-key-used' } })
  })

  test('page by cursor without gap or repetition', async () => {
    const seen: unknown[] = []
    let cursor = ''
    do {
      const { body } = await call(
        'dora',
        'GET',
        `/api/v1/tickets?limit=7&sort=created${cursor && `&cursor=${cursor}`}`,
      )
      seen.push(...(body.items as { reference: string }[]).map(({ reference }) => reference))
      cursor = (body.next as string | null) ?? ''
    } while (cursor)
    expect(seen.length).toBeGreaterThan(7)
    expect(new Set(seen).size).toBe(seen.length)
  })

  test('are refused with a problem that says what and where', async () => {
    const reference = String((await lodge('carla', 'Só do hospital')).body.reference)
    const path = `/api/v1/tickets/${reference}`
    expect((await call('carla', 'GET', path)).status).toBe(200)
    expect(await call('ana', 'GET', path)).toMatchObject({ status: 404, body: { code: 'ticket-not-found' } })
    expect((await call('ana', 'POST', `${path}/messages`, { body: 'x' })).status).toBe(404)
    const none = await call(null, 'GET', path)
    expect(none.status).toBe(401)
    expect(none.headers.get('www-authenticate')).toContain('Bearer')
    expect(none.headers.get('content-type')).toBe('application/problem+json')
    const empty = await call('ana', 'POST', '/api/v1/tickets', { subject: 'x' })
    expect(empty).toMatchObject({ status: 422, body: { code: 'invalid-input' } })
    expect(empty.body.errors).toEqual([
      { field: 'subject', code: 'too-short', params: { min: 3 }, detail: 'Use 3 characters or more.' },
      { field: 'body', code: 'required', detail: 'Fill in this field.' },
    ])
    const note = await call('carla', 'POST', `${path}/messages`, { body: 'x', internal: true })
    expect(note).toMatchObject({ status: 403, body: { code: 'desk-only' } })
    const text = await call('ana', 'POST', '/api/v1/tickets', undefined, { 'Content-Type': 'text/plain' })
    expect(text.status).toBe(415)
  })
})

test('a customer never reads an internal note', async () => {
  const reference = String((await lodge('ana', 'Com nota interna')).body.reference)
  const path = `/api/v1/tickets/${reference}`
  await call('eva', 'POST', `${path}/messages`, { body: 'Só entre nós', internal: true })
  expect(JSON.stringify((await call('eva', 'GET', path)).body)).toContain('Só entre nós')
  expect(JSON.stringify((await call('ana', 'GET', path)).body)).not.toContain('Só entre nós')
})

test('updates give the way up, and say what bars it', async () => {
  const path = '/api/v1/products/gestor/updates?from=7.3.1&platform=linux-x64'
  const carla = await call('carla', 'GET', path)
  const steps = carla.body.steps as { version: string; files: { url: string; sha256: string }[] }[]
  expect(steps.map(({ version }) => version)).toEqual(['7.4.0', '7.5.1'])
  expect(carla.body.blocked).toBeNull()
  const ana = await call('ana', 'GET', path)
  expect((ana.body.steps as { version: string }[]).map(({ version }) => version)).toEqual(['7.4.0', '7.5.1'])
  expect((await call('carla', 'GET', '/api/v1/products/folha/updates?from=5.0.0')).status).toBe(404)
  expect((await call('ana', 'GET', '/api/v1/products/gestor/updates?from=x')).status).toBe(422)
})

test('search finds what its reader may see', async () => {
  const { body } = await call(null, 'GET', '/api/v1/search?q=GST-3012&lang=pt')
  expect(body.matched).toBe('all')
  expect((body.items as { productNames: string[] }[])[0]?.productNames).toEqual(['Gestor'])
  const few = await call(null, 'GET', '/api/v1/search?q=documento&lang=pt&limit=2')
  const found = few.body.items as { snippet: string; highlights: [number, number][] }[]
  expect(found).toHaveLength(2)
  const marked = found.flatMap(({ snippet, highlights }) =>
    highlights.map(([from, to]) => snippet.slice(from, to)),
  )
  expect(marked.length).toBeGreaterThan(0)
  for (const word of marked) expect(word).toMatch(/^documento/i)
  for (const wrong of ['lang=fr', 'lang=pt&limit=0', 'lang=pt&limit=x'])
    expect((await call(null, 'GET', `/api/v1/search?q=x&${wrong}`)).status).toBe(422)
})

test('the description names every endpoint', async () => {
  const { status, body } = await call(null, 'GET', '/api/openapi.json')
  expect(status).toBe(200)
  const files = Object.keys(import.meta.glob('../../src/pages/api/v1/**/*.ts'))
  const routes = files.map((file) =>
    file
      .replace('../../src/pages', '')
      .replace(/(\/index)?\.ts$/, '')
      .replaceAll(/\[(\w+)\]/g, '{$1}'),
  )
  expect(Object.keys(body.paths as object).sort()).toEqual(routes.sort())
  expect(Object.keys(operations).sort()).toEqual(routes.sort())
})

describe('whatever is wrong', () => {
  const ticket = { subject: 'Assunto', body: 'Texto' }
  const long = 'x'.repeat(100_001)
  test.each([
    ['a body that is no object', 'POST', '/api/v1/tickets', [], 400, 'not-json'],
    ['numbers for words', 'POST', '/api/v1/tickets', { subject: 5, body: {} }, 422, 'invalid-input'],
    ['an unknown product', 'POST', '/api/v1/tickets', { ...ticket, product: 'nada' }, 422, 'invalid-input'],
    ['an unknown urgency', 'POST', '/api/v1/tickets', { ...ticket, urgency: 'enorme' }, 422, 'invalid-input'],
    ['a text that is too long', 'POST', '/api/v1/tickets', { ...ticket, body: long }, 422, 'invalid-input'],
    [
      'another’s organisation',
      'POST',
      '/api/v1/tickets',
      { ...ticket, organisation: 'norte' },
      422,
      'invalid-input',
    ],
    ['a page of none', 'GET', '/api/v1/tickets?limit=0', undefined, 422, 'invalid-input'],
    ['a status that is none', 'GET', '/api/v1/tickets?status=talvez', undefined, 422, 'invalid-input'],
    ['a reference that is none', 'GET', '/api/v1/tickets/XYZ', undefined, 404, 'ticket-not-found'],
    [
      'a reference too large',
      'GET',
      '/api/v1/tickets/SUP-99999999999999999999',
      undefined,
      404,
      'ticket-not-found',
    ],
    ['closing what is not there', 'PUT', '/api/v1/tickets/SUP-9/closure', undefined, 404, 'ticket-not-found'],
    [
      'reopening what is not there',
      'DELETE',
      '/api/v1/tickets/SUP-9/closure',
      undefined,
      404,
      'ticket-not-found',
    ],
    [
      'a message to nothing',
      'POST',
      '/api/v1/tickets/SUP-9/messages',
      { body: 'x' },
      404,
      'ticket-not-found',
    ],
    ['an attachment without type', 'POST', '/api/v1/tickets/SUP-1001/attachments', {}, 415, 'wrong-type'],
    [
      'an attachment that is none',
      'GET',
      '/api/v1/attachments/nenhum',
      undefined,
      404,
      'attachment-not-found',
    ],
    ['no version to begin from', 'GET', '/api/v1/products/gestor/updates', undefined, 422, 'invalid-input'],
    [
      'a version that is none',
      'GET',
      '/api/v1/products/gestor/updates?from=x',
      undefined,
      422,
      'invalid-input',
    ],
    [
      'a product that is none',
      'GET',
      '/api/v1/products/nada/updates?from=1.0.0',
      undefined,
      404,
      'product-not-found',
    ],
    ['a language that is none', 'GET', '/api/v1/search?q=x&lang=zz', undefined, 422, 'invalid-input'],
    ['a method it has not', 'DELETE', '/api/v1/tickets', undefined, 405, 'method-not-allowed'],
    ['an address that is none', 'GET', '/api/v1/nada', undefined, 404, 'http-404'],
  ] as const)(
    '%s is refused with words that say what to do',
    async (_name, method, path, body, status, code) => {
      const answer = await call('ana', method, path, body, { 'Accept-Language': 'pt' })
      expect(answer).toMatchObject({ status, body: { type: 'about:blank', status, code } })
      expect(answer.headers.get('content-type')).toBe('application/problem+json')
      const { errors = [], detail } = answer.body as { errors?: { detail: string }[]; detail?: string }
      expect([detail, ...errors.map((error) => error.detail)].join(' ')).toMatch(/[a-zç]{3,}.*\./)
      if (status === 405) expect(answer.headers.get('allow')).toBe('GET, POST, HEAD')
    },
  )

  const closed = Object.entries(operations).flatMap(([path, verbs]) =>
    Object.entries(verbs).flatMap(([method, { scope }]) =>
      scope === null ? [] : [[method.toUpperCase(), path] as const],
    ),
  )
  test.each(closed)('%s %s asks for a token', async (method, path) => {
    const address = path
      .replace('{reference}', 'SUP-1001')
      .replace('{product}', 'gestor')
      .replace('{id}', 'x')
    const anybody = await call(null, method, address)
    expect(anybody).toMatchObject({ status: 401, body: { code: 'token-required' } })
    expect(anybody.headers.get('www-authenticate')).toContain('Bearer')
    expect((await call('nobody', method, address)).body.code).toBe('token-unknown')
  })
})
