type DemoRelease = {
  product: 'gestor' | 'folha'
  version: string
  /** ISO date it came out. */
  date: string
  kind: 'full' | 'cumulative' | 'hotfix' | 'security'
  required?: true
  severity?: 'low' | 'medium' | 'high' | 'critical'
  cves?: string[]
  embargoUntil?: number
  withdrawn?: { on: string; reason: { pt: string; en: string }; replacement: string }
}

/** In the order they came out. */
export const demoReleases: readonly DemoRelease[] = [
  { product: 'gestor', version: '7.3.0', date: '2025-03-10', kind: 'full' },
  { product: 'gestor', version: '7.3.1', date: '2025-05-19', kind: 'cumulative' },
  { product: 'gestor', version: '7.3.2', date: '2025-09-08', kind: 'cumulative' },
  { product: 'folha', version: '5.0.0', date: '2025-11-17', kind: 'full' },
  { product: 'folha', version: '5.1.0', date: '2026-01-05', kind: 'full' },
  { product: 'folha', version: '5.1.1', date: '2026-01-19', kind: 'hotfix' },
  { product: 'gestor', version: '7.4.0', date: '2026-02-02', kind: 'full', required: true },
  {
    product: 'gestor',
    version: '7.4.1',
    date: '2026-03-23',
    kind: 'cumulative',
    withdrawn: {
      on: '2026-03-27',
      replacement: '7.4.2',
      reason: {
        pt: 'Podia perder a classificação de documentos editados por duas pessoas ao mesmo tempo.',
        en: 'It could lose the classification of documents that two people edited at once.',
      },
    },
  },
  { product: 'gestor', version: '7.4.2', date: '2026-04-13', kind: 'cumulative' },
  { product: 'folha', version: '5.2.0', date: '2026-06-15', kind: 'full' },
  { product: 'gestor', version: '7.5.0', date: '2026-09-14', kind: 'full' },
  {
    product: 'gestor',
    version: '7.5.1',
    date: '2026-10-19',
    kind: 'security',
    severity: 'high',
    cves: ['CVE-2026-41877'],
  },
  {
    product: 'gestor',
    version: '7.6.0',
    date: '2026-11-16',
    kind: 'full',
    embargoUntil: Date.UTC(2027, 1, 1, 9),
  },
]
