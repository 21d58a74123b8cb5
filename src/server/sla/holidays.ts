import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Holidays } from '#domain/shared/index.ts'

const run = promisify(execFile)

/**
 * National public holidays by country and year, asked once a decade. The library and its data of all countries
 * keep 45 MB of a process for good, even when a worker thread loaded them, so a process of a fifth of a second does it.
 */
export function createHolidays(): Holidays {
  const decades = new Map<string, Promise<readonly string[]>>()
  return async (country, year) => {
    const first = year - (year % 10)
    const key = `${country}/${first}`
    const asked = decades.get(key) ?? resolve(country, first)
    if (!decades.has(key)) {
      decades.set(key, asked)
      asked.catch(() => decades.delete(key))
    }
    return (await asked).filter((date) => date.startsWith(String(year)))
  }
}

async function resolve(country: string, first: number): Promise<readonly string[]> {
  const years = Array.from({ length: 10 }, (_, i) => first + i)
  const program = fileURLToPath(new URL('./resolve-holidays.ts', import.meta.url))
  try {
    const { stdout } = await run(process.execPath, [program, country, ...years.map(String)], {
      timeout: 20_000,
    })
    return JSON.parse(stdout) as string[]
  } catch {
    // Where no process may be started, this one pays with its memory.
    const { resolveHolidays } = await import('./resolve-holidays.ts')
    return resolveHolidays(country, years)
  }
}
