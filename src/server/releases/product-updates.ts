import { getProductUpdates, type ProductUpdates } from '#domain/releases/index.ts'
import { type Context, isDomainError } from '#domain/shared/index.ts'
import type { Runtime } from '../runtime.ts'

/**
 * What a product's page shows. A product that the site presents to everybody leads nowhere in a 404 only because no
 * contract of the reader's names it: without releases and terms the page says so.
 * @throws DomainError `not-found` for a product that the reader may not know of
 */
export async function productUpdates(
  runtime: Pick<Runtime, 'site'>,
  ctx: Context,
  whose: { product: string; organisation?: string | undefined; as?: string | undefined },
): Promise<ProductUpdates> {
  try {
    return await getProductUpdates(ctx, whose)
  } catch (error) {
    const shown = runtime.site.catalogue.settings.products.find((product) => product.id === whose.product)
    if (!shown || !isDomainError(error) || error.code !== 'product-not-found') throw error
    return { product: { id: shown.id, name: shown.name }, terms: [], releases: [] }
  }
}
