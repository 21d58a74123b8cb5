import {
  changeOrganisation,
  createOrganisation,
  definePartnership,
  endPartnership,
  type OrganisationRow,
} from '#domain/accounts/index.ts'
import { type Context, invalid } from '#domain/shared/index.ts'
import { type DeedForm, deedForm } from '../http/deed-form.ts'
import type { Form } from '../http/form.ts'
import { readOwnDays } from '../sla/own-day-rows.ts'
import { revisionIn } from './revision.ts'

/** @throws DomainError `invalid` with what is wrong with each row of its days */
function read(form: Form): object {
  const { days, problems } = readOwnDays(form)
  if (problems.length > 0) throw invalid(problems)
  return { name: form.get('name'), kind: form.get('kind'), closedDays: days }
}

/** @returns `done`: where it is, and what to say there */
export function newOrganisationForm(
  ctx: Context,
  request: Request,
): Promise<DeedForm & { done: string | null }> {
  return deedForm(request, {
    save: async (form) => {
      const id = form.get('id') || undefined
      return createOrganisation(ctx, { ...read(form), ...(id ? { id } : {}) })
    },
  })
}

/** The facts of an organisation, and the partners that look after it. */
export function organisationForm(
  ctx: Context,
  request: Request,
  { id }: Pick<OrganisationRow, 'id'>,
): Promise<DeedForm & { done: 'saved' | 'partner' | 'ended' | null }> {
  return deedForm<'saved' | 'partner' | 'ended'>(request, {
    save: async (form) => {
      await changeOrganisation(ctx, { ...read(form), id, revision: revisionIn(form) })
      return 'saved'
    },
    partner: async (form) => {
      await definePartnership(ctx, { partner: form.get('partner'), organisation: id })
      return 'partner'
    },
    end: async (form) => {
      await endPartnership(ctx, { partner: form.get('partner'), organisation: id })
      return 'ended'
    },
  })
}
