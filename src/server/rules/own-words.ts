import { fill, type Values } from '#domain/answers/index.ts'
import type { LetterFacts, LetterKind } from '#domain/mail/index.ts'
import {
  type AutoResponse,
  fittingResponses,
  listResponses,
  type ResponseEvent,
} from '#domain/rules/index.ts'
import type { Context } from '#domain/shared/index.ts'
import { type Calendar, getSupportCalendar, isOpen, nextOpening } from '#domain/sla/index.ts'
import { referenceOf } from '#domain/tickets/index.ts'
import { formats } from '#i18n/index.ts'
import type { OwnWords } from '../mail/compose.ts'
import { renderMessage } from '../site/render-message.ts'
import type { Site } from '../site/site.ts'

/** What the house says itself in letters to customers, as it is now. */
export async function ownWords(ctx: Context, site: Site): Promise<OwnWords> {
  const responses = await listResponses(ctx)
  if (responses.length === 0) return () => null
  const { calendar: id, zone } = site.catalogue.settings.site
  const calendar = await getSupportCalendar(ctx, id)
  return (kind, facts) => {
    const event = eventOf(kind, facts, calendar)
    const { lang } = facts.addressee
    if (!event) return null
    const values = letterValues(facts, calendar, zone)
    const fitting = fittingResponses(responses, { event, queue: facts.ticket.queue, lang })
    for (const response of fitting) {
      const words = wordsOf(response, values)
      if (words) return words
    }
    return null
  }
}

function eventOf(kind: LetterKind, { event }: LetterFacts, calendar: Calendar): ResponseEvent | null {
  if (kind === 'resolved' || kind === 'follow-up') return kind
  if (kind === 'follow-up-refused') return 'refused'
  if (kind !== 'ticket-received') return null
  // What went on with a closed ticket says so, whatever the hour.
  if (typeof event.data.follows === 'string') return 'follow-up-new'
  return isOpen(calendar, event.at) ? 'received' : 'out-of-hours'
}

/** null where the ticket does not say what the text asks for: half a sentence is not sent. */
export function wordsOf(
  { subject, body }: Pick<AutoResponse, 'subject' | 'body'>,
  values: Values,
): { subject: string; text: string; html: string } | null {
  const [title, text] = [fill(subject, values), fill(body, values)]
  if (!title.whole || !text.whole) return null
  return {
    subject: title.body.replace(/\s+/g, ' ').slice(0, 300),
    text: text.body,
    html: renderMessage(text.body),
  }
}

function letterValues({ ticket, addressee, event }: LetterFacts, calendar: Calendar, zone: string): Values {
  const f = formats(addressee.lang, zone, event.at)
  const near = (at: number | null): string | null => (at === null ? null : f.near(at))
  const opens = nextOpening(calendar, event.at)
  return {
    'customer.name': addressee.name,
    'customer.firstName': addressee.name.split(' ')[0] ?? addressee.name,
    'organisation.name': ticket.organisation,
    'ticket.reference': referenceOf(ticket.id),
    'ticket.subject': ticket.subject,
    'product.name': ticket.product,
    'product.version': ticket.version,
    'planned.version': ticket.plannedVersion,
    'due.firstResponse': near(ticket.firstResponseDueAt),
    'due.resolution': near(ticket.resolutionDueAt),
    'support.opens': opens === event.at ? null : near(opens),
    'agent.name': null,
  }
}
