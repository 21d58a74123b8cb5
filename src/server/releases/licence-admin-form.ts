import { z } from 'zod'
import { defineEula, withdrawEula } from '#domain/releases/index.ts'
import { type Context, invalid } from '#domain/shared/index.ts'
import { type DeedForm, deedForm } from '../http/deed-form.ts'

/** The forms of a product's licence: a revision kept, or a planned one taken back; a preview changes nothing. */
export function licenceAdminForm(
  ctx: Context,
  request: Request,
  product: string,
): Promise<DeedForm & { done: 'saved' | 'withdrawn' | 'preview' | null }> {
  return deedForm<'saved' | 'withdrawn' | 'preview'>(request, {
    save: async ({ get }) => {
      const day = get('effectiveOn')
      if (day && !z.iso.date().safeParse(day).success) {
        throw invalid([{ field: 'effectiveOn', code: 'not-a-date' }])
      }
      const effectiveAt = day ? Date.parse(day) : undefined
      const revision = Number(get('revision')) || undefined
      await defineEula(ctx, { product, pt: get('pt'), en: get('en'), revision, effectiveAt })
      return 'saved'
    },
    preview: async () => 'preview',
    withdraw: async ({ get }) => {
      await withdrawEula(ctx, { product, revision: Number(get('revision')) })
      return 'withdrawn'
    },
  })
}
