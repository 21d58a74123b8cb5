import type { AstroCookies } from 'astro'
import { type InstalledAt, listInstalled } from '#domain/customers/index.ts'
import {
  type Channel,
  compareVersions,
  type ProductUpdates,
  parseVersion,
  pathIn,
  requestRelease,
  type UpgradePath,
} from '#domain/releases/index.ts'
import type { Context } from '#domain/shared/index.ts'
import { type DeedForm, deedForm } from '../http/deed-form.ts'
import type { Runtime } from '../runtime.ts'
import { renderMessage } from '../site/render-message.ts'
import { contracted, type Named, type Viewing, whoseIn } from './portal-page.ts'
import { productUpdates } from './product-updates.ts'

export type KnownVersion = { version: string; environments: InstalledAt['environment'][] }

export type ProductPage = {
  updates: ProductUpdates
  organisations: Named[]
  /** The organisation chosen; null: all. */
  chosen: string | null
  viewing: Viewing | null
  /** From where: installed ones first, then those that there are. */
  versions: KnownVersion[]
  /** As it is written in the address or installed; empty: nothing chosen. */
  from: string
  badFrom: boolean
  platforms: string[]
  platform: string
  channels: Channel[]
  channel: Channel
  path: UpgradePath | null
  /** Releases that are newer than what is installed, or the newest; the rest is folded. */
  newer: ProductUpdates['releases']
  older: ProductUpdates['releases']
  form: DeedForm
}

type Astro = { request: Request; url: URL; cookies: AstroCookies; params: Record<string, string | undefined> }

const unfolded = 5
const platformCookie = 'balcao-platform'
const ladder: readonly Channel[] = ['stable', 'rc', 'beta']

/** The platform asked for, which is remembered, else the one asked for last. */
function platformIn({ url, cookies }: Astro, known: readonly string[]): string {
  const asked = url.searchParams.get('platform')
  const wanted = asked ?? cookies.get(platformCookie)?.value ?? ''
  const platform = known.includes(wanted) ? wanted : ''
  if (asked !== null) {
    const shared = { path: '/', sameSite: 'lax', httpOnly: true } as const
    cookies.set(platformCookie, platform, { ...shared, maxAge: 365 * 86_400 })
  }
  return platform
}

function versionsOf({ releases }: ProductUpdates, installed: readonly InstalledAt[]): KnownVersion[] {
  const running = Map.groupBy(installed, ({ version }) => version)
  const there = releases
    .map(({ version }) => version)
    .filter((version) => !running.has(version))
    .map((version) => ({ version, environments: [] }))
  const held = [...running].map(([version, places]) => ({
    version,
    environments: places.map(({ environment }) => environment),
  }))
  return [...held, ...there]
}

function fold({ releases }: ProductUpdates, from: string | null): Pick<ProductPage, 'newer' | 'older'> {
  const at = from === null ? -1 : releases.findIndex(({ version }) => compareVersions(version, from) <= 0)
  // What runs itself stays in sight, and a list of nothing helps nobody.
  const cut = Math.max(at + 1, Math.min(unfolded, releases.length))
  return { newer: releases.slice(0, cut), older: releases.slice(cut) }
}

/** A product's page: the way from what is installed, and every release with how it stands. */
export async function productPage(
  runtime: Pick<Runtime, 'site'>,
  ctx: Context,
  astro: Astro,
): Promise<ProductPage & { done: string | null }> {
  const { request, url, params } = astro
  const product = params.product ?? ''
  const { viewing, organisation, as } = await whoseIn(ctx, request, url)
  const { done, ...form } = await deedForm(request, {
    ask: async ({ get }) => {
      await requestRelease(ctx, { product, version: get('version'), organisation })
      return 'asked'
    },
  })
  const whole = await productUpdates(runtime, ctx, { product, as })
  const updates = organisation ? await productUpdates(runtime, ctx, { product, organisation, as }) : whole
  const installed = (await listInstalled(ctx, { organisation, as })).filter(
    ({ productId }) => productId === product,
  )
  const organisations = contracted([whole])
  const alone = organisation !== undefined || organisations.length < 2
  const asked = url.searchParams.get('from')?.trim().slice(0, 40)
  const from = asked ?? (alone ? (installed[0]?.version ?? '') : '')
  const parsed = from ? parseVersion(from) : null
  const platforms = platformsOf(updates)
  const platform = platformIn(astro, platforms)
  const channels = ladder.filter((each) => updates.releases.some((release) => release.channel === each))
  const channel = channels.find((each) => each === url.searchParams.get('channel')) ?? 'stable'
  return {
    ...{ updates, organisations, viewing, from, platforms, platform, channels, channel, form, done },
    chosen: organisation ?? null,
    versions: versionsOf(updates, installed),
    badFrom: from !== '' && parsed === null,
    path: parsed ? pathIn(updates, { from: parsed, platform: platform || undefined, channel }) : null,
    ...fold(updates, parsed),
  }
}

function platformsOf({ releases }: ProductUpdates): string[] {
  const all = releases.flatMap(({ files }) => files.flatMap(({ platform }) => platform ?? []))
  return [...new Set(all)].sort()
}

/** Notes that are on no other page, as safe HTML. */
export const notesHtml = renderMessage
