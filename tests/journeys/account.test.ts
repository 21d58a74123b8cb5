import { expect, inject, test } from 'vitest'
import { desktop, expectSound, phone, signIn, useBrowser } from './support/browser.ts'

const browser = useBrowser()

function updates(token: string): Promise<Response> {
  const headers = { Authorization: `Bearer ${token}` }
  return fetch(`${inject('portal')}/api/v1/products/gestor/updates?from=7.3.0`, { headers })
}

test.each([
  ['pt', phone],
  ['en', desktop],
] as const)(
  'a token is made, shown once, works in its scope alone, and stops when revoked (%s)',
  async (lang, viewport) => {
    const page = await browser.open({ viewport })
    await signIn(page, 'bruno', lang)
    await page.goto(`/${lang}/account/tokens`)
    await expectSound(page)
    await page.click('main .panel form .button:not(.button-small)')
    await page.waitForSelector('.error')
    await page.fill('#name', `servidor ${lang}`)
    await page.dblclick('main .panel form .button:not(.button-small)')
    const token = (await page.textContent('.done-secret code')) ?? ''
    expect(token).toMatch(/^bal_[a-z2-7]{40}$/)
    await expectSound(page)
    expect((await updates(token)).status).toBe(200)
    const headers = { Authorization: `Bearer ${token}` }
    const tickets = await fetch(`${inject('portal')}/api/v1/tickets`, { headers })
    expect(await tickets.json()).toMatchObject({ status: 403, code: 'scope-missing' })
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.click('.done-secret button')
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(token)
    // A reload makes no second one.
    await page.reload()
    expect(await page.content()).not.toContain(token)
    expect(await page.locator(`[name=revoke][aria-label$="servidor ${lang}"]`).count()).toBe(1)
    await page.click(`[name=revoke][aria-label$="servidor ${lang}"]`)
    await page.waitForURL(/tokens/)
    expect((await updates(token)).status).toBe(401)
  },
)

test('a session ended from elsewhere is signed out', async () => {
  const first = await browser.open()
  const second = await browser.open()
  await signIn(first, 'carla')
  await signIn(second, 'carla')
  await second.goto('/pt/account')
  await expectSound(second)
  await second.click('.held form button')
  await second.waitForURL(/ended/)
  // Other tests may have left sessions of hers.
  const others = second.locator('[name=session][value=""]')
  if ((await others.count()) > 0) await others.click()
  await first.goto('/pt/account')
  expect(first.url()).toContain('/login')
})

test('each of the demo accounts signs in, lands where its work begins, and signs out', async () => {
  const homes = {
    ana: 'tickets',
    bruno: 'tickets',
    carla: 'tickets',
    dora: 'tickets',
    eva: 'desk',
    filipe: 'desk',
    gustavo: 'desk',
    helena: 'desk',
    ines: 'desk/articles',
    joao: 'desk',
  }
  const page = await browser.open()
  for (const [name, home] of Object.entries(homes)) {
    await signIn(page, name)
    expect(new URL(page.url()).pathname).toBe(`/pt/${home}`)
    await page.goto('/pt/account')
    await page.click('form[action="/logout"] button')
    await page.waitForURL(/\/pt\/$/)
  }
})
