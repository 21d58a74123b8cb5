import { findChromium } from '../journeys/support/chromium.ts'
import { openLighthouse } from '../journeys/support/lighthouse.ts'
import type { Bench } from './run.ts'

const pages = {
  home: '/pt/',
  article: '/pt/faq/acesso/conta-bloqueada/',
  manual: '/en/manuals/gestor/7.4/backup-and-restore/',
  release: '/en/releases/gestor/7.4.2/',
  search: '/pt/search/?q=copia',
}
const runs = 5

/** Lighthouse's score for performance as on a phone, the median of five. */
export const lighthouse: Bench = async ({ portal, report }) => {
  const tool = await openLighthouse(await findChromium())
  try {
    for (const [name, path] of Object.entries(pages)) {
      const scores: number[] = []
      for (let run = 0; run < runs; run++) {
        const { scores: found } = await tool.score(portal.address + path, ['performance'])
        scores.push(found.performance ?? 0)
      }
      const median = scores.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? 0
      report(`Lighthouse performance, ${name}`, median, 100, `goal 100 (baseline); ${scores.join(' ')}`)
    }
  } finally {
    await tool.close()
  }
}
