import { fill, type Values } from '../answers/index.ts'
import { type Context, conflict } from '../shared/index.ts'
import {
  assignTicket,
  changePriority,
  changeQueue,
  changeRequestType,
  changeStatus,
  changeTeam,
  escalateTicket,
  type Reference,
  type Render,
  writeAsSystem,
} from '../tickets/index.ts'
import type { Action } from './definition.ts'

type Lang = 'pt' | 'en'

/** What rules need beside the database. */
export type RuleMeans = {
  render: Render
  /** Parts a note of two answers. */
  tried: (lang: Lang) => string
  /** What a ticket says for the variables, in one language; read by this context. */
  values: (ctx: Context, reference: Reference, lang: Lang) => Promise<Values>
  /** Of the notes that only the desk reads. */
  deskLang: Lang
  /** By whose hours support is open or closed. */
  calendar: string
}

/** One action, by the verb that people do it with. @throws DomainError what the verb refuses with */
export async function perform(
  ctx: Context,
  reference: Reference,
  action: Action,
  requesterLang: Lang,
  means: RuleMeans,
): Promise<void> {
  const { render, deskLang } = means
  const filled = async (text: string, lang: Lang): Promise<string> => {
    if (!text.includes('{{')) return text
    const { body, whole } = fill(text, await means.values(ctx, reference, lang))
    // Nobody reads it before it is sent.
    if (!whole) throw conflict('variable-empty')
    return body
  }
  switch (action.kind) {
    case 'assign':
      return assignTicket(ctx, { reference, assignee: action.person ?? null })
    case 'escalate': {
      const { line, why, person } = action
      const summary = await filled(action.summary, deskLang)
      const tried = action.tried && (await filled(action.tried, deskLang))
      const words = { tried: means.tried(deskLang) }
      return escalateTicket(
        ctx,
        { reference, line, why, summary, tried, assignee: person },
        { render, words },
      )
    }
    case 'priority': {
      const { impact, urgency, reason } = action
      return changePriority(ctx, { reference, impact, urgency, reason })
    }
    case 'status':
      return changeStatus(ctx, { reference, status: action.status, waitingFor: action.waitingFor })
    case 'queue':
      return changeQueue(ctx, { reference, queue: action.queue })
    case 'team':
      return changeTeam(ctx, { reference, team: action.team })
    case 'request-type':
      return changeRequestType(ctx, { reference, requestType: action.requestType })
    case 'note': {
      const body = await filled(action.text, deskLang)
      return writeAsSystem(ctx, { reference, body, internal: true }, { render })
    }
    case 'answer': {
      const lang = action[requesterLang] ? requesterLang : requesterLang === 'pt' ? 'en' : 'pt'
      const body = await filled(action[lang] ?? '', lang)
      return writeAsSystem(ctx, { reference, body, internal: false }, { render })
    }
  }
}
