import { z } from 'zod'
import { recordEvent } from '../events/index.ts'
import { actorId, type Context, conflict, invalid, notAllowed, notFound, parse } from '../shared/index.ts'
import { changeFields, changeProblems, changesOf, namedIn } from './changes.ts'
import { mayEditTemplates } from './policy.ts'
import { findTemplate, insertTemplate, updateTemplate } from './store.ts'
import { variableProblem } from './variables.ts'

const blank = z.literal('').transform(() => null)

export const templateSchema = z.object({
  /** Absent: a new one. */
  id: z.union([blank, z.string().max(64)]).nullish(),
  /** Of the one that was changed; another means that somebody changed it meanwhile. */
  revision: z.coerce.number().int().min(0).default(0),
  name: z.string().trim().min(2).max(120),
  lang: z.enum(['pt', 'en']),
  product: z.union([blank, z.string().max(64)]).nullish(),
  line: z.union([blank, z.coerce.number().pipe(z.int().min(1).max(3))]).nullish(),
  body: z
    .string()
    .transform((value) => value.replaceAll('\r\n', '\n').trim())
    .pipe(z.string().min(1).max(20_000)),
  internal: z.union([z.boolean(), z.enum(['', 'on']).transform((value) => value === 'on')]).default(false),
  status: z.union([blank, z.enum(['open', 'waiting', 'resolved', 'closed'])]).nullish(),
  waitingFor: z
    .union([blank, z.enum(['customer', 'engineering', 'third-party', 'planned-version'])])
    .nullish(),
  ...changeFields,
})

/** A new template, or a changed one. Its variables are checked: what is none would be sent as it is. */
export async function saveTemplate(ctx: Context, input: unknown): Promise<{ id: string }> {
  if (!mayEditTemplates(ctx.actor)) throw notAllowed('templates-not-yours')
  const parsed = parse(templateSchema, input)
  const {
    id: given,
    revision,
    product,
    assignee,
    toLine,
    why,
    impact,
    urgency,
    queue,
    requestType,
    team,
    ...values
  } = parsed
  const changes = changesOf({ assignee, toLine, why, impact, urgency, queue, requestType, team })
  const wrong = variableProblem(values.body, 'body')
  if (wrong) throw invalid([wrong])
  const status = values.status ?? null
  if (status === 'waiting' && !values.waitingFor) throw invalid([{ field: 'waitingFor', code: 'required' }])
  const problems = changes ? changeProblems({ ...changes, why }, await namedIn(ctx.db), product ?? null) : []
  if (problems.length > 0) throw invalid(problems)
  const row = {
    ...values,
    changes,
    status,
    waitingFor: status === 'waiting' ? (values.waitingFor ?? null) : null,
    line: values.line ?? null,
    productId: product ?? null,
    updatedBy: actorId(ctx.actor) ?? '',
    updatedAt: ctx.now,
  }
  const id = given ?? ctx.ids.next()
  return ctx.write(async (tx) => {
    const held = given ? await findTemplate(tx, given) : null
    if (given && !held) throw notFound('template')
    if (held && held.revision !== revision) throw conflict('template-changed')
    if (held) await updateTemplate(tx, id, { ...row, revision: revision + 1, archivedAt: null })
    else await insertTemplate(tx, { ...row, id, revision: 1 })
    await recordEvent(ctx, tx, {
      type: held ? 'template.changed' : 'template.created',
      subject: `template:${id}`,
      data: {
        name: values.name,
        revision: held ? revision + 1 : 1,
        before: held && { name: held.name, body: held.body },
      },
    })
    return { id }
  })
}
