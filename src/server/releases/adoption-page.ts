import { type Adopter, type Adoption, changeRollout, releaseAdoption } from '#domain/releases/index.ts'
import type { Context } from '#domain/shared/index.ts'
import { type Lang, texts } from '#i18n/index.ts'
import { csvResponse } from '../http/csv.ts'
import { type DeedForm, deedForm } from '../http/deed-form.ts'
import { type ListAddress, listAddress } from '../http/list-address.ts'

type Params = Record<string, string | undefined>
type Request_ = { request: Request; url: URL; params: Params }

export type AdoptionPage = { adoption: Adoption; address: ListAddress; form: DeedForm }

/** Whom a release has reached, and the form of its percentage. */
export async function adoptionPage(
  ctx: Context,
  { request, url, params }: Request_,
): Promise<AdoptionPage & { done: string | null }> {
  const key = { product: params.product, version: params.version }
  const { done, ...form } = await deedForm(request, {
    rollout: ({ get }) => changeRollout(ctx, { ...key, percent: get('percent') }),
  })
  const address = listAddress(url, { show: '' })
  return { adoption: await releaseAdoption(ctx, { ...address.values, ...key }), address, form, done }
}

/** Every organisation of the list for a spreadsheet, moments in UTC. */
export async function adoptionCsv(ctx: Context, lang: Lang, url: URL, params: Params): Promise<Response> {
  const { show } = listAddress(url, { show: '' }).values
  const { page } = await releaseAdoption(
    ctx,
    { product: params.product, version: params.version, show },
    20_000,
  )
  const t = texts(lang).adoption
  const row = ({ id, name, installed, fetchedAt, reached, missing }: Adopter): (string | null)[] => [
    ...[id, name, installed, fetchedAt === null ? null : new Date(fetchedAt).toISOString()],
    ...[t.turns[reached ?? 'waiting'], missing ? t.yes : t.no],
  ]
  const name = `${params.product}-${params.version}-adoption`
  return csvResponse(name, [[...t.csvColumns], ...page.items.map(row)])
}
