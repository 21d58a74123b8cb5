import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pino } from 'pino'
import type { Actor, Context } from '#domain/shared/index.ts'
import type { Runtime } from '#server/runtime.ts'
import { emptyCatalogue } from '#server/site/catalogue.ts'
import type { World } from '#tests/support/world.ts'

export type Means = Pick<Runtime, 'config' | 'log' | 'database' | 'context' | 'site' | 'files' | 'jobs'>

/** What the server's side of releases works with, in a world of one's own; `at` moves its clock. */
export async function meansOf(world: World): Promise<Means & { at: number; content: string }> {
  const content = join(world.folder, 'content')
  await mkdir(content, { recursive: true })
  for (const [name, text] of Object.entries(settings)) await writeFile(join(content, name), text)
  let sequence = 0
  const means = {
    at: Date.now(),
    content,
    config: {
      dataDir: world.folder,
      contentDir: content,
      publicUrl: new URL('http://localhost'),
      mailFrom: 'Balcão <balcao@localhost>',
    } as Runtime['config'],
    log: pino({ level: 'silent' }) as Runtime['log'],
    database: world.database,
    files: world.files,
    site: { catalogue: emptyCatalogue } as Runtime['site'],
    jobs: null,
    context: (actor: Actor): Context => ({
      ...{ actor, now: means.at, db: world.database.reader, write: world.database.write, files: world.files },
      ids: { next: () => `means-${String(++sequence).padStart(5, '0')}` },
      holidays: async () => [],
      requestId: 'test',
    }),
  }
  return means
}

const settings = {
  'products.yaml': '- id: gestor\n  name: Gestor\n  summary: { pt: Gere, en: Manages }\n',
  'site.yaml':
    'name: Balcão\ncompany: Maré\ntagline: { pt: a, en: a }\ncalendar: pt-office\ncontact: { email: a@example.org }\nhours: { pt: a, en: a }\nfooter: { pt: a, en: a }\n',
}
