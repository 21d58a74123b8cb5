import {
  type InstalledAt,
  listInstalled,
  mayRecordInstalled,
  recordInstalled,
  removeInstalled,
} from '#domain/customers/index.ts'
import {
  listUpdates,
  type News,
  type ProductUpdates,
  updatesFor,
  viewAs,
  type Whose,
  whatIsNew,
} from '#domain/releases/index.ts'
import { type Context, notFound } from '#domain/shared/index.ts'
import { type DeedForm, deedForm } from '../http/deed-form.ts'

export type Named = { id: string; name: string }
/** Whom the desk looks as. */
export type Viewing = Named & { role: 'partner' | 'customer-manager' }
export type ProductNews = { updates: ProductUpdates; installed: InstalledAt[]; news: News }
export type OrganisationNews = Named & {
  products: ProductNews[]
  installed: InstalledAt[]
  /** May say what runs there. */
  mayRecord: boolean
}

export type PortalPage = {
  /** Those with a contract, to choose from. */
  organisations: Named[]
  /** The one chosen; null: all. */
  chosen: string | null
  /** Whose portal the desk is looking at; null: the reader's own. */
  viewing: Viewing | null
  groups: OrganisationNews[]
  /** What the house sees, and what is free for whoever has no contract. */
  rest: ProductUpdates[]
  form: DeedForm
}

/** So many organisations are shown at once; the others can be chosen. */
const most = 20

const param = (url: URL, name: string): string | undefined =>
  url.searchParams.get(name)?.slice(0, 64) || undefined

/** What a page of the portal is asked for, and as whom; looking as an organisation leaves a record. */
export async function whoseIn(
  ctx: Context,
  request: Request,
  url: URL,
): Promise<Whose & { viewing: Viewing | null }> {
  const [organisation, as] = [param(url, 'organisation'), param(url, 'as')]
  // Whoever looks as somebody changes nothing.
  if (as !== undefined && request.method !== 'GET' && request.method !== 'HEAD') throw notFound('page')
  return { organisation, as, viewing: as === undefined ? null : await viewAs(ctx, as) }
}

function portalForm(ctx: Context, request: Request): Promise<DeedForm & { done: string | null }> {
  return deedForm(request, {
    install: async (form) => {
      const [organisation, product, environment, version, since] = [
        'organisation',
        'product',
        'environment',
        'version',
        'since',
      ].map(form.get)
      await recordInstalled(ctx, { organisation, product, environment, version, since })
      return 'installed'
    },
    uninstall: async (form) => {
      await removeInstalled(ctx, { organisation: form.get('organisation'), id: form.get('installed') })
      return 'uninstalled'
    },
  })
}

function newsOf(
  ctx: Context,
  { id, name }: Named,
  all: readonly ProductUpdates[],
  installed: readonly InstalledAt[],
): OrganisationNews {
  const held = installed.filter(({ organisationId }) => organisationId === id)
  const products = all.flatMap((each): ProductNews[] => {
    const updates = updatesFor(each, id)
    if (!updates) return []
    const here = held.filter(({ productId }) => productId === updates.product.id)
    return [{ updates, installed: here, news: whatIsNew(updates, here) }]
  })
  products.sort((a, b) => urgency(a) - urgency(b))
  return { id, name, products, installed: held, mayRecord: mayRecordInstalled(ctx.actor, id) }
}

/** Lower comes first: what lacks a fix, or runs what was withdrawn. */
function urgency({ news }: Pick<ProductNews, 'news'>): number {
  return news.security.length > 0 || news.withdrawn ? 0 : 1
}

const lacks = ({ products }: OrganisationNews): number => Math.min(1, ...products.map(urgency))

/** The portal's first page: what each organisation runs and what is new for it, those that lack a fix first. */
export async function portalPage(
  ctx: Context,
  request: Request,
  url: URL,
): Promise<PortalPage & { done: string | null }> {
  const { viewing, ...whose } = await whoseIn(ctx, request, url)
  const { done, ...form } = await portalForm(ctx, request)
  const [all, installed] = await Promise.all([
    listUpdates(ctx, { as: whose.as }),
    listInstalled(ctx, { as: whose.as }),
  ])
  const organisations = contracted(all)
  const chosen = organisations.find(({ id }) => id === whose.organisation)
  if (whose.organisation !== undefined && !chosen) throw notFound('organisation')
  const groups = (chosen ? [chosen] : organisations)
    .map((organisation) => newsOf(ctx, organisation, all, installed))
    .sort((a, b) => lacks(a) - lacks(b))
    .slice(0, most)
    .map((group) => (viewing ? { ...group, mayRecord: false } : group))
  const rest = all.filter(({ terms }) => terms.length === 0)
  return { organisations, chosen: chosen?.id ?? null, viewing, groups, rest, form, done }
}

/** Organisations with a contract for any of the products, by name. */
export function contracted(all: readonly ProductUpdates[]): Named[] {
  const found = new Map(
    all.flatMap(({ terms }) => terms.map(({ organisation }) => [organisation.id, organisation] as const)),
  )
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name, 'pt'))
}
