import type { z } from 'zod'
import { type FieldProblem, invalid } from './errors.ts'

type Issue = z.core.$ZodIssue

function problem(issue: Issue): FieldProblem {
  const field = issue.path.join('.') || 'form'
  const sized = issue.code === 'too_big' || issue.code === 'too_small'
  // Past what counts exactly: how much that is helps nobody.
  if (sized && issue.origin === 'int') return { field, code: 'invalid' }
  if (sized && issue.origin === 'number') {
    return issue.code === 'too_big'
      ? { field, code: 'too-high', params: { max: Number(issue.maximum) } }
      : { field, code: 'too-low', params: { min: Number(issue.minimum) } }
  }
  if (issue.code === 'too_big' && issue.origin === 'array')
    return { field, code: 'too-many', params: { max: Number(issue.maximum) } }
  if (issue.code === 'too_big') return { field, code: 'too-long', params: { max: Number(issue.maximum) } }
  if (issue.code === 'too_small') {
    return Number(issue.minimum) <= 1 || issue.input === ''
      ? { field, code: 'required' }
      : { field, code: 'too-short', params: { min: Number(issue.minimum) } }
  }
  if (issue.code === 'invalid_type') {
    return issue.input === undefined ? { field, code: 'required' } : { field, code: 'invalid' }
  }
  if (issue.code === 'custom' && issue.message) return { field, code: issue.message }
  return { field, code: 'invalid' }
}

/** Parses a verb's input; every fault at once, by field. @throws DomainError of kind `invalid` */
export function parse<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const result = schema.safeParse(input, { reportInput: true })
  if (result.success) return result.data
  throw invalid(result.error.issues.map(problem))
}
