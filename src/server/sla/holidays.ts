import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Holidays } from '#domain/shared/index.ts'

const run = promisify(execFile)

/**
 * National public holidays by country and year, asked once each. The library and its data of all countries keep
 * 45 MB of a process for good, even when a worker thread loaded them, so a process of a fifth of a second does it.
 */
export function createHolidays(): Holidays {
  const known = new Map<string, Promise<readonly string[]>>()
  return (country, year) => {
    const key = `${country}/${year}`
    const held = known.get(key)
    if (held) return held
    const asked = resolve(country, year)
    known.set(key, asked)
    asked.catch(() => known.delete(key))
    return asked
  }
}

async function resolve(country: string, year: number): Promise<readonly string[]> {
  const program = fileURLToPath(new URL('./resolve-holidays.ts', import.meta.url))
  try {
    const { stdout } = await run(process.execPath, [program, country, String(year)], { timeout: 20_000 })
    return JSON.parse(stdout) as string[]
  } catch {
    // Where no process may be started, this one pays with its memory.
    const { resolveHolidays } = await import('./resolve-holidays.ts')
    return resolveHolidays(country, year)
  }
}
