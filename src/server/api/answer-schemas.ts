import { z } from 'zod'
import { levels, linkRoles, statuses, waitingFors } from '#domain/tickets/index.ts'

const time = z.iso.datetime()
const named = z.object({ id: z.string(), name: z.string() })
const oneOf = (values: readonly string[]): z.ZodEnum => z.enum(values as [string, ...string[]])

const deadline = z.object({
  dueAt: time.nullable(),
  remainingMinutes: z.int().nullable(),
  state: z.enum(['running', 'paused', 'met', 'breached', 'none']),
})

const attachment = z.object({ id: z.string(), name: z.string(), size: z.int(), type: z.string() })

const line = z.object({
  reference: z.string().regex(/^SUP-\d+$/),
  subject: z.string(),
  status: oneOf(statuses),
  waitingFor: oneOf(waitingFors).nullable(),
  line: z.int(),
  priority: oneOf(levels),
  product: z.string().nullable(),
  version: z.string().nullable(),
  createdAt: time,
  updatedAt: time,
  requester: named,
  organisation: named,
  assignee: named.nullable(),
})

export const ticket = line.extend({
  urgency: oneOf(levels),
  requestType: z.string().nullable().describe('what kind of request it is'),
  resolvedAt: time.nullable(),
  closedAt: time.nullable(),
  label: z.object({ pt: z.string(), en: z.string() }).nullable().describe('a finer word for the status'),
  tags: z.array(z.string()).describe('for the desk'),
  copies: z.array(named).describe('colleagues who see this ticket too'),
  queue: z.string().nullable().describe('for the desk'),
  mergedInto: z.string().nullable().describe('where the conversation goes on, if you may see it'),
  parts: z.array(z.string()).describe('tickets merged into this one, as far as you may see them'),
  links: z.array(
    z.object({
      role: oneOf([...linkRoles, 'earlier', 'later']).describe('what the other ticket is to this one'),
      reference: z.string(),
      subject: z.string(),
      status: oneOf(statuses),
    }),
  ),
  fields: z.record(z.string(), z.string()),
  deadlines: z.object({ firstResponse: deadline, update: deadline, resolution: deadline }),
  messages: z.array(
    z.object({
      id: z.int(),
      author: named.nullable(),
      authorKind: z.enum(['customer', 'agent', 'system']),
      channel: z.enum(['web', 'mail', 'api']),
      audience: z.enum(['customer', 'internal']),
      body: z.string(),
      html: z.string(),
      createdAt: time,
      from: z.string().nullable().describe('the merged ticket that it was written to'),
      attachments: z.array(attachment.extend({ url: z.url() })),
    }),
  ),
})

export const ticketPage = z.object({
  items: z.array(line.extend({ dueAt: time.nullable() })),
  next: z.string().nullable(),
})

export const uploaded = z.object({ attachments: z.array(attachment) })

export const products = z.object({ items: z.array(named) })

const release = z.object({
  version: z.string(),
  kind: z.enum(['full', 'cumulative', 'hotfix', 'security']),
  channel: z.enum(['stable', 'rc', 'beta']),
  severity: z.enum(['low', 'medium', 'high', 'critical']).nullable(),
  publishedAt: time,
  required: z.boolean(),
  requires: z.string().nullable(),
  appliesTo: z.string().nullable(),
  supersedes: z.array(z.string()),
  cves: z.array(z.string()),
  supportEnds: z.string().nullable(),
  knownIssues: z.array(z.string()),
  files: z.array(
    z.object({
      name: z.string(),
      size: z.int(),
      sha256: z.string(),
      role: z.enum(['installer', 'documentation', 'sbom', 'provenance', 'signature']),
      platform: z.string().nullable(),
      url: z.url(),
      sha256Url: z.url(),
      signatureUrl: z.url().nullable(),
      grantUrl: z.url().describe('works by itself for half a day, so that a download can be resumed'),
    }),
  ),
  offline: z.array(z.string()).describe('files that cannot be served now: what is stored is damaged'),
})

