import type { z } from 'zod'
import { contractOf, contractRevision, type contractSchema, defineContract } from '#domain/accounts/index.ts'
import { type Context, notFound } from '#domain/shared/index.ts'
import { type DeedForm, deedForm } from '../http/deed-form.ts'
import type { Form } from '../http/form.ts'
import { revisionIn } from './revision.ts'

export type Contract = z.output<typeof contractSchema> & { revision: number }

/** A contract of that organisation. @throws DomainError `not-found` */
export async function contractIn(ctx: Context, organisation: string, id: string): Promise<Contract> {
  // Before what it counts: then it is never said to be newer than what is shown.
  const revision = (await contractRevision(ctx.db, id)) ?? 0
  const contract = await contractOf(ctx.db, id)
  if (contract?.organisation !== organisation) throw notFound('contract')
  return { ...contract, revision }
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
      const values = {
        id,
        organisation,
        level: form.get('level'),
        startsAt: form.get('startsAt') || undefined,
        endsOn: form.get('endsOn') || null,
        suspended: form.get('suspended') === 'on',
        products: linesIn(form),
      }
      await defineContract(ctx, values, contract ? revisionIn(form) : undefined)
      return id
    },
  })
}
