import { getManagedRelease, type ReleaseView } from '#domain/releases/index.ts'
import type { Context } from '#domain/shared/index.ts'
import { type Lang, langs } from '#i18n/index.ts'
import { contentFolder } from '../editing/folder.ts'
import { readShelf } from '../editing/shelf.ts'
import type { Runtime } from '../runtime.ts'
import { checkText } from '../site/check-text.ts'
import { notesPath, notesText } from './notes-text.ts'
import { signing } from './signing.ts'

export type ReleasePreview = {
  productName: string
  release: ReleaseView
  notes: { lang: Lang; html: string }[]
}

/** A release as customers will see it, whatever is still missing. */
export async function releasePreview(
  runtime: Runtime,
  ctx: Context,
  key: { product: string; version: string },
  lang: Lang,
): Promise<ReleasePreview> {
  const { release, product, draft, files } = await getManagedRelease(ctx, key, signing)
  const publishedAt = release.publishedAt ?? Math.max(draft?.publishAt ?? 0, ctx.now)
  const { version, kind, channel, severity, requires, appliesTo, supersedes, knownIssues } = release
  const { yankedReason, replacement, required, supportEnds, cves, rolloutPercent } = release
  const view: ReleaseView = {
    ...{ version, kind, channel, severity, requires, appliesTo, supersedes, knownIssues },
    ...{ product: product.id, required, supportEnds, cves, publishedAt, embargoUntil: null },
    ...{ rolloutPercent, exclusive: release.exclusive ? { notes: draft?.notes ?? null } : null },
    withdrawn: yankedReason && { reason: yankedReason, replacement },
    decision: yankedReason
      ? { allowed: false, reason: 'withdrawn' }
      : { allowed: true, reason: 'maintenance' },
    organisations: [],
    files: yankedReason ? [] : files,
  }
  const folder = contentFolder(runtime)
  const around = await readShelf(runtime.config.contentDir, false)
  const words = draft ?? { summary: null, notes: null }
  const notes = []
  for (const each of [lang, ...langs.filter((other) => other !== lang)]) {
    const path = notesPath(release, each)
    const held = await folder.read(path)
    if (held === null && words.notes === null) continue
    const { zone } = runtime.site.catalogue.settings.site
    const text = notesText(release, words, each, held, { productName: product.name, zone, now: ctx.now })
    notes.push({ lang: each, html: (await checkText(around, path, text)).html })
  }
  return { productName: product.name, release: view, notes }
}
