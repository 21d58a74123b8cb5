import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import { parseRange, parseVersion } from '../releases/index.ts'
import {
  actorId,
  type Context,
  conflict,
  type FieldProblem,
  invalid,
  notAllowed,
  notFound,
  parse,
} from '../shared/index.ts'
import { readCvss } from './cvss.ts'
import { namingProblems } from './naming.ts'
import { mayWriteAdvisories } from './policy.ts'
import { justifications } from './statement.ts'
import {
  addRevision,
  findAdvisory,
  insertAdvisory,
  knownOf,
  nextTracking,
  rewriteParts,
  updateAdvisory,
} from './store.ts'

const words = (most: number, least: number): z.ZodType<{ pt: string; en: string }> => {
  const each = z
    .string()
    .transform((value) => value.replaceAll('\r\n', '\n').trim())
    .pipe(z.string().min(least).max(most))
  return z.object({ pt: each, en: each })
}
const optional = (pattern: RegExp): z.ZodType<string | null | undefined> =>
  z.union([z.literal('').transform(() => null), z.string().trim().regex(pattern)]).nullish()

export const advisorySchema = z.object({
  /** Absent: a new one. */
  id: z.string().max(64).nullish(),
  /** Of the one that was changed; another means that somebody changed it meanwhile. */
  revision: z.coerce.number().int().min(0).default(0),
  tlp: z.enum(['clear', 'green', 'amber', 'red']),
  severity: z.enum(['low', 'medium', 'high', 'critical']),
  title: words(160, 4),
  summary: words(20_000, 10),
  workaround: words(20_000, 0),
  cve: optional(/^CVE-\d{4}-\d{4,}$/),
  cwe: z
    .object({ id: z.string().regex(/^CWE-[1-9]\d{0,5}$/), name: z.string().trim().min(3).max(200) })
    .nullish(),
  cvss: optional(/^CVSS:3\.1\/[A-Z/:]+$/),
  statements: z
    .array(
      z.object({
        product: z.string().min(1).max(64),
        status: z.enum(['affected', 'not-affected', 'under-investigation']),
        affected: z.string().trim().min(1).max(100),
        fixedVersion: z.union([z.literal('').transform(() => null), z.string().max(40)]).nullish(),
        justification: z.union([z.literal('').transform(() => null), z.enum(justifications)]).nullish(),
      }),
    )
    .min(1)
    .max(50),
  organisations: z.array(z.string().max(64)).max(500).default([]),
  /** What its readers are told of a change; needed once it is published. */
  change: z.union([words(500, 4), z.object({ pt: z.literal(''), en: z.literal('') })]).nullish(),
})
export type AdvisoryInput = z.output<typeof advisorySchema>

/** What zod cannot say: ranges, versions, reasons, and names that are none. */
function problemsOf(input: AdvisoryInput, known: Awaited<ReturnType<typeof knownOf>>): FieldProblem[] {
  const problems: FieldProblem[] = []
  const add = (field: string, code: string, params?: Record<string, string>): void =>
    void problems.push({ field, code, ...(params ? { params } : {}) })
  if (input.cvss && !readCvss(input.cvss)) add('cvss', 'not-a-vector')
  if (input.tlp === 'red' && input.organisations.length === 0) add('organisations', 'required')
  const unknown = input.organisations.find((id) => !known.organisations.has(id))
  if (unknown !== undefined) add('organisations', 'unknown', { id: unknown })
  const seen = new Set<string>()
  for (const { product, status, affected, fixedVersion, justification } of input.statements) {
    if (!known.products.has(product)) add('statements', 'unknown', { name: product })
    if (seen.has(product)) add('statements', 'same-name', { name: product })
    seen.add(product)
    if (!parseRange(affected)) add('affected', 'not-a-range')
    if (fixedVersion && !parseVersion(fixedVersion)) add('fixedVersion', 'not-a-version')
    if (status === 'not-affected' && !justification) add('justification', 'required')
  }
  return problems
}

/** A new advisory, as a draft, or a changed one. What is published is changed with a word on what changed, for its readers. */
export async function saveAdvisory(ctx: Context, input: unknown): Promise<{ id: string; tracking: string }> {
  if (!mayWriteAdvisories(ctx.actor)) throw notAllowed('advisories-not-yours')
  const parsed = parse(advisorySchema, input)
  const { id: given, revision, statements, organisations, change, ...values } = parsed
  const problems = problemsOf(parsed, await knownOf(ctx.db, organisations))
  if (problems.length > 0) throw invalid(problems)
  const id = given ?? ctx.ids.next()
  const row = { ...values, cve: values.cve ?? null, cwe: values.cwe ?? null, cvss: values.cvss ?? null }
  return ctx.write(async (tx) => {
    const held = given ? await findAdvisory(tx, given) : null
    if (given && !held) throw notFound('advisory')
    if (held && held.revision !== revision) throw conflict('advisory-changed')
    if (held?.status === 'withdrawn') throw conflict('advisory-withdrawn')
    if (held?.status === 'published' && !change?.pt) throw invalid([{ field: 'change', code: 'required' }])
    const named = statements.map(({ product, fixedVersion }) => ({
      productId: product,
      fixedVersion: fixedVersion ?? null,
    }))
    const at = Math.max(held?.publishedAt ?? 0, ctx.now)
    const hidden =
      held?.status === 'published'
        ? await namingProblems(tx, { ...values, organisations, statements: named }, at)
        : []
    if (hidden.length > 0) throw invalid(hidden)
    const tracking = held?.tracking ?? (await nextTracking(tx, new Date(ctx.now).getUTCFullYear()))
    if (held) await updateAdvisory(tx, id, { ...row, updatedAt: ctx.now, revision: revision + 1 })
    else {
      await insertAdvisory(tx, {
        ...row,
        id,
        tracking,
        status: 'draft',
        publishedAt: null,
        updatedAt: ctx.now,
        createdAt: ctx.now,
        createdBy: actorId(ctx.actor),
        revision: 1,
      })
    }
    await rewriteParts(tx, id, statements, values.tlp === 'red' ? organisations : [])
    const told = held?.status === 'published' && change ? change : null
    if (told) await addRevision(tx, id, told, ctx.now)
    await recordEvent(ctx, tx, {
      type: held ? 'advisory.changed' : 'advisory.created',
      subject: `advisory:${tracking}`,
      data: {
        tlp: values.tlp,
        severity: values.severity,
        title: values.title,
        ...(told && { change: told }),
      },
    })
    return { id, tracking }
  })
}
