import * as schema from '#db/schema/index.ts'
import { findTokenByHash } from '#domain/accounts/index.ts'
import { chooseNotices } from '#domain/notices/index.ts'
import {
  acceptEula,
  changeRollout,
  defineEula,
  findDownload,
  getProductUpdates,
  recordDownloads,
  type Span,
} from '#domain/releases/index.ts'
import type { Context } from '#domain/shared/index.ts'
import { sha256 } from '../auth/hash.ts'
import type { Runtime } from '../runtime.ts'

type Means = Pick<Runtime, 'database' | 'context'>
type As = (who: string, date: string, byToken?: boolean) => Promise<Context>

const licence = {
  pt: `## Âmbito

Estes termos regem o uso do Folha pela organização que os aceita, enquanto durar o contrato.

1. A organização instala o Folha em quantos ambientes quiser, desde que só um seja de produção.
2. As atualizações são transferidas por pessoas da organização ou por um parceiro que a acompanhe.
3. Os dados dos trabalhadores são da organização. O fornecedor só lhes acede a pedido, para prestar suporte.

## O que não é permitido

- Ceder o programa ou as chaves de transferência a terceiros.
- Retirar avisos de direitos de autor.

## Garantia

As correções de segurança são disponibilizadas sem custo e sem demora durante o período de suporte de cada versão.`,
  en: `## Scope

These terms govern the use of Folha by the organisation that accepts them, as long as the contract lasts.

1. The organisation installs Folha in as many environments as it likes, of which one is for production.
2. Updates are downloaded by people of the organisation or by a partner that looks after it.
3. The data of employees is the organisation’s. The vendor accesses it only when asked, to give support.

## What is not allowed

- Passing the program or its download tokens on to others.
- Removing copyright notices.

## Warranty

Security fixes are made available free of charge and without delay during each release’s support period.`,
}

const hotfixNotes = {
  pt: `Feita para a ligação ao sistema clínico do hospital.

- A importação de episódios já não para quando um episódio não tem data de alta.
- Os anexos recebidos pela ligação mantêm o nome com que foram enviados.

Instale-a fora das horas de consulta: o serviço para durante cerca de **dez minutos**.`,
  en: `Made for the link to the hospital’s clinical system.

- Importing episodes no longer stops when an episode has no discharge date.
- Attachments that come through the link keep the name they were sent with.

Install it outside consulting hours: the service stops for about **ten minutes**.`,
}

/** In the order of time: who fetched what, how much of it, and by what. */
const downloads = [
  ['carla', '2026-04-21T09:12', 'gestor', '7.4.2', 'linux-x64.tar.gz', 1, false],
  ['dora', '2026-05-21T20:40', 'gestor', '7.4.3', 'linux-x64.tar.gz', 1, false],
  ['ana', '2026-05-04T08:31', 'gestor', '7.4.2', 'windows-x64.zip', 1, false],
  ['bruno', '2026-09-16T16:02', 'gestor', '7.5.0', 'linux-x64.tar.gz', 0.4, false],
  ['bruno', '2026-10-20T07:55', 'gestor', '7.5.1', 'linux-x64.tar.gz', 1, true],
  ['bruno', '2026-10-21T10:20', 'folha', '5.2.0', 'linux-x64.tar.gz', 1, false],
] as const

const browser = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0'

/** Licence, downloads, an exclusive release and one under rollout, by the demo people through the verbs. */
export async function loadPortal({ database, context }: Means): Promise<void> {
  const as: As = async (who, date, byToken = false) => {
    const found = await findTokenByHash(database.reader, sha256(`bal_demo_${who}`))
    if (!found) throw new Error(`no demo person ${who}`)
    const actor = byToken ? found.actor : ({ ...found.actor, scopes: 'all', tokenId: null } as const)
    return { ...context(actor, 'demo'), now: Date.parse(`${date}Z`) }
  }
  for (const each of downloads) await fetchFile(as, each)
  await defineEula(await as('joao', '2026-11-02T09:00'), { product: 'folha', ...licence })
  const read = { product: 'folha', revision: 1 }
  await acceptEula(await as('bruno', '2026-11-03T14:21'), read, '192.0.2.44')
  await writeHotfixNotes(database)
  await holdBack(as)
  const choices = [{ product: 'folha', level: 'all', atOnce: 'critical' }]
  await chooseNotices(await as('bruno', '2026-11-03T14:30'), { choices })
}

async function fetchFile(as: As, download: (typeof downloads)[number]): Promise<void> {
  const [who, date, product, version, ending, share, byToken] = download
  const ctx = await as(who, date, byToken)
  const name = `${product}-server-${version}-${ending}`
  const found = await findDownload(ctx, { product, version, name })
  const userAgent = byToken ? 'curl/8.9.1' : browser
  const to = Math.floor(found.size * share)
  const { actor, now: at, requestId } = ctx
  if (actor.kind !== 'person') return
  const client = { address: '192.0.2.44', userAgent }
  const note = {
    grantId: ctx.ids.next(),
    opened: { actor, file: found, client, sender: 'portal' as const, at, requestId },
    sent: [{ span: [0, to, to] as Span, at: at + 90_000 }],
    flights: new Map(),
    tokenId: actor.tokenId,
  }
  await recordDownloads({ ...ctx, actor: { kind: 'system', name: 'demo' } }, [note], 'demo')
}

/** Notes of a release for one organisation alone are in no article. */
async function writeHotfixNotes(database: Means['database']): Promise<void> {
  await database.write(async (tx) => {
    const rows = await tx.select().from(schema.releases)
    for (const { id, createdAt } of rows.filter(({ exclusive }) => exclusive)) {
      const draft = { state: 'published', revision: 1, notes: hotfixNotes, changedAt: createdAt } as const
      await tx
        .insert(schema.releaseDrafts)
        .values({ releaseId: id, ...draft })
        .onConflictDoNothing()
    }
  })
}

/** The demo's rollout has not come to Vila Nova yet, wherever its place in it is. */
async function holdBack(as: As): Promise<void> {
  const release = { product: 'folha', version: '5.2.1' }
  const ana = await as('ana', '2026-11-20T10:00')
  const seen = async (): Promise<boolean> => {
    const { releases } = await getProductUpdates(ana, { product: 'folha' })
    return releases.some(({ version, decision }) => version === '5.2.1' && decision.allowed)
  }
  for (const percent of [10, 5, 1, 0]) {
    if (!(await seen())) return
    await changeRollout(await as('joao', '2026-11-19T10:00'), { ...release, percent })
  }
}
