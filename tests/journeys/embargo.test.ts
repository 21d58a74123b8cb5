import { execFileSync } from 'node:child_process'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { eventually } from './support/eventually.ts'
import { startDemo } from './support/portal.ts'

const name = 'gestor-server-9.3.0-linux-x64.tar.gz'
const manifest = (until: string): string => `product: gestor
version: "9.3.0"
kind: security
severity: high
cves: [CVE-2026-59999]
embargo: ${until}
files:
  - path: ${name}
summary: { pt: Fecha uma zarolhice na porta lateral., en: Closes a hole in the side door. }
notes:
  pt: |
    ## Segurança

    - Fecha uma zarolhice na porta lateral.
  en: |
    ## Security

    - Closes a hole in the side door.
`

test('what is under embargo is nowhere until its minute, and then everywhere by itself', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'balcao-embargo-'))
  const content = join(folder, 'content')
  await cp('content', content, { recursive: true })
  const demo = await startDemo({ DATA_DIR: folder, CONTENT_DIR: content })
  const text = async (path: string, who?: string): Promise<string> => {
    const headers: Record<string, string> = who ? { Authorization: `Bearer bal_demo_${who}` } : {}
    const answer = await fetch(demo.address + path, { headers })
    return `${answer.status} ${await answer.text()}`
  }
  /** Where it shows, of all places where it could. */
  const shownAt = async (): Promise<string[]> => {
    const places: [string, string | undefined, string][] = [
      ['/pt/releases/gestor/', undefined, '9.3.0'],
      ['/pt/releases/gestor/9.3.0/', undefined, 'zarolhice'],
      ['/feeds/pt/releases.atom', undefined, '9.3.0'],
      ['/feeds/en/releases.json', undefined, '9.3.0'],
      ['/api/v1/search?q=zarolhice&lang=pt', undefined, '9.3.0'],
      ['/api/v1/search?q=zarolhice&lang=pt', 'ana', '9.3.0'],
      ['/api/v1/products/gestor/updates?from=7.5.1', 'ana', '9.3.0'],
      ['/api/v1/products/gestor/releases', 'ana', '9.3.0'],
    ]
    const shown = []
    for (const [path, who, word] of places)
      if ((await text(path, who)).includes(word)) shown.push(`${path} ${who}`)
    const file = await text(`/downloads/gestor/9.3.0/${name}`, 'ana')
    return file.startsWith('404') ? shown : [...shown, 'the file']
  }
  try {
    await writeFile(join(folder, name), 'not yet')
    const until = new Date(Date.now() + 25_000)
    await writeFile(join(folder, 'release.yaml'), manifest(until.toISOString()))
    const env = { ...process.env, DATA_DIR: join(folder, 'demo'), CONTENT_DIR: content, LOG_LEVEL: 'error' }
    const args = ['src/cli/portal.ts', 'release', 'publish', '--manifest', join(folder, 'release.yaml')]
    execFileSync(process.execPath, args, { env, stdio: 'pipe' })
    // The site is published anew meanwhile, with the notes lying in the content.
    while (Date.now() < until.getTime() - 1500) {
      expect(await shownAt()).toEqual([])
      await new Promise((resolve) => setTimeout(resolve, 2000))
    }
    await eventually(async () => (await shownAt()).length === 9)
    expect((await text('/sitemap-index.xml')).startsWith('200')).toBe(true)
  } finally {
    await demo.kill('SIGTERM')
    await rm(folder, { recursive: true, force: true })
  }
})
