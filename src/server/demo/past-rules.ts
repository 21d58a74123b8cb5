import { type RuleMeans, runRules, saveRule } from '#domain/rules/index.ts'
import type { Context } from '#domain/shared/index.ts'
import { texts } from '#i18n/index.ts'
import { renderMessage } from '../site/render-message.ts'

/** Rules that were there before the demo's tickets. They only write notes: what people did stays as their stories tell it. */
const rules = [
  {
    name: 'De um parceiro: dizer também ao cliente',
    enabled: true,
    when: ['opened'],
    conditions: [
      { fact: 'requesterRole', values: ['partner'] },
      { fact: 'priority', not: true, values: ['low'] },
    ],
    actions: [{ kind: 'note', text: 'Pediu o parceiro: ver se o **cliente** quer estar em cópia.' }],
  },
  {
    name: 'Hospital: lembrar a janela de paragem',
    enabled: true,
    when: ['opened'],
    conditions: [
      { fact: 'organisation', values: ['sao-bras'] },
      { fact: 'words', values: ['atualiz*', 'instal*', 'reinici*', 'lent*', 'parad*'] },
    ],
    actions: [{ kind: 'note', text: 'O hospital só pode parar entre as **22h e as 6h**.' }],
  },
  {
    name: 'Reaberto: rever antes de responder',
    enabled: true,
    when: ['reopened'],
    conditions: [{ fact: 'channel', not: true, values: ['api'] }],
    actions: [{ kind: 'note', text: 'Foi reaberto: ler a resposta anterior antes de dar a mesma.' }],
  },
]

const means: RuleMeans = {
  render: renderMessage,
  tried: (lang) => texts(lang).lines.tried,
  values: () => Promise.reject(new Error('the notes of the demo have no variables')),
  deskLang: 'pt',
  calendar: 'pt-office',
}

/** @param ctx of the supervisor, before there is any ticket */
export async function loadPastRules(ctx: Context): Promise<void> {
  for (const rule of rules) await saveRule(ctx, rule)
}

/** What the rules did about what has happened since the last call. @param ctx of the system, at that time */
export async function runPastRules(ctx: Context): Promise<void> {
  const failed = (error: unknown): never => {
    throw error
  }
  while ((await runRules(ctx, means, failed)) > 0);
}
