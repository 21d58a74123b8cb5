import type { Draft, DraftAction } from './draft.ts'

/** What is said, whatever its order in the form and with nothing for what is empty. */
function plainly({ name, enabled, when, conditions, actions }: Draft): string {
  const filled = (action: DraftAction): [string, string][] =>
    Object.entries(action)
      .map(([key, value]): [string, string] => [key, value.replaceAll('\r\n', '\n').trim()])
      .filter(([, value]) => value !== '')
      .sort()
  const asked = conditions.map(({ fact, not, values }) => [fact, not, values.toSorted()])
  return JSON.stringify([name.trim(), enabled, when.toSorted(), asked, actions.map(filled)])
}

/** Whether two drafts of one rule say the same. */
export function sameDraft(one: Draft, other: Draft): boolean {
  return plainly(one) === plainly(other)
}
