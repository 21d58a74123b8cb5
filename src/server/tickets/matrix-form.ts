import type { Context } from '#domain/shared/index.ts'
import { definePriorityMatrix, levels } from '#domain/tickets/index.ts'
import { type DeedForm, deedForm } from '../http/deed-form.ts'

/** The priority matrix, a field for each cell: `impact-urgency`. */
export function matrixForm(
  ctx: Context,
  request: Request,
): Promise<DeedForm & { done: 'changed' | 'same' | null }> {
  return deedForm(request, {
    save: (form) => {
      const row = (impact: string): object =>
        Object.fromEntries(levels.map((urgency) => [urgency, form.get(`${impact}-${urgency}`)]))
      const matrix = Object.fromEntries(levels.map((impact) => [impact, row(impact)]))
      return definePriorityMatrix(ctx, { matrix, reason: form.get('reason'), from: form.get('from') })
    },
  })
}
