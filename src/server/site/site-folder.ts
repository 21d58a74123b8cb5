import { join } from 'node:path'
import type { Config } from '../config.ts'

export function siteFolder(config: Pick<Config, 'dataDir'>): string {
  return join(config.dataDir, 'site')
}
