import type { FieldProblem } from '#domain/shared/index.ts'

/** The names by themselves, so that neither page nor server can write another one. */
function named<const Name extends string>(...names: Name[]): { readonly [Each in Name]: Each } {
  return Object.fromEntries(names.map((name) => [name, name])) as { [Each in Name]: Each }
}

/** What is written or chosen of a draft. */
export const draftTexts = named(
  'product',
  'version',
  'kind',
  'channel',
  'severity',
  'requires',
  'appliesTo',
  'supersedes',
  'rolloutPercent',
  'organisations',
  'supportEnds',
  'publishAt',
  'embargoUntil',
  'cves',
  'fixes',
  'knownIssues',
  'summaryPt',
  'summaryEn',
  'notesPt',
  'notesEn',
  'revision',
)
/** What is ticked of it. */
export const draftTicks = named('required', 'freeForAll', 'older')
export type DraftText = keyof typeof draftTexts
export type DraftTick = keyof typeof draftTicks

/** Of a draft that is published: as it was on the page. */
export const publishFields = named('revision')
/** Of a draft that is deleted. */
export const discardFields = named('confirm')
/** Of the files of a draft: what is sent without a script, what one is, an upload that is given up. */
export const fileFields = named('files', 'name', 'role', 'platform', 'id')
/** Of the notes of a release that is out. */
export const notesFields = named('notesPt', 'notesEn', 'revision')
/** Of a release that is withdrawn. */
export const yankFields = named('reasonPt', 'reasonEn', 'replacement', 'confirm')

/** What a label and a hint find a control by, and the form its value. */
export function control(name: string): { id: string; name: string } {
  return { id: name, name }
}

/** Words in both languages are a field each. */
const words: Record<string, string> = {
  'summary.pt': draftTexts.summaryPt,
  'summary.en': draftTexts.summaryEn,
  'notes.pt': draftTexts.notesPt,
  'notes.en': draftTexts.notesEn,
  'reason.pt': yankFields.reasonPt,
  'reason.en': yankFields.reasonEn,
}

/** What is wrong, by the fields of the form; of what a field holds, the field itself. */
export function inForm<Refused extends { fields: readonly FieldProblem[] }>(refused: Refused): Refused {
  const fields = refused.fields.map((problem) => ({
    ...problem,
    field: words[problem.field] ?? problem.field.split('.')[0] ?? '',
  }))
  return { ...refused, fields }
}
