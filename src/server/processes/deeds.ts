import { cancelProcess, type ProcessMeans, startProcess, submitStep } from '#domain/processes/index.ts'
import type { Context } from '#domain/shared/index.ts'
import { type Lang, locale, texts } from '#i18n/index.ts'
import type { Form } from '../http/form.ts'
import { renderMessage } from '../site/render-message.ts'
import type { DeedDone } from '../tickets/relation-deeds.ts'

export type ProcessSaid = 'process-started' | 'process-moved' | 'process-cancelled'

type Deed = (ctx: Context, reference: string, form: Form) => Promise<DeedDone<ProcessSaid>>

export function processMeans(lang: Lang): ProcessMeans {
  const { yes, no, noteTitle: title } = texts(lang).processes
  const days = new Intl.DateTimeFormat(locale[lang], { dateStyle: 'long', timeZone: 'UTC' })
  const date = (iso: string): string => days.format(Date.parse(`${iso}T00:00:00Z`))
  return { render: renderMessage, words: { yes, no, date, title } }
}

/** A step's form, by whoever fills it in. */
export async function fillStep(ctx: Context, reference: string, form: Form): Promise<void> {
  const answers = [...form.fields].flatMap(([name, [value = '']]) =>
    name.startsWith('answers.') ? [[name.slice('answers.'.length), value] as const] : [],
  )
  const lang = ctx.actor.kind === 'person' ? ctx.actor.lang : 'pt'
  const input = {
    reference,
    step: form.get('step'),
    turn: form.get('turn'),
    button: form.get('button'),
    answers: Object.fromEntries(answers),
  }
  await submitStep(ctx, input, processMeans(lang))
}

/** The desk's deeds with the process of a ticket. */
export const processDeeds: Readonly<Record<string, Deed>> = {
  'process-start': async (ctx, reference, form) => {
    await startProcess(ctx, { reference, process: form.get('process') }, { render: renderMessage })
    return { said: 'process-started' }
  },
  'process-step': async (ctx, reference, form) => {
    await fillStep(ctx, reference, form)
    return { said: 'process-moved' }
  },
  'process-cancel': async (ctx, reference, form) => {
    await cancelProcess(ctx, { reference, reason: form.get('reason') })
    return { said: 'process-cancelled' }
  },
}
