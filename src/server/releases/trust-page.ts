import {
  addSigningKey,
  type ListedManifest,
  listChannelManifests,
  listPublishingRules,
  listSigningKeys,
  revokeSigningKey,
  type SigningKey,
  setPublishingRule,
} from '#domain/releases/index.ts'
import { type Context, invalid } from '#domain/shared/index.ts'
import { type DeedForm, deedForm } from '../http/deed-form.ts'
import { signing } from './signing.ts'

export type Trust = { keys: SigningKey[]; persons: ReadonlyMap<string, number>; lists: ListedManifest[] }

/** Whom the portal trusts to publish: keys, persons, and what of the channels is signed. */
export async function trustPage(ctx: Context): Promise<Trust> {
  const [keys, persons, lists] = await Promise.all([
    listSigningKeys(ctx),
    listPublishingRules(ctx),
    listChannelManifests(ctx),
  ])
  return { keys, persons, lists }
}

export function trustForm(ctx: Context, request: Request): Promise<DeedForm & { done: string | null }> {
  return deedForm(request, {
    add: async (form) => {
      const [product, label, key] = [form.get('product'), form.get('label'), form.get('key')]
      await addSigningKey(ctx, { product, label, key }, signing)
      return 'added'
    },
    revoke: async (form) => {
      const [id, name] = [form.get('id'), form.get('keyId')]
      if (name === '' || form.get('confirm').trim().toUpperCase() !== name) {
        throw invalid([{ field: `confirm-${id}`, code: 'not-the-name', params: { name } }])
      }
      await revokeSigningKey(ctx, { id })
      return 'revoked'
    },
    rule: async (form) => {
      await setPublishingRule(ctx, { product: form.get('of'), persons: form.get('persons') })
      return 'rule'
    },
  })
}
