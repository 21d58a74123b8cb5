import type { FieldProblem } from '../shared/index.ts'
import type { ProcessDefinition, ProcessField, ProcessStep, Way } from './definition.ts'

export type Answers = Readonly<Record<string, string>>

const longest = { text: 200, 'long-text': 4000 } as const

function isDate(value: string): boolean {
  const at = /^\d{4}-\d\d-\d\d$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(value)
}

function clean(kind: ProcessField['kind'], typed: unknown): string {
  const text = typeof typed === 'string' ? typed.replaceAll('\r\n', '\n').replaceAll('\0', '').trim() : ''
  return kind === 'long-text' ? text : text.replace(/\s+/g, ' ')
}

function problemOf(
  { kind, required, options = [] }: ProcessField,
  value: string,
): Omit<FieldProblem, 'field'> | null {
  if (value === '') return required ? { code: 'required' } : null
  switch (kind) {
    case 'text':
    case 'long-text':
      return value.length > longest[kind] ? { code: 'too-long', params: { max: longest[kind] } } : null
    case 'choice':
      return options.some((option) => option.value === value) ? null : { code: 'unknown' }
    case 'yes-no':
      return value === 'yes' || value === 'no' ? null : { code: 'unknown' }
    case 'date':
      return isDate(value) ? null : { code: 'not-a-date' }
  }
}

/** What was typed into a step's form: clean values, and what is wrong with them. */
export function readAnswers(
  fields: readonly ProcessField[],
  typed: Readonly<Record<string, unknown>>,
): { answers: Answers; problems: FieldProblem[] } {
  const values = fields.map((field) => [field, clean(field.kind, typed[field.key])] as const)
  return {
    answers: Object.fromEntries(values.flatMap(([{ key }, value]) => (value === '' ? [] : [[key, value]]))),
    problems: values.flatMap(([field, value]) => {
      const problem = problemOf(field, value)
      return problem ? [{ field: `answers.${field.key}`, ...problem }] : []
    }),
  }
}

function applies({ when }: Way, answers: Answers): boolean {
  return !when || answers[when.field] === when.is
}

/** The way on. @param button its place, where the ways are buttons */
export function wayOn({ next }: ProcessStep, answers: Answers, button: number | null): Way | FieldProblem {
  if (next.some(({ names }) => names)) {
    const way = button === null ? undefined : next[button]
    if (!way) return { field: 'button', code: 'required' }
    return applies(way, answers) ? way : { field: `answers.${way.when?.field}`, code: 'not-with-button' }
  }
  const way = next.find((each) => applies(each, answers))
  if (!way) throw new Error('the last way of a step always applies')
  return way
}

/** Words of the language that answers are written in. */
export type AnswerWords = {
  yes: string
  no: string
  date: (iso: string) => string
  title: (step: string, process: string) => string
}

/** The answers as a message. */
export function answersText(
  lang: 'pt' | 'en',
  { names, step, way }: { names: ProcessDefinition['names']; step: ProcessStep; way: Way },
  answers: Answers,
  words: AnswerWords,
): string {
  const said = (field: ProcessField, value: string): string => {
    if (field.kind === 'yes-no') return value === 'yes' ? words.yes : words.no
    if (field.kind === 'date') return words.date(value)
    return field.options?.find((option) => option.value === value)?.names[lang] ?? value
  }
  const parts = step.fields.flatMap((field) => {
    const value = answers[field.key]
    return value === undefined ? [] : [`**${field.names[lang]}**\n${said(field, value)}`]
  })
  const button = way.names ? [`→ ${way.names[lang]}`] : []
  return [`**${words.title(step.names[lang], names[lang])}**`, ...parts, ...button].join('\n\n')
}
