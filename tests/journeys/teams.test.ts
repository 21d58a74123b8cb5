import type { Page } from '@playwright/test'
import { expect, test } from 'vitest'
import { desktop, expectSound, phone, signIn, useBrowser } from './support/browser.ts'

const browser = useBrowser()

test.each([
  ['pt', phone, true],
  ['en', desktop, false],
] as const)(
  'an administrator makes a team, and an agent gives it a ticket (%s, %o, script: %s)',
  async (lang, viewport, script) => {
    // The rules for pages are a script themselves.
    const look = async (at: Page): Promise<void> => (script ? expectSound(at) : undefined)
    const page = await browser.open({ viewport, javaScriptEnabled: script })
    await signIn(page, 'joao', lang)
    await page.goto(`/${lang}/admin/teams/new`)
    const name = `Rede ${lang}`
    await page.fill('#name', 'x')
    await page.fill('#note', 'Redes e VPN')
    await page.check('[name=members][value=eva]')
    await page.click('[value=save]')
    await page.waitForSelector('.error')
    expect([await page.inputValue('#note'), await page.isChecked('[value=eva]')]).toEqual([
      'Redes e VPN',
      true,
    ])
    await look(page)
    await page.fill('#name', name)
    await page.click('[value=save]')
    await page.waitForSelector('#said')
    expect(await page.textContent('.work')).toContain(name)
    await look(page)

    const eva = await browser.open({ viewport, javaScriptEnabled: script })
    await signIn(eva, 'eva', lang)
    await eva.goto(`/${lang}/desk?view=all-open&sort=created`)
    await eva.click('.work a[href*="/desk/tickets/"]')
    await eva.waitForSelector('#team')
    await eva.selectOption('#team', { label: name })
    await eva.click('[value=team]')
    await eva.waitForSelector('#said')
    expect(await eva.textContent('#team-members')).toContain('Eva Marques')
    await look(eva)
    await eva.goto(`/${lang}/desk?view=all-open`)
    // Folded on a phone.
    if (!(await eva.locator('[name=team]').isVisible())) await eva.click('.filters > summary')
    await eva.selectOption('[name=team]', { label: name })
    if (!script) await eva.click('.toolbar button')
    await eva.waitForURL(/team=/)
    expect(await eva.locator('.work a[href*="/desk/tickets/"]').count()).toBe(1)
    expect(await eva.textContent('.work')).toContain(name)
    await look(eva)

    await page.click(`.work a:text("${name}")`)
    await page.click('[value=archive]')
    await page.waitForSelector('#said')
    await eva.reload()
    expect(await eva.locator('.work a[href*="/desk/tickets/"]').count()).toBe(1)
  },
)

test('a change of the type of request is said', async () => {
  const page = await browser.open({ viewport: desktop })
  await signIn(page, 'eva')
  await page.goto('/pt/desk?view=all-open&sort=created')
  await page.click('.work a[href*="/desk/tickets/"]')
  await page.click('#type-work summary')
  await page.selectOption('#requestType', 'servico')
  await page.click('[value=type]')
  await page.waitForSelector('#said')
  expect(await page.textContent('#said')).toContain('tipo de pedido')
})
