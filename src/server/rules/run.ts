import { type RuleMeans, runRules } from '#domain/rules/index.ts'
import { getDeskTicket } from '#domain/tickets/index.ts'
import { texts } from '#i18n/index.ts'
import { valuesOf } from '../answers/values.ts'
import type { Runtime } from '../runtime.ts'
import { renderMessage } from '../site/render-message.ts'
import { supportStatus } from '../site/support-status.ts'

type Means = Pick<Runtime, 'site'>

export function ruleMeans({ site }: Means): RuleMeans {
  const { calendar, zone } = site.catalogue.settings.site
  return {
    render: renderMessage,
    tried: (lang) => texts(lang).lines.tried,
    async values(ctx, reference, lang) {
      const ticket = await getDeskTicket(ctx, reference)
      const opens = (await supportStatus(ctx, calendar))?.nextOpening ?? null
      return valuesOf(ticket, { agent: null, lang, zone, now: ctx.now, opens })
    },
    deskLang: 'pt',
    calendar,
  }
}

/** The rules' turn: whatever happened since the last one. */
export async function runDeskRules(runtime: Runtime): Promise<void> {
  const means = ruleMeans(runtime)
  const failed = (error: unknown): void => runtime.log.error({ err: error }, 'a rule failed')
  while ((await runRules(runtime.context({ kind: 'system', name: 'rules' }), means, failed)) > 0);
}
