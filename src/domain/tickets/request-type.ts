import type { FieldProblem } from '../shared/index.ts'

/** What kind of request a ticket may be. */
export type RequestType = {
  /** A word that stays. */
  id: string
  names: Record<'pt' | 'en', string>
  /** Of which products it may be; none: of all, and of tickets without one. */
  productIds: string[]
  position: number
  archivedAt: number | null
}

/** What a ticket's type is called. */
export type NamedType = Pick<RequestType, 'id' | 'names'>

export function isOfProduct(
  { productIds }: Pick<RequestType, 'productIds'>,
  product: string | null,
): boolean {
  return productIds.length === 0 || (product !== null && productIds.includes(product))
}

/** What is wrong with a ticket of this product being of this type; null: nothing. */
export function typeProblem(
  types: readonly RequestType[],
  id: string,
  product: string | null,
): FieldProblem | null {
  const type = types.find((each) => each.id === id)
  if (!type || type.archivedAt !== null) return { field: 'requestType', code: 'unknown' }
  return isOfProduct(type, product) ? null : { field: 'requestType', code: 'type-not-of-product' }
}
