import { z } from 'zod'
import { type Context, conflict, invalid, parse } from '../shared/index.ts'
import { type Change, changeTicket, nothing, requireDesk } from './change.ts'
import { correctAnswers } from './field.ts'
import { allFields } from './field-store.ts'
import { answersSchema, referenceSchema } from './inputs.ts'

const schema = z.object({ reference: referenceSchema, fields: answersSchema })

/** What the customer answered, corrected by the desk; an empty answer takes it away, one that is not given stays. */
export async function changeFields(ctx: Context, input: unknown): Promise<void> {
  requireDesk(ctx)
  const { reference, fields: given } = parse(schema, input)
  await changeTicket(ctx, reference, async (ticket, _promise, tx): Promise<Change> => {
    if (ticket.status === 'merged') throw conflict('ticket-merged')
    const { fields, problems, changed } = correctAnswers(await allFields(tx), ticket.fields, given)
    if (problems.length > 0) throw invalid(problems)
    if (changed.length === 0) return nothing
    const name = (lang: 'pt' | 'en'): string => changed.map(({ names }) => names[lang]).join(', ')
    const changes = changed.map(({ id }) => ({
      field: id,
      was: ticket.fields[id] ?? null,
      is: fields[id] ?? null,
    }))
    return {
      set: { fields, updatedAt: ctx.now },
      clocks: [],
      events: [
        { type: 'ticket.fields-changed', data: { changes, names: { pt: name('pt'), en: name('en') } } },
      ],
    }
  })
}
