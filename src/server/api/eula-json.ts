import type { EulaView } from '#domain/releases/index.ts'

/** Licence terms as the API answers them. */
export function eulaJson({ product, revision, effectiveAt, text, accepted }: EulaView): object {
  return {
    product: product.id,
    revision,
    effectiveAt: new Date(effectiveAt).toISOString(),
    text,
    accepted: accepted && { at: new Date(accepted.acceptedAt).toISOString(), by: accepted.person },
  }
}
