import { citeArticles } from '#domain/feedback/index.ts'
import type { Runtime } from '../runtime.ts'

/** Notes the articles that tickets link to. Before the first publish no address is known: the events wait. */
export async function citeInTickets(runtime: Runtime): Promise<void> {
  const { site, config } = runtime
  if (site.catalogue.entries.length === 0) return
  const system = { kind: 'system', name: 'citations' } as const
  const library = site.libraryFor(system)
  const cite = (): Promise<number> =>
    citeArticles(runtime.context(system), library, config.publicUrl.origin, (url) => site.redirect(url))
  while ((await cite()) > 0);
}
