import {
  noteOrganisation,
  recordInstalled,
  removeInstalled,
  removeOrganisationNote,
} from '#domain/customers/index.ts'
import type { Context } from '#domain/shared/index.ts'
import { type DeedForm, deedForm } from '../http/deed-form.ts'
import { renderMessage } from '../site/render-message.ts'

export type CustomerForm = DeedForm
export const customerSaid = ['noted', 'removed', 'installed', 'uninstalled', 'created'] as const
type Said = (typeof customerSaid)[number]

/** The forms of an organisation's page: a note more, a note less, what it runs. */
export function customerForm(
  ctx: Context,
  request: Request,
  organisation: string,
): Promise<DeedForm & { done: Said | null }> {
  return deedForm<Said>(request, {
    note: async (form) => {
      await noteOrganisation(ctx, { organisation, body: form.get('body') }, { render: renderMessage })
      return 'noted'
    },
    remove: async (form) => {
      await removeOrganisationNote(ctx, { note: form.get('note') })
      return 'removed'
    },
    install: async (form) => {
      const [product, environment, version, since] = ['product', 'environment', 'version', 'since'].map(
        form.get,
      )
      await recordInstalled(ctx, { organisation, product, environment, version, since })
      return 'installed'
    },
    uninstall: async (form) => {
      await removeInstalled(ctx, { organisation, id: form.get('installed') })
      return 'uninstalled'
    },
  })
}
