import { createServer } from 'node:net'
import { type Browser, chromium } from '@playwright/test'
import lighthouse from 'lighthouse'
import { flags } from './chromium.ts'

export type Category = 'accessibility' | 'best-practices' | 'seo' | 'performance'
export type Scores = {
  /** From 0 to 100. */
  scores: Partial<Record<Category, number>>
  /** What is not perfect: category, audit and what it names. */
  faults: string[]
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** Lighthouse as on a phone, in a browser of its own. */
export async function openLighthouse(executablePath: string): Promise<{
  score(url: string, categories: readonly Category[]): Promise<Scores>
  close(): Promise<void>
}> {
  const port = await freePort()
  const browser: Browser = await chromium.launch({
    executablePath,
    args: [...flags, `--remote-debugging-port=${port}`],
  })
  return {
    close: () => browser.close(),
    async score(url, categories) {
      const result = await lighthouse(url, { port, logLevel: 'error', onlyCategories: [...categories] })
      if (!result) throw new Error(`Lighthouse says nothing of ${url}`)
      const { lhr } = result
      const scores: Scores['scores'] = {}
      const faults: string[] = []
      for (const name of categories) {
        const category = lhr.categories[name]
        scores[name] = Math.round((category?.score ?? 0) * 100)
        for (const { id, weight } of category?.auditRefs ?? []) {
          const audit = lhr.audits[id]
          if (weight > 0 && audit && audit.score !== null && audit.score < 1)
            faults.push(`${name}: ${id}, ${audit.title}`)
        }
      }
      return { scores, faults }
    },
  }
}
