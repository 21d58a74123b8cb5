import { watch } from 'node:fs'
import type { Runtime } from '../runtime.ts'

/**
 * Runs `work` a moment after the content has changed, never twice at once, and once more for what changed meanwhile.
 * @returns stops watching
 */
export function onChange(
  { config, log }: Pick<Runtime, 'config' | 'log'>,
  work: () => Promise<void>,
): () => void {
  let timer: NodeJS.Timeout | undefined
  let running = false
  let again = false

  async function run(): Promise<void> {
    again = running
    if (running) return
    running = true
    await work().catch((error) => log.error({ err: error }, 'a change in the content was not taken over'))
    running = false
    if (again) await run()
  }

  const watcher = watch(config.contentDir, { recursive: true }, () => {
    clearTimeout(timer)
    timer = setTimeout(() => void run(), 300)
  })
  watcher.on('error', (error) => log.error({ err: error }, 'changes in the content are not seen'))
  return () => {
    clearTimeout(timer)
    watcher.close()
  }
}
