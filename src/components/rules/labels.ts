import type { ActionKind, RuleChoices } from '#domain/rules/index.ts'
import { type Lang, texts } from '#i18n/index.ts'
import type { Draft } from '#server/rules/draft.ts'
import { factWord } from './words.ts'

/** What the fields of a rule are called where their faults are listed. */
export function problemLabels(
  lang: Lang,
  { conditions, actions }: Draft,
  choices: RuleChoices,
): Record<string, string> {
  const { rules: t } = texts(lang)
  const facts = conditions.map(({ fact }, at) => [`conditions.${at}.values`, factWord(lang, fact, choices)])
  const deeds = actions.flatMap(({ kind, ...fields }, at) =>
    ['kind', ...Object.keys(fields)].map((field) => [
      `actions.${at}.${field}`,
      `${at + 1}. ${t.kinds[kind as ActionKind] ?? t.thens}`,
    ]),
  )
  return { name: t.name, when: t.when, actions: t.thens, ...Object.fromEntries([...facts, ...deeds]) }
}
