import { readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Lang } from '#i18n/index.ts'
import type { Config } from '../config.ts'
import { loadStatic, type StaticFiles } from '../http/static-files.ts'
import type { Logger } from '../log.ts'
import { type Catalogue, emptyCatalogue } from './catalogue.ts'

/** The published site: one folder per release below `site/releases`, and the link `site/current`. */
export type Site = {
  /** null before the first publish */
  readonly release: string | null
  readonly files: StaticFiles | null
  readonly catalogue: Catalogue
  /** Reads `site/current` and swaps to it if it has changed. @returns whether it did */
  refresh(): Promise<boolean>
  errorPage(lang: Lang, status: number): Promise<string>
  onSwap(listener: (folder: string) => void): void
  close(): void
}

export function siteFolder(config: Pick<Config, 'dataDir'>): string {
  return join(config.dataDir, 'site')
}

export function createSite(config: Config, log: Logger): Site {
  const root = siteFolder(config)
  const listeners: ((folder: string) => void)[] = []
  let release: string | null = null
  let files: StaticFiles | null = null
  let catalogue: Catalogue = emptyCatalogue

  async function refresh(): Promise<boolean> {
    const target = await readlink(join(root, 'current')).catch(() => null)
    const name = target?.split('/').at(-1) ?? null
    if (name === null || name === release) return false
    const folder = join(root, 'releases', name)
    const [nextFiles, nextCatalogue] = await Promise.all([
      loadStatic(join(folder, 'client'), files),
      readFile(join(folder, 'private', 'catalogue.json'), 'utf8').then(
        (text) => JSON.parse(text) as Catalogue,
      ),
    ])
    release = name
    files = nextFiles
    catalogue = nextCatalogue
    log.info({ release, files: nextFiles.count }, 'site release in use')
    for (const listener of listeners) listener(folder)
    return true
  }

  return {
    get release() {
      return release
    },
    get files() {
      return files
    },
    get catalogue() {
      return catalogue
    },
    refresh,
    async errorPage(lang, status) {
      const name = [403, 404, 410, 422, 429, 500].includes(status) ? status : status < 500 ? 404 : 500
      const page = await files?.text(`/${lang}/errors/${name}/`)
      return page ?? `<!doctype html><html lang="${lang}"><title>${status}</title><h1>${status}</h1></html>`
    },
    onSwap(listener) {
      listeners.push(listener)
    },
    close() {
      listeners.length = 0
    },
  }
}
