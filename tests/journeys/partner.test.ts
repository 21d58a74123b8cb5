import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { desktop, expectSound, phone, signIn, useBrowser } from './support/browser.ts'

const browser = useBrowser()

test.each([
  ['pt', phone],
  ['en', desktop],
] as const)(
  'a partner sees what each organisation may fetch, and fetches it (%s)',
  async (lang, viewport) => {
    const page = await browser.open({ viewport })
    await signIn(page, 'dora', lang)
    await page.goto(`/${lang}/updates`)
    await expectSound(page)
    await page.click('.product-updates h3 a[href*="/gestor?organisation=sao-bras"]')
    await page.waitForSelector('.releases')
    await expectSound(page)
    await page.click('.tabs a >> nth=0')
    await page.waitForURL((url) => url.search === '')
    expect(await page.textContent('.releases')).not.toContain('7.6.0')
    expect(await page.textContent('[id="v7.4.3"] header')).toContain('Hospital de São Brás')
    const release = page.locator('[id="v7.5.1"]')
    expect(await release.locator('.by-organisation li').count()).toBe(2)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      release.locator('.attachment').first().click(),
    ])
    const content = await readFile(await download.path())
    await release.locator('summary').first().click()
    const shown = await release.locator('.hash code').first().textContent()
    expect(createHash('sha256').update(content).digest('hex')).toBe(shown)
  },
)

test('a customer whose maintenance ended reads why and can ask for more', async () => {
  const page = await browser.open({ viewport: phone })
  await signIn(page, 'carla')
  await page.goto('/pt/updates/gestor')
  const closed = page.locator('[id="v7.5.0"]')
  expect(await closed.locator('.attachment').count()).toBe(0)
  expect(await closed.textContent()).toContain('fim da manutenção')
  await closed.locator('.why a').click()
  await page.waitForURL(/tickets\/new/)
  expect(await page.inputValue('#subject')).toContain('Gestor')
  expect(await page.inputValue('#product')).toBe('gestor')
  // Of a product that no contract of hers names, the page says so.
  await page.goto('/pt/updates/folha')
  expect(await page.textContent('.nothing')).toContain('contrato')
  await expectSound(page)
  expect((await page.goto('/pt/updates/nenhum'))?.status()).toBe(404)
})
