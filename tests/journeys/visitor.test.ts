import { describe, expect, inject, test } from 'vitest'
import { desktop, expectSound, phone, useBrowser } from './support/browser.ts'

const browser = useBrowser()

describe.each([
  ['pt', phone, 'light'],
  ['en', desktop, 'dark'],
] as const)('a visitor (%s)', (lang, viewport, colorScheme) => {
  test('finds an answer from the home page and reads it', async () => {
    const page = await browser.open({ viewport, colorScheme })
    await page.goto(`/${lang}/`)
    await expectSound(page)
    await page.fill('main [name=q]', 'GST-1204')
    await page.press('main [name=q]', 'Enter')
    await page.waitForURL(/search/)
    await expectSound(page)
    await page.click('.results h2 a')
    await page.waitForSelector('h1')
    expect(await page.textContent('main')).toContain('GST-1204')
    await expectSound(page)
  })

  test('walks every kind of page without a violation', async () => {
    const page = await browser.open({ viewport, colorScheme })
    for (const path of [
      'faq/',
      'manuals/',
      'manuals/gestor/7.4/',
      'manuals/gestor/7.3/',
      'releases/',
      'login',
      'search/?q=zzzz',
    ]) {
      expect((await page.goto(`/${lang}/${path}`))?.status()).toBe(200)
      await expectSound(page)
    }
    expect((await page.goto(`/${lang}/nowhere`))?.status()).toBe(404)
    await expectSound(page)
  })

  test('keeps the page when the language changes, and the theme when it is chosen', async () => {
    const page = await browser.open({ viewport, colorScheme })
    await page.goto(`/${lang}/manuals/gestor/7.4/`)
    if (viewport === phone) await page.click('.menu-button')
    await page.click('theme-switch button')
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('light')
    await page.reload()
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('light')
    const other = lang === 'pt' ? 'en' : 'pt'
    if (viewport === phone) await page.click('.menu-button')
    await page.click(`.menu a[hreflang=${other}]`)
    await page.waitForURL(new RegExp(`/${other}/manuals/gestor/7.4/`))
  })

  test('is asked to sign in for what needs it, and nobody gets in with a wrong password', async () => {
    const page = await browser.open({ viewport })
    await page.goto(`/${lang}/tickets/new`)
    await page.waitForURL(/login\?next/)
    await page.fill('[name=email]', 'nobody@demo.test')
    await page.fill('[name=password]', 'wrong')
    await page.click('main form button')
    await page.waitForSelector('.error')
    expect(await page.inputValue('[name=email]')).toBe('nobody@demo.test')
    await expectSound(page)
  })
})

test('reading needs no script', async () => {
  const page = await browser.open({ javaScriptEnabled: false, viewport: phone })
  await page.goto('/pt/manuals/gestor/7.4/')
  await page.click('main a[href*="/manuals/gestor/7.4/"] >> nth=0')
  expect((await page.textContent('h1'))?.length).toBeGreaterThan(3)
  await page.goto('/pt/search/?q=copia')
  expect(await page.locator('.results li').count()).toBeGreaterThan(0)
})

test('restricted titles are nowhere in public answers', async () => {
  for (const path of [
    '/sitemap-index.xml',
    '/pt/faq/',
    '/en/faq/',
    '/pt/releases/',
    '/api/v1/search?q=escala%C3%A7%C3%A3o&lang=pt',
  ]) {
    const text = await (await fetch(inject('portal') + path)).text()
    expect(text).not.toMatch(/7\.6\.0|escalation-criteria|Critérios de escala/)
  }
})
