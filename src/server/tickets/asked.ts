import { productsUnderContract } from '#domain/accounts/index.ts'
import { inProduction, type KnownCaller } from '#domain/customers/index.ts'
import type { Actor, Context } from '#domain/shared/index.ts'
import {
  allFields,
  allRequestTypes,
  type FieldDefinition,
  mayUseDesk,
  type RequestType,
} from '#domain/tickets/index.ts'

type Product = { id: string; name: string }

/** Fields of one product, or of all; `offered`: also where no script shows those of the chosen product. */
export type AskedGroup = { product: Product | null; offered: boolean; fields: FieldDefinition[] }

export type Asked = {
  groups: AskedGroup[]
  /** What the ticket may be. */
  types: RequestType[]
  /** What the organisations of whoever asks run where people work. */
  installed: { organisationId: string; productId: string; version: string }[]
  /** Chosen from the start. */
  product: string
  /** What is run of it there. */
  version: string
}

/** For whom it may be: the desk knows it once it knows who calls. */
function ownOf(actor: Actor, caller: KnownCaller | null): readonly string[] {
  if (caller) return caller.organisations.map(({ id }) => id)
  return actor.kind === 'person' && !mayUseDesk(actor) ? actor.organisationIds : []
}

/** What a new ticket is asked beside its text, and what is known before it is asked. */
export async function askedOf(
  ctx: Context,
  products: readonly Product[],
  values: (name: string) => string,
  caller: KnownCaller | null,
): Promise<Asked> {
  const { actor, db } = ctx
  const own = ownOf(actor, caller)
  const [definitions, types, installed, covered] = await Promise.all([
    allFields(db),
    allRequestTypes(db),
    own.length > 0 ? inProduction(db, own) : [],
    own.length > 0 ? productsUnderContract(db, own, ctx.now) : null,
  ])
  const product = values('product') || (products.length === 1 ? (products[0]?.id ?? '') : '')
  const organisation = values('organisation') || own[0]
  const answered = ({ id }: FieldDefinition): boolean => values(`fields.${id}`) !== ''
  // What was taken out of use while it was filled in is not lost.
  const shown = definitions.filter((field) => field.archivedAt === null || answered(field))
  const groups = [null, ...products].map((of): AskedGroup => {
    const fields = shown.filter(({ productId }) => productId === (of?.id ?? null))
    const known = !covered || covered.includes(of?.id ?? '')
    return { product: of, fields, offered: !of || of.id === product || known || fields.some(answered) }
  })
  return {
    groups: groups.filter(({ fields }) => fields.length > 0),
    types: types.filter(({ id, archivedAt }) => archivedAt === null || id === values('requestType')),
    installed,
    product,
    version:
      installed.find((one) => one.productId === product && one.organisationId === organisation)?.version ??
      '',
  }
}
