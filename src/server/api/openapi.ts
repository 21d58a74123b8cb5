import { z } from 'zod'
import { advisoryFilterSchema, componentsSchema } from '#domain/advisories/index.ts'
import { searchArticlesSchema } from '#domain/knowledge/index.ts'
import { acceptEulaSchema, listReleasesForSchema, upgradePathSchema } from '#domain/releases/index.ts'
import type { Scope } from '#domain/shared/index.ts'
import { listTicketsSchema, openTicketSchema, replySchema } from '#domain/tickets/index.ts'
import * as answers from './answer-schemas.ts'

type Operation = {
  summary: string
  /** null: nobody needs to sign in. */
  scope: Scope | null
  /** Names in the path come first; the rest are query parameters. */
  query?: z.ZodObject
  body?: z.ZodType
  multipart?: true
  headers?: Record<string, string>
  success: { status: number; description: string; schema?: z.ZodType }
  refusals: readonly number[]
}

const reading = [401, 403, 404, 422]
const writing = [400, 401, 403, 404, 409, 413, 415, 422, 429]

/** Every endpoint of the API. Input schemas are those that check the input; a test holds this against the routes. */
export const operations: Record<string, Record<string, Operation>> = {
  '/api/v1/tickets': {
    get: {
      summary: 'List tickets, latest activity first, a page at a time',
      scope: 'tickets:read',
      query: listTicketsSchema,
      success: {
        status: 200,
        description: 'A page; `next` is the cursor of the following one',
        schema: answers.ticketPage,
      },
      refusals: [401, 403, 422],
    },
    post: {
      summary: 'Lodge a ticket',
      scope: 'tickets:write',
      body: openTicketSchema.omit({ idempotencyKey: true }),
      headers: { 'Idempotency-Key': 'A repeated request with the same key gets the first one’s ticket' },
      success: {
        status: 201,
        description: 'The ticket; 200 when the key was repeated',
        schema: answers.ticket,
      },
      refusals: writing,
    },
  },
  '/api/v1/tickets/{reference}': {
    get: {
      summary: 'One ticket with its messages and deadlines',
      scope: 'tickets:read',
      success: { status: 200, description: 'The ticket', schema: answers.ticket },
      refusals: reading,
    },
  },
  '/api/v1/tickets/{reference}/messages': {
    post: {
      summary:
        'Reply to a ticket; the desk may write internal notes and change the status. A message to a closed ticket may open a new one linked to it, or be refused (409 `follow-up-refused`); one to a merged ticket goes where that went. `Location` names the ticket that has it',
      scope: 'tickets:write',
      body: replySchema.omit({ reference: true }),
      success: { status: 201, description: 'The ticket with the message', schema: answers.ticket },
      refusals: writing,
    },
  },
  '/api/v1/tickets/{reference}/attachments': {
    post: {
      summary: 'Store files for the next message, which names them in `uploads`',
      scope: 'tickets:write',
      multipart: true,
      success: { status: 201, description: 'What was stored', schema: answers.uploaded },
      refusals: writing,
    },
  },
  '/api/v1/attachments/{id}': {
    get: {
      summary: 'The content of an attachment',
      scope: 'tickets:read',
      success: { status: 200, description: 'The file as it was sent' },
      refusals: [401, 403, 404],
    },
  },
  '/api/v1/tickets/{reference}/closure': {
    put: {
      summary: 'Close a ticket',
      scope: 'tickets:write',
      success: { status: 204, description: 'Closed' },
      refusals: [401, 403, 404, 409],
    },
    delete: {
      summary:
        'Reopen a ticket, as far as its queue lets customers (409 `follow-up-refused`, `follow-up-needs-message`)',
      scope: 'tickets:write',
      success: { status: 204, description: 'Reopened' },
      refusals: [401, 403, 404, 409],
    },
  },
  '/api/v1/products': {
    get: {
      summary: 'The products',
      scope: null,
      success: { status: 200, description: 'All of them', schema: answers.products },
      refusals: [],
    },
  },
  '/api/v1/products/{product}/updates': {
    get: {
      summary:
        'What to install, in order, to come from a version to the newest one you may fetch. With `format=tsv`, or `Accept: text/tab-separated-values`, as lines that a shell can read; with `If-None-Match` 304 where nothing changed',
      scope: 'updates:read',
      query: upgradePathSchema.omit({ product: true }).extend({ format: z.enum(['json', 'tsv']).optional() }),
      success: { status: 200, description: 'The steps with their files', schema: answers.updates },
      refusals: reading,
    },
  },
  '/api/v1/advisories': {
    get: {
      summary:
        'Security advisories that you may read, newest first; with product and version, how that version stands',
      scope: null,
      query: advisoryFilterSchema.extend({ lang: z.enum(['pt', 'en']).optional() }),
      success: {
        status: 200,
        description: 'A page; `next` is the cursor of the following one',
        schema: answers.advisoryPage,
      },
      refusals: [422],
    },
  },
  '/api/v1/components': {
    get: {
      summary: 'Which releases contain a component, by their bills of materials; for the desk',
      scope: 'updates:read',
      query: z.object({ q: componentsSchema.shape.q.removeDefault().min(1) }),
      success: { status: 200, description: 'Best matches first', schema: answers.components },
      refusals: [401, 403, 422],
    },
  },
  '/api/v1/products/{product}/eula': {
    get: {
      summary: 'The licence terms in force, in Markdown, and whether your organisation accepted them',
      scope: 'updates:read',
      success: { status: 200, description: 'The terms', schema: answers.eula },
      refusals: [401, 403, 404],
    },
    put: {
      summary:
        'Accept the licence terms for your organisation. `revision` is the one you read: when another is in force, 409 `eula-not-current`',
      scope: 'eula:accept',
      body: acceptEulaSchema.omit({ product: true }),
      success: { status: 200, description: 'The terms, accepted', schema: answers.eula },
      refusals: [400, 401, 403, 404, 409, 415, 422],
    },
  },
  '/api/v1/products/{product}/releases': {
    get: {
      summary:
        'The releases of a product that you may know of, newest first, each with why you may fetch it or not',
      scope: 'updates:read',
      query: listReleasesForSchema.omit({ product: true }),
      success: { status: 200, description: 'A page of them', schema: answers.releasePage },
      refusals: reading,
    },
  },
  '/api/v1/tokens/rotate': {
    post: {
      summary:
        'A new secret for the token that asks; the old one works for `overlapHours` more (24 unless said)',
      scope: null,
      body: z.object({ overlapHours: z.int().min(0).max(720).default(24) }),
      success: { status: 200, description: 'The secret, shown here alone', schema: answers.rotated },
      refusals: [400, 401, 415, 422],
    },
  },
  '/api/v1/search': {
    get: {
      summary: 'Search articles, manuals and release notes that you may read',
      scope: null,
      query: searchArticlesSchema,
      success: { status: 200, description: 'What was found, best first', schema: answers.searchResult },
      refusals: [422],
    },
  },
}

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): object => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}

