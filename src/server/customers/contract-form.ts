import type { z } from 'zod'
import { contractOf, type contractSchema, defineContract } from '#domain/accounts/index.ts'
import { type Context, notFound } from '#domain/shared/index.ts'
import { type DeedForm, deedForm } from '../http/deed-form.ts'
import type { Form } from '../http/form.ts'

export type Contract = z.output<typeof contractSchema>

/** A contract of that organisation. @throws DomainError `not-found` */
export async function contractIn(ctx: Context, organisation: string, id: string): Promise<Contract> {
  const contract = await contractOf(ctx.db, id)
  if (contract?.organisation !== organisation) throw notFound('contract')
  return contract
}

function linesIn(form: Form): object[] {
  return form.all('covered').map((product) => ({
    product,
    maintenanceEnd: form.get(`end-${product}`) || null,
    graceDays: Number(form.get(`grace-${product}`) || 0),
    channel: form.get(`channel-${product}`) || 'stable',
  }))
}

/** @param contract null: a new one */
export function contractForm(
  ctx: Context,
  request: Request,
  organisation: string,
  contract: Contract | null,
): Promise<DeedForm & { done: string | null }> {
  return deedForm(request, {
    save: async (form) => {
      const id = contract?.id ?? ctx.ids.next()
      await defineContract(ctx, {
        id,
        organisation,
        level: form.get('level'),
        startsAt: form.get('startsAt'),
        endsOn: form.get('endsOn') || null,
        suspended: form.get('suspended') === 'on',
        products: linesIn(form),
      })
      return id
    },
  })
}
