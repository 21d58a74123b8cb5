import type { SiteSettings } from '#domain/knowledge/index.ts'

/** What the frame around every page is made of. */
export type Frame = { site: SiteSettings; origin: string }

/** From the release in use, or, while a publish makes pages, from what is being published. */
export function frameOf({ press, runtime }: Pick<App.Locals, 'press' | 'runtime'>): Frame {
  if (press) return press
  const { site, config } = runtime
  return { site: site.catalogue.settings.site, origin: config.publicUrl.origin }
}