const problemContent = {
  'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
}

function parameters(path: string, { query, headers }: Operation): object[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const { properties = {}, required = [] } = query
    ? (schemaOf(query, 'input') as { properties?: Record<string, object>; required?: string[] })
    : {}
  const inQuery = Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }))
  const inHeader = Object.entries(headers ?? {}).map(([name, description]) => ({
    name,
    in: 'header',
    description,
    schema: { type: 'string', maxLength: 200 },
  }))
  return [...inPath, ...inQuery, ...inHeader]
}

function requestBody({ body, multipart }: Operation): object {
  const files = { attachments: { type: 'array', items: { type: 'string', format: 'binary' } } }
  if (multipart) {
    const schema = { type: 'object', properties: files, required: ['attachments'] }
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema } } } }
  }
  if (!body) return {}
  return {
    requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } },
  }
}

function operation(path: string, op: Operation): object {
  const { status, description, schema } = op.success
  const content = schema ? { content: { 'application/json': { schema: schemaOf(schema, 'output') } } } : {}
  const refusals = op.refusals.map((code) => [
    code,
    { description: `Refused (${code})`, content: problemContent },
  ])
  return {
    summary: op.summary,
    security: op.scope === null ? [{}] : [{ token: [op.scope] }],
    parameters: parameters(path, op),
    ...requestBody(op),
    responses: { [status]: { description, ...content }, ...Object.fromEntries(refusals) },
  }
}

/** OpenAPI 3.1 of the whole API. */
export function openApiDocument(origin: string): object {
  const paths = Object.entries(operations).map(([path, methods]) => [
    path,
    Object.fromEntries(Object.entries(methods).map(([method, op]) => [method, operation(path, op)])),
  ])
  return {
    openapi: '3.1.0',
    info: { title: 'Balcão', version: '1', description: 'Tickets, updates and search.' },
    servers: [{ url: origin }],
    paths: Object.fromEntries(paths),
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'bal_…' } },
      schemas: { Problem: schemaOf(answers.problem, 'output') },
    },
  }
}
