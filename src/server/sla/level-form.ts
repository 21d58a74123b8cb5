import { type Context, type FieldProblem, invalid, isDomainError } from '#domain/shared/index.ts'
import { type Defined, defineLevel, type Priority } from '#domain/sla/index.ts'
import { type DeedForm, deedForm } from '../http/deed-form.ts'
import type { Form } from '../http/form.ts'
import { parseDuration } from './durations.ts'

export const priorities: readonly Priority[] = ['critical', 'high', 'normal', 'low']
export const clocks = ['firstResponse', 'update', 'resolution'] as const
export const lines = [1, 2, 3] as const

/** @throws DomainError `invalid` that names every time that is not understood */
function readTargets(form: Form): object {
  const problems: FieldProblem[] = []
  const time = (field: string): number | null => {
    try {
      return parseDuration(field, form.get(field))
    } catch (error) {
      if (!isDomainError(error)) throw error
      problems.push(...error.fields)
      return null
    }
  }
  const targets = priorities.map((priority) => {
    const times = clocks.map((clock) => [clock, time(`${priority}-${clock}`)] as const)
    const own = lines
      .map((line) => [line, time(`${priority}-${line}`)] as const)
      .filter(([, value]) => value !== null)
    const target = { calendar: form.get(`${priority}-calendar`), lines: Object.fromEntries(own) }
    return [priority, { ...target, ...Object.fromEntries(times) }] as const
  })
  if (problems.length > 0) throw invalid(problems)
  return Object.fromEntries(targets)
}

/** `targets.high.lines.2` as the form names it: `high-2`. */
function fieldOf(field: string): string {
  const [, priority, rest = ''] = /^targets\.(\w+)\.(.+)$/.exec(field) ?? []
  return priority ? `${priority}-${rest.replace('lines.', '')}` : field
}

/** @param level the one to change; null: a new one */
export function levelForm(
  ctx: Context,
  request: Request,
  level: { id: string } | null,
): Promise<DeedForm & { done: { id: string; as: Defined } | null }> {
  return deedForm(request, {
    save: async (form) => {
      const id = level?.id ?? form.get('id').trim()
      const input = { id, name: form.get('name'), targets: readTargets(form) }
      try {
        return { id, as: await defineLevel(ctx, input, Number(form.get('from')) || 0) }
      } catch (error) {
        if (!isDomainError(error) || error.kind !== 'invalid') throw error
        throw invalid(error.fields.map((problem) => ({ ...problem, field: fieldOf(problem.field) })))
      }
    },
  })
}
