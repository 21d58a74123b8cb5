import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { type SiteSettings, siteSchema } from '#domain/knowledge/index.ts'
import type { Runtime } from '../runtime.ts'

let read: Promise<SiteSettings> | null = null

/** What the house says of itself: from the release in use, or, while pages are prerendered, from the content. */
export function siteSettings(locals: { runtime?: Runtime }): SiteSettings | Promise<SiteSettings> {
  if (locals.runtime) return locals.runtime.site.catalogue.settings.site
  read ??= readFile(join(process.env.CONTENT_DIR || 'content', 'site.yaml'), 'utf8').then((text) =>
    siteSchema.parse(parse(text)),
  )
  return read
}