const refused = z.object({
  version: z.string(),
  reason: z.string().describe('stable, for programs'),
  date: z.string().optional(),
  revision: z.int().optional(),
  detail: z.string(),
})

export const updates = z.object({
  product: z.string(),
  from: z.string(),
  steps: z.array(release),
  blocked: refused.nullable().describe('the newest release, where it may not be fetched'),
  refused: z.array(refused).describe('every newer release that may not be fetched'),
})

export const releasePage = z.object({
  items: z.array(
    release.extend({
      allowed: z.boolean(),
      reason: z.string(),
      date: z.string().optional(),
      revision: z.int().optional(),
      detail: z.string().optional(),
      withdrawn: z.object({ reason: z.string(), replacement: z.string().nullable() }).nullable(),
    }),
  ),
  next: z.string().nullable(),
})

export const rotated = z.object({
  token: z.string(),
  expiresAt: time.nullable(),
  previousUntil: time,
})

export const eula = z.object({
  product: z.string(),
  revision: z.int(),
  effectiveAt: time,
  text: z.object({ pt: z.string(), en: z.string() }).describe('Markdown'),
  accepted: z
    .object({ at: time, by: z.string() })
    .nullable()
    .describe('by whom of your organisation; null: by nobody yet'),
})

export const searchResult = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      url: z.url(),
      kind: z.enum(['faq', 'manual', 'release']),
      title: z.string(),
      description: z.string(),
      version: z.string().nullable(),
      audience: z.enum(['public', 'customer', 'partner', 'staff']),
      products: z.array(z.string()),
      productNames: z.array(z.string()),
      snippet: z.string(),
      highlights: z
        .array(z.tuple([z.int(), z.int()]))
        .describe('what was found in the snippet: first character and the one after the last'),
    }),
  ),
  matched: z.enum(['all', 'some', 'none']),
  meant: z.string().nullable().describe('what was answered in place of a mistyped query that found nothing'),
})

/** RFC 9457. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  /** Stable, for programs. */
  code: z.string(),
  detail: z.string().optional(),
  errors: z
    .array(
      z.object({
        field: z.string(),
        code: z.string(),
        params: z.record(z.string(), z.any()).optional(),
        detail: z.string(),
      }),
    )
    .optional(),
  requestId: z.string().optional(),
})

const advisory = z.object({
  tracking: z.string().describe('its name everywhere'),
  status: z.enum(['draft', 'published', 'withdrawn']),
  tlp: z.enum(['clear', 'green', 'amber', 'red']),
  severity: oneOf(['low', 'medium', 'high', 'critical']),
  title: z.string(),
  cve: z.string().nullable(),
  cwe: z.object({ id: z.string(), name: z.string() }).nullable(),
  cvss: z.object({ vector: z.string(), score: z.number(), rating: z.string() }).nullable(),
  publishedAt: time.nullable(),
  updatedAt: time,
  vex: z.enum(['known_affected', 'fixed', 'known_not_affected', 'under_investigation']).nullable(),
  products: z.array(
    z.object({
      product: z.string(),
      status: z.enum(['affected', 'not-affected', 'under-investigation']),
      affected: z.string().describe('a semver range'),
      fixedVersion: z.string().nullable(),
      justification: z.string().nullable(),
    }),
  ),
  url: z.url(),
  csafUrl: z.url().nullable(),
})

export const advisoryPage = z.object({ items: z.array(advisory), next: z.string().nullable() })

export const components = z.object({
  items: z.array(
    z.object({
      name: z.string(),
      version: z.string(),
      purl: z.string().nullable(),
      licence: z.string().nullable(),
      productId: z.string(),
      productName: z.string(),
      release: z.string(),
      status: z.enum(['draft', 'published', 'yanked']),
    }),
  ),
  cut: z.boolean().describe('there are more'),
})
