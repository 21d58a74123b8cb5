import { changeOrganisation, findTokenByHash } from '#domain/accounts/index.ts'
import { recordInstalled } from '#domain/customers/index.ts'
import type { Context } from '#domain/shared/index.ts'
import { sha256 } from '../auth/hash.ts'
import type { Runtime } from '../runtime.ts'

const day = 86_400_000

/** What the demo customers run, and the municipal holiday of one of them, by the demo people through the verbs. */
export async function loadAdministration(
  runtime: Pick<Runtime, 'database' | 'context'>,
  now: number = Date.now(),
): Promise<void> {
  const as = async (who: string, daysAgo: number): Promise<Context> => {
    const found = await findTokenByHash(runtime.database.reader, sha256(`bal_demo_${who}`))
    if (!found) throw new Error(`no demo person ${who}`)
    const actor = { ...found.actor, scopes: 'all', tokenId: null } as const
    return { ...runtime.context(actor, 'demo'), now: now - daysAgo * day }
  }
  await changeOrganisation(await as('helena', 0), {
    id: 'vila-nova',
    name: 'Município de Vila Nova',
    kind: 'customer',
    closedDays: [{ date: '06-13', name: 'Feriado municipal' }],
  })
  const installed = [
    ['vila-nova', 'gestor', 'production', '7.4.2'],
    ['vila-nova', 'gestor', 'test', '7.5.1'],
    ['vila-nova', 'folha', 'production', '5.1.1'],
    ['sao-bras', 'gestor', 'production', '7.4.1'],
  ] as const
  for (const [organisation, product, environment, version] of installed) {
    await recordInstalled(await as('eva', 0), { organisation, product, environment, version })
  }
}
