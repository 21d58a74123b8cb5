import { z } from 'zod'
import { findPersonByEmail, looksAfter } from '../accounts/index.ts'
import {
  type Context,
  conflict,
  invalid,
  isDesk,
  notAllowed,
  type Person,
  parse,
  type Transaction,
} from '../shared/index.ts'
import { currentPromise } from '../sla/index.ts'
import { attachUploads } from './attachment-store.ts'
import { checkAnswers } from './field.ts'
import { allFields } from './field-store.ts'
import { fingerprint } from './fingerprint.ts'
import {
  answersSchema,
  blankAsAbsent,
  bodySchema,
  levelSchema,
  subjectSchema,
  uploadsSchema,
} from './inputs.ts'
import { lodge } from './lodge.ts'
import { mayLodge, mayWrite } from './policy.ts'
import { currentPriority } from './priority-matrix.ts'
import { supportQueue } from './queue.ts'
import { referenceOf } from './reference.ts'
import { typeProblem } from './request-type.ts'
import { allRequestTypes } from './request-type-store.ts'
import { findIdempotencyKey, findProduct, insertIdempotencyKey } from './store.ts'
import type { Channel, Means, Opened } from './types.ts'

export const openTicketSchema = z.object({
  subject: subjectSchema,
  body: bodySchema,
  product: blankAsAbsent(z.string().max(64)),
  version: blankAsAbsent(z.string().trim().max(40)),
  requestType: blankAsAbsent(z.string().max(64)),
  urgency: levelSchema.default('normal'),
  impact: levelSchema.default('normal'),
  /** For a partner, or for the desk on its behalf: one of the organisations it looks after. */
  organisation: blankAsAbsent(z.string().max(64)),
  /** For the desk: on whose behalf. */
  requesterEmail: blankAsAbsent(z.string().trim().toLowerCase().max(254)),
  fields: answersSchema.default({}),
  uploads: uploadsSchema,
  idempotencyKey: blankAsAbsent(z.string().max(200)),
})

type Input = Omit<z.output<typeof openTicketSchema>, 'idempotencyKey'>
type Requester = { id: string; organisationId: string }

/** Whose ticket it will be: the actor's own, a partner's for an organisation, or somebody's whom the desk speaks for. */
async function requesterOf(ctx: Context, actor: Person, input: Input): Promise<Requester> {
  const { requesterEmail, organisation } = input
  const desk: boolean = isDesk(actor)
  if (desk) {
    if (!requesterEmail) throw invalid([{ field: 'requesterEmail', code: 'required' }])
    const person = await findPersonByEmail(ctx.db, requesterEmail)
    const asks =
      person &&
      person.disabledAt === null &&
      ['customer', 'customer-manager', 'partner'].includes(person.role)
    if (!asks) throw invalid([{ field: 'requesterEmail', code: 'unknown' }])
    return { id: person.id, organisationId: await organisationFor(ctx, person, organisation) }
  }
  if (requesterEmail && requesterEmail !== actor.email) throw notAllowed('on-behalf-not-yours')
  if (organisation && !actor.organisationIds.includes(organisation)) {
    throw invalid([{ field: 'organisation', code: 'unknown' }])
  }
  return { id: actor.id, organisationId: organisation ?? actor.organisationId }
}

/** The person's own, unless they are a partner's and speak for another. */
async function organisationFor(
  ctx: Context,
  { role, organisationId }: { role: string; organisationId: string },
  wanted: string | undefined,
): Promise<string> {
  if (wanted === undefined || wanted === organisationId) return organisationId
  if (role === 'partner' && (await looksAfter(ctx.db, organisationId, wanted))) return wanted
  throw invalid([{ field: 'organisation', code: 'unknown' }])
}

/** The ticket that the same request opened before; another request under the same key is refused. */
async function repeatedRequest(
  tx: Transaction,
  personId: string,
  key: string,
  inputHash: string,
): Promise<Opened | null> {
  const earlier = await findIdempotencyKey(tx, personId, key)
  if (!earlier) return null
  if (earlier.inputHash !== inputHash) throw conflict('idempotency-key-used')
  return { id: earlier.ticketId, reference: referenceOf(earlier.ticketId), repeated: true }
}

/** What it is asked beside its text: its type, and the fields of its product and type. */
async function checkAsked(
  ctx: Context,
  input: Pick<Input, 'product' | 'requestType' | 'fields'>,
  channel: Channel,
): Promise<ReturnType<typeof checkAnswers>> {
  const about = { product: input.product ?? null, requestType: input.requestType ?? null }
  const { product, requestType } = about
  const wrong = requestType === null ? null : typeProblem(await allRequestTypes(ctx.db), requestType, product)
  const checked = checkAnswers(await allFields(ctx.db), input.fields, about, channel)
  return { ...checked, problems: wrong ? [wrong, ...checked.problems] : checked.problems }
}

export async function openTicket(ctx: Context, input: unknown, means: Means): Promise<Opened> {
  const { actor } = ctx
  if (!mayLodge(actor) || !mayWrite(actor)) throw notAllowed('tickets-not-yours')
  const { idempotencyKey: key, ...values } = parse(openTicketSchema, input)
  const inputHash = key ? fingerprint(JSON.stringify(values)) : ''
  const requester = await requesterOf(ctx, actor, values)
  if (values.product && !(await findProduct(ctx.db, values.product))) {
    throw invalid([{ field: 'product', code: 'unknown' }])
  }
  const channel = means.channel ?? 'web'
  const { fields, problems } = await checkAsked(ctx, values, channel)
  if (problems.length > 0) throw invalid(problems)
  const priority = await currentPriority(ctx, values.impact, values.urgency)
  const promise = await currentPromise(ctx, requester.organisationId, priority)
  const html = means.render(values.body)
  const authorKind = isDesk(actor) ? 'agent' : 'customer'

  return ctx.write(async (tx) => {
    const repeated = key ? await repeatedRequest(tx, actor.id, key, inputHash) : null
    if (repeated) return repeated
    const lodging = {
      subject: values.subject,
      productId: values.product ?? null,
      version: values.version ?? null,
      requestType: values.requestType ?? null,
      queue: supportQueue.id,
      teamId: null,
      impact: values.impact,
      urgency: values.urgency,
      priority,
      organisationId: requester.organisationId,
      requesterId: requester.id,
      channel,
      fields,
    }
    const { id, messageId } = await lodge(ctx, tx, lodging, promise, {
      authorId: actor.id,
      authorKind,
      channel,
      audience: 'customer',
      body: values.body,
      html,
      createdAt: ctx.now,
    })
    await attachUploads(tx, actor.id, values.uploads, id, messageId)
    if (key) {
      await insertIdempotencyKey(tx, {
        id: ctx.ids.next(),
        personId: actor.id,
        key,
        inputHash,
        ticketId: id,
        createdAt: ctx.now,
      })
    }
    return { id, reference: referenceOf(id), repeated: false }
  })
}
