import { demoReleases } from '#db/seed/releases.ts'
import { publishRelease, yankRelease } from '#domain/releases/index.ts'
import type { Context } from '#domain/shared/index.ts'
import { platformOf, roleOf } from '../releases/store-files.ts'
import type { Runtime } from '../runtime.ts'
import { tarGz, zip } from './archives.ts'
import { billsOf } from './bills.ts'

const system = { kind: 'system', name: 'demo' } as const

/** The releases of the demo world, published through the verbs at the time each came out. */
export async function loadReleases(runtime: Runtime): Promise<void> {
  for (const { product, version, date, withdrawn: _, ...facts } of demoReleases) {
    const at = Date.parse(`${date}T10:00:00Z`)
    const ctx: Context = { ...runtime.context(system), now: at }
    const files = []
    for (const { name, content } of [...archivesOf(product, version), ...billsOf(product, version)]) {
      const { hash, size } = await runtime.files.put([content] as never, 1e9)
      files.push({ name, size, sha256: hash, platform: platformOf(name), role: roleOf(name) })
    }
    await publishRelease(ctx, { ...facts, product, version, files })
  }
  for (const { product, version, withdrawn } of demoReleases) {
    if (!withdrawn) continue
    const { on, ...why } = withdrawn
    const ctx: Context = { ...runtime.context(system), now: Date.parse(`${on}T15:00:00Z`) }
    await yankRelease(ctx, { product, version, ...why })
  }
}

function archivesOf(product: string, version: string): { name: string; content: Buffer }[] {
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
