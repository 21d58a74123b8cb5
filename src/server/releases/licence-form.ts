import { acceptEula } from '#domain/releases/index.ts'
import { type Context, invalid } from '#domain/shared/index.ts'
import { type DeedForm, deedForm } from '../http/deed-form.ts'

type Request_ = { request: Request; locals: { clientAddress?: string } }

/** Accepts the revision that was read. */
export function licenceForm(
  ctx: Context,
  { request, locals }: Request_,
  product: string,
): Promise<DeedForm & { done: true | null }> {
  return deedForm<true>(request, {
    accept: async ({ get }) => {
      if (get('accept') !== 'on') throw invalid([{ field: 'accept', code: 'tick-to-accept' }])
      await acceptEula(ctx, { product, revision: Number(get('revision')) }, locals.clientAddress ?? '')
      return true
    },
  })
}
