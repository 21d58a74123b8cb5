import {
  end,
  type ProcessAction,
  type ProcessDefinition,
  type ProcessStep,
  type Way,
} from '#domain/processes/index.ts'
import { type Lang, texts } from '#i18n/index.ts'
import type { Known } from '#server/processes/known.ts'

/** What a value of a field is called. */
export function answerWord(
  lang: Lang,
  { kind, options }: ProcessStep['fields'][number],
  value: string,
): string {
  const { processes: t } = texts(lang)
  if (kind === 'yes-no') return value === 'yes' ? t.yes : t.no
  return options?.find((option) => option.value === value)?.names[lang] ?? value
}

/** One way on, in words: the button, where it leads, on what condition. */
export function wayWords(
  lang: Lang,
  { steps }: ProcessDefinition,
  { fields }: ProcessStep,
  way: Way,
): string {
  const { processes: t } = texts(lang)
  const to = way.to === end ? t.endName : (steps.find(({ id }) => id === way.to)?.names[lang] ?? way.to)
  const field = fields.find(({ key }) => key === way.when?.field)
  const when =
    way.when && field ? ` (${t.whenIs(field.names[lang], answerWord(lang, field, way.when.is))})` : ''
  return `${way.names ? `${way.names[lang]} → ` : ''}${to}${when}`
}

export function actionWords(lang: Lang, action: ProcessAction, { queues, types, teams }: Known): string {
  const { processes: t, tickets, desk } = texts(lang)
  switch (action.kind) {
    case 'status':
      return t.actions.status(
        action.waitingFor ? desk.waits[action.waitingFor] : tickets.statuses[action.status],
      )
    case 'queue':
      return t.actions.queue(queues.find(({ id }) => id === action.queue)?.names[lang] ?? action.queue)
    case 'request-type': {
      const type = types.find(({ id }) => id === action.requestType)
      return t.actions.requestType(type?.names[lang] ?? action.requestType)
    }
    case 'team':
      return t.actions.team(teams.find(({ id }) => id === action.team)?.name ?? action.team)
    case 'priority': {
      const { impact, urgency } = action
      const parts = [
        impact && t.actions.impact(tickets.impacts[impact]),
        urgency && t.actions.urgency(tickets.levels[urgency]),
      ]
      return parts.filter(Boolean).join(', ')
    }
    case 'note':
      return t.actions.note
  }
}
