import { expect, test } from 'vitest'
import { desktop, expectSound, phone, signIn, useBrowser } from './support/browser.ts'
import { lodge } from './support/lodge.ts'

const browser = useBrowser()

test.each([
  ['pt', phone],
  ['en', desktop],
] as const)(
  'the search box finds tickets by number and word, and for the desk people (%s)',
  async (lang, viewport) => {
    const reference = await lodge(`Zebrafone ${lang} mudo`)
    const page = await browser.open({ viewport })
    await signIn(page, 'ana', lang)
    await page.goto(`/${lang}/faq/`)
    const box = page.locator('site-search input').first()
    await box.fill(reference)
    await page.waitForSelector(`site-search [role=option]:has-text("Zebrafone ${lang}")`)
    await expectSound(page)
    await box.press('ArrowDown')
    await box.press('Enter')
    await page.waitForURL(`**/${lang}/tickets/${reference}`)

    const desk = await browser.open({ viewport })
    await signIn(desk, 'eva', lang)
    await desk.goto(`/${lang}/desk`)
    await desk.locator('site-search input').first().fill('ribeiro')
    await desk.click('site-search [role=option]:has-text("ana@demo.test")')
    await desk.waitForURL(`**/${lang}/desk/organisations/vila-nova#people`)

    const other = await browser.open({ viewport })
    await signIn(other, 'carla', lang)
    await other.goto(`/${lang}/search/?q=zebrafone`)
    expect(await other.locator('.found-work').count()).toBe(0)
  },
)

test('without a script, the page of results has them too', async () => {
  const reference = await lodge('Quaggafone sem som')
  const page = await browser.open({ viewport: phone, javaScriptEnabled: false })
  await signIn(page, 'ana', 'pt')
  await page.goto('/pt/search/?q=quaggafone')
  expect(await page.textContent('[role=status]')).toContain('Nenhum artigo')
  expect(await page.locator('[data-ask]').count()).toBe(0)
  await page.click('.found-work a')
  expect(page.url()).toContain(`/pt/tickets/${reference}`)
})

test('what the server finds late comes into the list, unless somebody has begun to choose', async () => {
  const reference = await lodge('Okapifone lento')
  const page = await browser.open({ viewport: desktop })
  await signIn(page, 'ana', 'pt')
  await page.route('**/pt/found?*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500))
    await route.continue()
  })
  const ticket = `site-search [role=option][href="/pt/tickets/${reference}"]`
  await page.goto('/pt/faq/')
  const box = page.locator('site-search input').first()
  await box.fill('okapifone')
  await page.waitForSelector('site-search [role=option]')
  expect(await page.locator(ticket).count()).toBe(0)
  await page.waitForSelector(ticket)

  await page.reload()
  const answered = page.waitForResponse('**/pt/found?*')
  await box.fill('okapifone')
  await page.waitForSelector('site-search [role=option]')
  await box.press('ArrowDown')
  await (await answered).finished()
  await page.waitForTimeout(300)
  expect(await page.locator(ticket).count()).toBe(0)
  expect(await page.locator('site-search [role=option][aria-selected=true]').count()).toBe(1)
})
