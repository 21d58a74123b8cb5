import { chooseNotices } from '#domain/notices/index.ts'
import type { Context } from '#domain/shared/index.ts'
import { type DeedForm, deedForm } from '../http/deed-form.ts'

/** What is chosen for each product that the form names. */
export function noticesForm(ctx: Context, request: Request): Promise<DeedForm & { done: string | null }> {
  return deedForm(request, {
    save: async (form) => {
      const choices = form.all('product').map((product) => ({
        product,
        level: form.get(`level-${product}`),
        atOnce: form.get(`atOnce-${product}`),
      }))
      return chooseNotices(ctx, { of: form.get('of') || undefined, choices })
    },
  })
}
