type Words = { pt: string; en: string }
type Statement = {
  product: string
  status: 'affected' | 'not-affected' | 'under-investigation'
  affected: string
  fixedVersion?: string
  justification?: string
}

export type DemoAdvisory = {
  /** ISO date it came out. */
  date: string
  tlp: 'clear' | 'green' | 'amber' | 'red'
  severity: 'low' | 'medium' | 'high' | 'critical'
  title: Words
  summary: Words
  workaround: Words
  cve?: string
  cwe?: { id: string; name: string }
  cvss?: string
  statements: Statement[]
  /** What changed later; null: it stays a draft. */
  change?: { date: string; words: Words; facts: { statements: Statement[] } } | null
}

/** In the order they came out. */
export const demoAdvisories: readonly DemoAdvisory[] = [
  {
    date: '2026-05-12',
    tlp: 'clear',
    severity: 'medium',
    title: {
      pt: 'Biblioteca de PDF: o Gestor e o Folha não são afetados',
      en: 'PDF library: Gestor and Folha are not affected',
    },
    summary: {
      pt: 'Foi publicada uma falha numa biblioteca de PDF muito usada, que deixa um documento preparado ler ficheiros do servidor.\n\nO Gestor usa essa biblioteca só para contar páginas, sem a função vulnerável. O Folha não a usa.',
      en: 'A flaw was published in a widely used PDF library, which lets a prepared document read files of the server.\n\nGestor uses that library for counting pages only, without the vulnerable function. Folha does not use it.',
    },
    workaround: { pt: '', en: '' },
    cve: 'CVE-2026-28410',
    cwe: {
      id: 'CWE-22',
      name: "Improper Limitation of a Pathname to a Restricted Directory ('Path Traversal')",
    },
    statements: [
      {
        product: 'gestor',
        status: 'not-affected',
        affected: '*',
        justification: 'vulnerable_code_not_in_execute_path',
      },
      { product: 'folha', status: 'not-affected', affected: '*', justification: 'component_not_present' },
    ],
  },
  {
    date: '2026-10-19',
    tlp: 'clear',
    severity: 'high',
    title: {
      pt: 'Gestor: fixação de sessão na pré-visualização de documentos',
      en: 'Gestor: session fixation in the preview of documents',
    },
    summary: {
      pt: 'Quem conseguisse que uma pessoa com sessão aberta abrisse uma ligação preparada podia ficar com a sessão dessa pessoa e ver os documentos que ela vê.\n\nSó é possível na 7.5.0 e com a pré-visualização ativa, que é como vem de origem. Não sabemos de nenhum caso.',
      en: 'Whoever got a signed-in person to open a prepared link could take over that person’s session and see the documents they see.\n\nIt is possible in 7.5.0 only, with the preview switched on, as it is from the start. We know of no case.',
    },
    workaround: {
      pt: 'Desligue a pré-visualização em **Administração → Sistema → Pré-visualização** e termine as sessões abertas.',
      en: 'Switch the preview off under **Administration → System → Preview** and end the open sessions.',
    },
    cve: 'CVE-2026-41877',
    cwe: { id: 'CWE-384', name: 'Session Fixation' },
    cvss: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:N',
    statements: [
      { product: 'gestor', status: 'affected', affected: '>=7.5.0 <7.5.1', fixedVersion: '7.5.1' },
      { product: 'folha', status: 'under-investigation', affected: '>=5.2.0' },
    ],
    change: {
      date: '2026-10-22',
      words: { pt: 'O Folha não é afetado.', en: 'Folha is not affected.' },
      facts: {
        statements: [
          { product: 'gestor', status: 'affected', affected: '>=7.5.0 <7.5.1', fixedVersion: '7.5.1' },
          {
            product: 'folha',
            status: 'not-affected',
            affected: '*',
            justification: 'vulnerable_code_not_present',
          },
        ],
      },
    },
  },
  {
    date: '2026-11-09',
    tlp: 'amber',
    severity: 'medium',
    title: {
      pt: 'Folha: um recibo podia ficar na cache de um proxy partilhado',
      en: 'Folha: a payslip could stay in the cache of a shared proxy',
    },
    summary: {
      pt: 'Os recibos em PDF eram enviados sem dizer que não devem ser guardados. Um proxy da organização mal configurado podia mostrá-los a outra pessoa da mesma rede.\n\nA correção virá na próxima versão. Avisamos primeiro quem usa o Folha.',
      en: 'Payslips in PDF were sent without saying that they must not be kept. A misconfigured proxy of the organisation could show them to another person of the same network.\n\nThe fix comes with the next release. We tell those who use Folha first.',
    },
    workaround: {
      pt: 'Exclua o endereço do Folha da cache do proxy.',
      en: 'Exclude the address of Folha from the cache of the proxy.',
    },
    cwe: { id: 'CWE-525', name: 'Use of Web Browser Cache Containing Sensitive Information' },
    cvss: 'CVSS:3.1/AV:L/AC:H/PR:L/UI:N/S:U/C:H/I:N/A:N',
    statements: [{ product: 'folha', status: 'affected', affected: '>=5.0.0' }],
  },
  {
    date: '2026-11-23',
    tlp: 'clear',
    severity: 'low',
    title: {
      pt: 'Gestor: o número de tentativas de entrada não era limitado por conta',
      en: 'Gestor: attempts to sign in were not limited by account',
    },
    summary: {
      pt: 'Em análise com quem nos contou. O rascunho serve para preparar o aviso.',
      en: 'Being looked into with whoever told us. The draft is for preparing the advisory.',
    },
    workaround: { pt: '', en: '' },
    statements: [{ product: 'gestor', status: 'under-investigation', affected: '>=7.3.0' }],
    change: null,
  },
]
