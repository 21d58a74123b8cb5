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
  /** Whom it is for; absent: for all. */
  organisations?: string[]
  requires?: string
  supersedes?: string[]
  rolloutPercent?: number
  /** ISO date, the last day of its support. */
  supportEnds?: string
  knownIssues?: { pt: string; en: string }[]
  withdrawn?: { on: string; reason: { pt: string; en: string }; replacement: string }
}

/** In the order they came out. */
export const demoReleases: readonly DemoRelease[] = [
  { product: 'gestor', version: '7.3.0', supportEnds: '2026-06-30', date: '2025-03-10', kind: 'full' },
  { product: 'gestor', version: '7.3.1', supportEnds: '2026-06-30', date: '2025-05-19', kind: 'cumulative' },
  { product: 'gestor', version: '7.3.2', supportEnds: '2026-06-30', date: '2025-09-08', kind: 'cumulative' },
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
  {
    product: 'gestor',
    version: '7.4.2',
    date: '2026-04-13',
    kind: 'cumulative',
    supersedes: ['7.4.0', '7.4.1'],
    supportEnds: '2027-06-30',
  },
  {
    product: 'gestor',
    version: '7.4.3',
    date: '2026-05-20',
    kind: 'hotfix',
    organisations: ['sao-bras'],
    requires: '7.4.2',
  },
  { product: 'folha', version: '5.2.0', date: '2026-06-15', kind: 'full', supportEnds: '2027-12-31' },
  {
    product: 'gestor',
    version: '7.5.0',
    date: '2026-09-14',
    kind: 'full',
    supportEnds: '2028-03-31',
    knownIssues: [
      {
        pt: 'Com a pré-visualização ligada, a sessão pode ser fixada por quem prepare uma ligação: instale a 7.5.1.',
        en: 'With the preview on, whoever prepares a link can fix a session: install 7.5.1.',
      },
      {
        pt: 'A exportação para PDF de processos com mais de 500 documentos pode demorar vários minutos.',
        en: 'Exporting cases of more than 500 documents as PDF can take several minutes.',
      },
    ],
  },
  {
    product: 'gestor',
    version: '7.5.1',
    date: '2026-10-19',
    kind: 'security',
    severity: 'high',
    cves: ['CVE-2026-41877'],
    supersedes: ['7.5.0'],
    supportEnds: '2028-03-31',
  },
  {
    product: 'gestor',
    version: '7.6.0',
    date: '2026-11-16',
    kind: 'full',
    embargoUntil: Date.UTC(2027, 1, 1, 9),
  },
  {
    product: 'folha',
    version: '5.2.1',
    date: '2026-11-18',
    kind: 'cumulative',
    rolloutPercent: 25,
    supersedes: ['5.2.0'],
    supportEnds: '2027-12-31',
  },
]
