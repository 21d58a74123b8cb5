import { countSearchRows } from '#domain/knowledge/index.ts'
import type { Runtime } from '../runtime.ts'
import { contentFingerprint } from './content-fingerprint.ts'
import { manifestOf } from './publish/manifest.ts'
import { codeFingerprint } from './publish/program.ts'
import { liveRelease } from './publish/release.ts'
import { siteFolder } from './site-folder.ts'

/** Whether the live release is what code and content would make now. */
export async function isCurrent({
  config,
  database,
}: Pick<Runtime, 'config' | 'database'>): Promise<boolean> {
  const folder = await liveRelease(siteFolder(config))
  const manifest = folder && (await manifestOf(folder))
  if (!manifest || manifest.content !== (await contentFingerprint(config))) return false
  if (manifest.nextTurn !== null && manifest.nextTurn <= Date.now()) return false
  if (manifest.code !== (await codeFingerprint())) return false
  // The database may be younger than the site.
  return (await countSearchRows(database.reader)) > 0
}
