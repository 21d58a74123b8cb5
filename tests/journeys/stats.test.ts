import { expect, test } from 'vitest'
import { desktop, expectSound, phone, signIn, useBrowser } from './support/browser.ts'
import { lodge } from './support/lodge.ts'

const browser = useBrowser()

/** The number in words such as `25` or `1 h 45 min`. */
const digits = (text: string | null): number => Number((text ?? '').replace(/\D/g, ''))

test.each([
  ['pt', phone],
  ['en', desktop],
] as const)('a supervisor goes from a number to the tickets behind it (%s)', async (lang, viewport) => {
  const page = await browser.open({ viewport })
  await signIn(page, 'helena', lang)
  await page.goto(`/${lang}/desk/reports`)
  await expectSound(page)
  expect(await page.locator('.chart[role=img]').count()).toBe(3)
  await page.click('.tabs a[href*="period=year"]')
  await page.waitForURL(/period=year/)
  await page.click('.stat-scope details:has([name=agent]) summary')
  await page.selectOption('.toolbar [name=organisation]', 'vila-nova')
  await page.waitForURL(/organisation=vila-nova/)
  await page.click('.chart-volume summary')
  await expectSound(page)

  // Other journeys lodge tickets meanwhile: until yesterday nothing changes any more.
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
  const past = new URLSearchParams({
    period: 'custom',
    from: '2026-01-01',
    to: yesterday,
    organisation: 'vila-nova',
  })
  await page.goto(`/${lang}/desk/reports?${past}`)
  const opened = page.locator('.stat-tiles .stat-value a').first()
  const count = digits(await opened.textContent())
  expect(count).toBeGreaterThan(3)
  await opened.click()
  await page.waitForURL(/reports\/tickets/)
  expect(digits((await page.textContent('h1'))?.split(':')[1] ?? '')).toBe(count)
  expect(await page.locator('.stat-behind tbody tr').count()).toBe(Math.min(50, count))
  await expectSound(page)

  await page.goto(`/${lang}/desk/reports?${past}`)
  const spent = page.locator('[aria-labelledby=spent] tbody tr')
  expect(await spent.count()).toBe(1)
  const tickets = digits(await spent.locator('td').last().textContent())
  expect(tickets).toBeGreaterThan(3)
  await spent.locator('td a').first().click()
  await page.waitForURL(/metric=time-spent/)
  expect(await page.locator('.stat-behind tbody tr').count()).toBe(Math.min(50, tickets))
  await expectSound(page)
  await page.goto(`/${lang}/desk/reports/tickets?metric=opened&${past}`)

  const [csv] = await Promise.all([page.waitForEvent('download'), page.click('a[href*="format=csv"]')])
  expect(csv.suggestedFilename()).toBe('tickets-opened.csv')
  const [excel] = await Promise.all([page.waitForEvent('download'), page.click('a[href*="format=xlsx"]')])
  expect(excel.suggestedFilename()).toBe('tickets-opened.xlsx')
  await page.click('.stat-behind tbody a')
  await page.waitForSelector('.desk-work')
})

test('a comparison is sorted, and leads to the month of an organisation, which is for paper', async () => {
  await lodge('Palavracomprida'.repeat(12))
  const page = await browser.open({ viewport: desktop })
  await signIn(page, 'helena')
  await page.goto('/pt/desk/reports?period=year')
  await page.click('#compare ~ * th a:text("Resolução"), .stat-table th a:text("Resolução")')
  await page.waitForURL(/sort=resolution/)
  expect(await page.locator('th[aria-sort]').textContent()).toContain('Resolução')
  await page.click('.stat-table tbody th a')
  await page.waitForSelector('.month-report')
  await expectSound(page)
  await page.emulateMedia({ media: 'print' })
  for (const hidden of ['.bar', '.footer', '.desk-places', '.not-printed'])
    expect(await page.locator(hidden).first().isVisible()).toBe(false)
  // The width of A4 between its margins.
  await page.setViewportSize({ width: 718, height: 1000 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(718)
})

test('dates in the wrong order are said, and this month is shown', async () => {
  const page = await browser.open()
  await signIn(page, 'eva')
  const answer = await page.goto('/pt/desk/reports?period=custom&from=2026-11-20&to=2026-11-10')
  expect(answer?.status()).toBe(422)
  expect(await page.textContent('.error')).toContain('Até')
  await expectSound(page)
})

test.each([
  ['pt', desktop],
  ['en', phone],
] as const)('a report is kept, to be sent on Mondays, and removed (%s)', async (lang, viewport) => {
  const page = await browser.open({ viewport })
  await signIn(page, 'joao', lang)
  await page.goto(`/${lang}/desk/reports?period=quarter&by=agent`)
  await page.click('a[href*="/saved/new"]')
  await page.waitForSelector('#schedule')
  await page.selectOption('#schedule', 'weekly')
  await page.click('.deeds .button >> nth=0')
  await page.waitForSelector('.error')
  expect(await page.inputValue('#schedule')).toBe('weekly')
  await expectSound(page)
  const name = `Trimestre ${lang}`
  await page.fill('#name', name)
  await page.click('.deeds .button >> nth=0')
  await page.waitForSelector('#said')
  await expectSound(page)
  await page.click(`.work a:text("${name}")`)
  await page.waitForURL(/by=agent/)
  await page.goto(`/${lang}/desk/reports/saved`)
  await page.click(`li:has-text("${name}") .button`)
  await page.click('[value=remove]')
  await page.waitForSelector('#said')
  expect(await page.locator(`.work a:text("${name}")`).count()).toBe(0)
})

test('managers and partners read of their own, and nothing of the house', async () => {
  for (const [name, organisation] of [
    ['bruno', ''],
    ['dora', 'sao-bras'],
  ] as const) {
    const page = await browser.open({ viewport: phone })
    await signIn(page, name)
    await page.goto(`/pt/tickets/report?organisation=${organisation}`)
    await page.waitForSelector('.month-report')
    await expectSound(page)
    const text = (await page.textContent('.month-report')) ?? ''
    for (const agent of ['Eva Marques', 'Filipe Sousa', 'OLA', '2.ª linha']) expect(text).not.toContain(agent)
    expect((await page.goto('/pt/desk/reports'))?.status()).toBe(404)
  }
  const page = await browser.open()
  await signIn(page, 'ana')
  expect((await page.goto('/pt/tickets/report'))?.status()).toBe(404)
  await signOutAndIn(page, 'bruno')
  expect((await page.goto('/pt/tickets/report?organisation=sao-bras'))?.status()).toBe(404)
})

async function signOutAndIn(page: Awaited<ReturnType<typeof browser.open>>, name: string): Promise<void> {
  await page.context().clearCookies()
  await signIn(page, name)
}
