import { type Values, variables } from '#domain/answers/index.ts'
import { type RuleMeans, runRules, saveRule } from '#domain/rules/index.ts'
import type { Context } from '#domain/shared/index.ts'
import { tuesday, type World } from '#tests/support/world.ts'

export {
  createDesk,
  type Desk,
  incident,
  means as messageMeans,
  minute,
  refusal,
} from '../tickets/support.ts'

export const ruleMeans: RuleMeans = {
  render: (markdown) => `<p>${markdown}</p>`,
  tried: () => 'O que já se tentou',
  values: async (_ctx, reference) => {
    const all = Object.fromEntries(variables.map((name) => [name, `<${name}>`])) as Values
    return { ...all, 'ticket.reference': reference, 'planned.version': null }
  },
  deskLang: 'pt',
  calendar: 'pt-office',
}

export const note = { kind: 'note', text: 'Visto' }
export const critical = {
  name: 'Crítico à 2.ª linha',
  enabled: true,
  when: ['opened'],
  conditions: [{ fact: 'priority', values: ['critical', 'high'] }],
  actions: [{ kind: 'escalate', line: '2', why: 'critical', summary: 'Crítico: {{ticket.reference}}' }],
}

export type RuleInput = Record<string, unknown>

/** By the supervisor. */
export async function save(world: World, input: RuleInput, now = tuesday): Promise<string> {
  return (await saveRule(await world.as('helena', now), { name: 'Regra', enabled: true, ...input })).id
}

/** Runs rules until there is nothing left to read. */
export async function runAll(
  world: World,
  now = tuesday,
  means: RuleMeans = ruleMeans,
  failed: (error: unknown) => void = (error) => {
    throw error
  },
): Promise<void> {
  const ctx: Context = await world.as({ kind: 'system', name: 'rules' }, now)
  for (let turn = 0; turn < 200; turn++) if ((await runRules(ctx, means, failed)) === 0) return
  throw new Error('the rules do not come to an end')
}
