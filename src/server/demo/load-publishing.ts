import { Readable } from 'node:stream'
import { findTokenByHash } from '#domain/accounts/index.ts'
import {
  addReleaseFile,
  draftChannelManifest,
  publishChannelManifest,
  saveDraft,
  setPublishingRule,
  signReleaseFile,
  submitDraft,
} from '#domain/releases/index.ts'
import type { Context } from '#domain/shared/index.ts'
import { sha256 } from '../auth/hash.ts'
import { signedHash } from '../releases/minisign.ts'
import { signing } from '../releases/signing.ts'
import { storeContent } from '../releases/store-files.ts'
import type { Runtime } from '../runtime.ts'
import { archivesOf } from './load-releases.ts'
import type { Signer } from './signer.ts'

const drafts = [
  {
    product: 'gestor',
    version: '7.5.2',
    kind: 'cumulative',
    requires: '7.4.0',
    supersedes: ['7.5.0'],
    fixes: ['SUP-0802'],
    knownIssues: [
      { pt: 'O resumo diário chega uma hora mais tarde.', en: 'The daily summary arrives an hour late.' },
    ],
    summary: { pt: 'Pesquisa mais rápida e menos memória.', en: 'Faster search and less memory.' },
    notes: {
      pt: '## Novidades\n\n- A pesquisa devolve os primeiros resultados mais depressa.\n\n## Corrigido\n\n- A exportação de processos grandes esgotava a memória (SUP-0802).\n',
      en: '## Highlights\n\n- Search returns the first results sooner.\n\n## Fixed\n\n- Exporting large files of documents ran out of memory (SUP-0802).\n',
    },
  },
  {
    product: 'folha',
    version: '5.2.2',
    kind: 'hotfix',
    severity: 'medium',
    summary: { pt: 'Tabelas de retenção de janeiro.', en: 'Withholding tables of January.' },
    notes: {
      pt: '## Corrigido\n\n- As tabelas de retenção na fonte de janeiro estão atualizadas.\n',
      en: '## Fixed\n\n- The withholding tables of January are up to date.\n',
    },
  },
] as const

/** What waits to be published: a draft of one product, another's that waits for its second person, a signed list. */
export async function loadPublishing(
  runtime: Pick<Runtime, 'database' | 'context' | 'files'>,
  signer: Signer,
): Promise<void> {
  const found = await findTokenByHash(runtime.database.reader, sha256('bal_demo_joao'))
  if (!found) throw new Error('no demo person joao')
  const ctx: Context = runtime.context({ ...found.actor, scopes: 'all', tokenId: null }, 'demo')
  await setPublishingRule(ctx, { product: 'folha', persons: 2 })
  for (const draft of drafts) {
    const { product, version } = draft
    await saveDraft(ctx, draft)
    for (const { name, content } of archivesOf(product, version)) {
      const file = await storeContent(runtime.files, name, Readable.from([content]))
      await addReleaseFile(ctx, { product, version, file })
      if (product !== 'folha') continue
      const signature = signer.sign(
        Buffer.from(file.blake2b, 'hex'),
        `product:${product} version:${version} file:${name}`,
      )
      await signReleaseFile(ctx, { product, version, name, signature }, signing)
    }
  }
  await submitDraft(ctx, { product: 'folha', version: '5.2.2' }, { signing, checkNotes: async () => [] })
  const list = { product: 'folha', channel: 'stable' } as const
  const document = `${JSON.stringify(await draftChannelManifest(ctx, { ...list, days: 60 }), null, 2)}\n`
  const digest = signedHash().update(document).digest()
  const signature = signer.sign(digest, 'product:folha channel:stable sequence:1')
  await publishChannelManifest(
    ctx,
    { ...list, document, signature, blake2b: digest.toString('hex') },
    signing,
  )
}
