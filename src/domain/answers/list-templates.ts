import { type Context, notAllowed, notFound } from '../shared/index.ts'
import { mayUseDesk } from '../tickets/index.ts'
import { findTemplate, templatesOf } from './store.ts'
import type { AnswerTemplate } from './types.ts'

/** Templates in use, by language and name. @param lang null: both */
export async function listTemplates(
  ctx: Context,
  lang: 'pt' | 'en' | null = null,
): Promise<AnswerTemplate[]> {
  if (!mayUseDesk(ctx.actor)) throw notAllowed('desk-only')
  return templatesOf(ctx.db, lang)
}

export async function getTemplate(ctx: Context, id: string): Promise<AnswerTemplate> {
  if (!mayUseDesk(ctx.actor)) throw notAllowed('desk-only')
  const template = await findTemplate(ctx.db, id)
  if (!template) throw notFound('template')
  return template
}
