import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

/** Of a Chromium for tests: as root, and asking nobody outside. */
export const flags: string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const system = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

function found(): string | null {
  return [chromium.executablePath(), ...system].find((path) => existsSync(path)) ?? null
}

/** Playwright's own Chromium, else the system's; where there is neither, it is installed or the tests fail. */
export async function findChromium(): Promise<string> {
  const there = found()
  if (there) return there
  spawnSync('playwright', ['install', 'chromium'], { stdio: 'inherit', timeout: 180_000 })
  if (!found() && process.getuid?.() === 0) {
    const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const
    spawnSync('apt-get', ['update', '-qq'], options)
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options)
  }
  const installed = found()
  if (installed) return installed
  throw new Error(
    'There is no Chromium. Install one: “npx playwright install chromium” or “apt-get install chromium”.',
  )
}
