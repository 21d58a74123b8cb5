import { type Context, notAllowed, notFound } from '../shared/index.ts'
import { mayUseDesk } from '../tickets/index.ts'
import { faultsOf, namedIn } from './changes.ts'
import { findTemplate, type KeptTemplate, templatesOf } from './store.ts'
import type { AnswerTemplate } from './types.ts'

/** Templates in use, by language and name. @param lang null: both */
export async function listTemplates(
  ctx: Context,
  lang: 'pt' | 'en' | null = null,
): Promise<AnswerTemplate[]> {
  if (!mayUseDesk(ctx.actor)) throw notAllowed('desk-only')
  return withFaults(ctx, await templatesOf(ctx.db, lang))
}

export async function getTemplate(ctx: Context, id: string): Promise<AnswerTemplate> {
  if (!mayUseDesk(ctx.actor)) throw notAllowed('desk-only')
  const template = await findTemplate(ctx.db, id)
  if (!template) throw notFound('template')
  const [found] = await withFaults(ctx, [template])
  return found as AnswerTemplate
}

/** Who and what there is, is asked only where a template names somebody or something. */
async function withFaults(ctx: Context, templates: readonly KeptTemplate[]): Promise<AnswerTemplate[]> {
  const named = templates.some(({ changes }) => changes !== null) ? await namedIn(ctx.db) : null
  return templates.map((template) => ({ ...template, faults: faultsOf(template, named) }))
}
