import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContextOptions, chromium, type Page } from '@playwright/test'
import { afterAll, beforeAll, expect, inject, onTestFinished } from 'vitest'
import { flags } from './chromium.ts'

export const phone = { width: 390, height: 844 }
export const desktop = { width: 1280, height: 900 }

/** One browser per file; `open` gives a page that fails its test on a script error or an unexpected console error. */
export function useBrowser(): { open(options?: BrowserContextOptions): Promise<Page> } {
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: inject('chromium'), args: flags })
  })
  afterAll(() => browser.close())
  return {
    async open(options = {}) {
      const context = await browser.newContext({
        viewport: desktop,
        baseURL: inject('portal'),
        ...options,
      })
      const page = await context.newPage()
      const errors: string[] = []
      page.on('pageerror', (error) => errors.push(error.message))
      page.on('console', (message) => {
        // The browser reports every answer of 400 and more this way; the tests look at those themselves.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
          errors.push(message.text())
        }
      })
      onTestFinished(async () => {
        await context.close()
        expect(errors).toEqual([])
      })
      return page
    },
  }
}

export async function signIn(page: Page, name: string, lang: 'pt' | 'en' = 'pt'): Promise<void> {
  await page.goto(`/${lang}/login`)
  await page.fill('[name=email]', `${name}@demo.test`)
  await page.fill('[name=password]', 'balcao-demo')
  await page.click('main form button')
  await page.waitForURL((url) => !url.pathname.endsWith('/login'))
}

const colourRules = ['color-contrast', 'link-in-text-block']

/** No accessibility violation that axe can find, in light and dark, and nothing wider than the screen. */
export async function expectSound(page: Page): Promise<void> {
  const found: string[] = []
  for (const colorScheme of ['dark', 'light'] as const) {
    // A colour on its way to another has the contrast of neither.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    // Only violations are read, and no page has frames: telling of all else, in a page of its own, took most of the time.
    const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] })
    // The themes differ in their colours alone.
    const { violations } = await (colorScheme === 'dark' ? axe.withRules(colourRules) : axe).analyze()
    for (const { id, nodes } of violations) {
      found.push(`${colorScheme} ${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
    }
  }
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect({ address: page.url(), found, over: Math.max(0, over) }).toEqual({
    address: page.url(),
    found: [],
    over: 0,
  })
}
