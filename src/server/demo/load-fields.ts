import { findTokenByHash } from '#domain/accounts/index.ts'
import type { Context } from '#domain/shared/index.ts'
import { changeFields, listQueue, saveField } from '#domain/tickets/index.ts'
import { sha256 } from '../auth/hash.ts'
import type { Runtime } from '../runtime.ts'

const none = { helpPt: '', helpEn: '', options: '', product: '' }

const fields = [
  {
    ...none,
    id: 'posto',
    pt: 'Nome do computador',
    en: 'Name of the computer',
    helpPt: 'Está na etiqueta, ou em Definições, Sistema.',
    helpEn: 'It is on the label, or in Settings, System.',
    kind: 'text',
    position: 10,
  },
  {
    ...none,
    id: 'desde',
    pt: 'Desde quando acontece',
    en: 'Since when it happens',
    kind: 'date',
    position: 20,
  },
  {
    ...none,
    id: 'instalacao',
    pt: 'Instalação',
    en: 'Installation',
    kind: 'choice',
    options: 'local: No município | On premises\ncentro-de-dados: Centro de dados | Data centre',
    product: 'gestor',
    position: 30,
  },
  {
    ...none,
    id: 'mais-pessoas',
    pt: 'Acontece a mais pessoas',
    en: 'Happens to more people',
    kind: 'yes-no',
    product: 'gestor',
    position: 40,
  },
  {
    ...none,
    id: 'processamento',
    pt: 'Mês do processamento',
    en: 'Month of the payroll run',
    kind: 'text',
    product: 'folha',
    position: 50,
  },
] as const

/** What the demo's tickets are asked, and the answers of two of them. */
export async function loadFields(runtime: Pick<Runtime, 'database' | 'context'>): Promise<void> {
  const as = async (who: string): Promise<Context> => {
    const found = await findTokenByHash(runtime.database.reader, sha256(`bal_demo_${who}`))
    if (!found) throw new Error(`no demo person ${who}`)
    return runtime.context({ ...found.actor, scopes: 'all', tokenId: null }, 'demo')
  }
  const administrator = await as('joao')
  for (const field of fields) await saveField(administrator, field, true)
  const agent = await as('eva')
  const { items } = await listQueue(agent, { organisation: 'vila-nova', view: 'all-open', sort: 'updated' })
  const answers = [
    { posto: 'VN-SEC-014', desde: '2026-11-20', instalacao: 'local', 'mais-pessoas': 'yes' },
    { posto: 'VN-TES-003', instalacao: 'centro-de-dados' },
  ]
  for (const [index, { reference }] of items.filter(({ product }) => product?.id === 'gestor').entries()) {
    const given = answers[index]
    if (given) await changeFields(agent, { reference, fields: given })
  }
}
