import { Readable } from 'node:stream'
import { demoReleases } from '#db/seed/releases.ts'
import { addSigningKey, publishRelease, yankRelease } from '#domain/releases/index.ts'
import type { Context } from '#domain/shared/index.ts'
import { signing } from '../releases/signing.ts'
import { storeContent } from '../releases/store-files.ts'
import type { Runtime } from '../runtime.ts'
import { tarGz, zip } from './archives.ts'
import { billsOf } from './bills.ts'
import type { Signer } from './signer.ts'

const system = { kind: 'system', name: 'demo' } as const

/** From this one on the files of folha are signed. */
const firstSigned = { product: 'folha', version: '5.2.0' }

/** The releases of the demo world, published through the verbs at the time each came out. */
export async function loadReleases(runtime: Runtime, signer: Signer): Promise<void> {
  let signs = false
  for (const { product, version, date, withdrawn: _, ...facts } of demoReleases) {
    const at = Date.parse(`${date}T10:00:00Z`)
    const ctx: Context = { ...runtime.context(system), now: at }
    if (product === firstSigned.product && version === firstSigned.version) {
      const label = 'Folha, máquina de assinatura'
      await addSigningKey(ctx, { product, label, key: signer.publicKey }, signing)
      signs = true
    }
    const files = []
    for (const { name, content } of [...archivesOf(product, version), ...billsOf(product, version)]) {
      const file = await storeContent(runtime.files, name, Readable.from([content]))
      const comment = `product:${product} version:${version} file:${name}`
      const signed = signs && product === firstSigned.product
      files.push({
        ...file,
        signature: signed ? signer.sign(Buffer.from(file.blake2b, 'hex'), comment) : null,
      })
    }
    await publishRelease(ctx, { ...facts, product, version, files }, signing)
  }
  for (const { product, version, withdrawn } of demoReleases) {
    if (!withdrawn) continue
    const { on, ...why } = withdrawn
    const ctx: Context = { ...runtime.context(system), now: Date.parse(`${on}T15:00:00Z`) }
    await yankRelease(ctx, { product, version, ...why })
  }
}

export function archivesOf(product: string, version: string): { name: string; content: Buffer }[] {
  const base = `${product}-server-${version}`
  const readme = `${product} ${version}\n\nDemo package of Balcão. It installs nothing.\n`
  const entries = [
    { name: `${base}/README.txt`, text: readme },
    { name: `${base}/VERSION`, text: `${version}\n` },
  ]
  const install = {
    name: `${base}/install.sh`,
    text: `#!/bin/sh\necho "${product} ${version}: a demo package"\n`,
  }
  return [
    { name: `${base}-linux-x64.tar.gz`, content: tarGz([...entries, install]) },
    { name: `${base}-windows-x64.zip`, content: zip(entries) },
  ]
}
