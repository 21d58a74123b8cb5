import { expect, inject, test } from 'vitest'
import { desktop, expectSound, phone, signIn, useBrowser } from './support/browser.ts'

const browser = useBrowser()

test.each([
  ['pt', phone],
  ['en', desktop],
] as const)(
  'a supervisor takes on a customer, whose manager sets a password and signs in (%s)',
  async (lang, viewport) => {
    const page = await browser.open({ viewport })
    await signIn(page, 'helena', lang)
    await page.goto(`/${lang}/desk/organisations`)
    await expectSound(page)
    await page.click('.page-head .button')
    await page.fill('#name', `Câmara de Óbidos ${lang}`)
    await page.fill('#closed-date-0', '11/01')
    await page.fill('#closed-name-0', 'Feriado municipal')
    await page.click('[data-add]')
    await page.fill('#closed-date-1', 'Natal')
    await page.click('[value=save]')
    await page.waitForSelector('.error')
    expect(await page.locator('.day-rows .problem').count()).toBe(1)
    expect(await page.inputValue('#closed-date-1')).toBe('Natal')
    expect(await page.textContent('.days-coming')).toContain('Feriado municipal')
    await expectSound(page)
    await page.fill('#closed-date-1', '24/12')
    await page.fill('#closed-hours-1', '09:00-13:00')
    await page.fill('#closed-date-2', '1/2/2027')
    await page.click('.day-rows li:nth-child(3) [data-remove]')
    // A new row is made of the last one, and nothing is wrong with it.
    await page.click('[data-add]')
    expect(await page.getAttribute('#closed-date-3', 'aria-describedby')).toBe('closed-date-hint')
    await page.click('[value=save]')
    await page.waitForSelector('#said')
    expect(await page.textContent('.customer-page')).toContain('24/12 09:00-13:00')
    await expectSound(page)
    const address = new URL(page.url()).pathname

    await page.click('a[href$="/contracts/new"]')
    await page.selectOption('#level', 'ouro')
    await page.fill('#startsAt', '2026-01-01')
    await page.check('[name=covered][value=gestor]')
    await page.fill('[name=end-gestor]', '2030-12-31')
    await page.click('[value=save]')
    await page.waitForSelector('#said')
    await expectSound(page)

    await page.goto(`${address}/people/new`)
    await page.fill('#name', 'Rita Vaz')
    await page.fill('#email', 'ana@demo.test')
    await page.click('[value=save]')
    await page.waitForSelector('.error')
    await page.fill('#email', `rita-${lang}@obidos.test`)
    await page.selectOption('#role', 'customer-manager')
    await page.click('[value=save]')
    await page.waitForSelector('#said')
    await page.click('[value=invite]')
    await page.waitForSelector('.done-secret')
    await expectSound(page)
    const link = (await page.textContent('.done-secret code')) ?? ''

    await page.goto(address)
    await page.click('[aria-labelledby=installed] summary')
    await page.fill('#version', '7.4.2')
    await page.click('[value=install]')
    await page.waitForSelector('#said')
    expect(await page.textContent('.installed')).toContain('7.4.2')
    await page.goto(`${address}/history`)
    expect(await page.locator('.events > li').count()).toBe(5)
    await expectSound(page)
    await page.goto(`/${lang}/desk/organisations?q=OBIDOS&level=ouro`)
    expect(await page.locator(`.work a:text("Óbidos ${lang}")`).count()).toBe(1)

    const rita = await browser.open({ viewport })
    await rita.goto(link)
    await rita.fill('#password', 'quatro-palavras-ao-acaso')
    await expectSound(rita)
    await rita.click('main form .button')
    await rita.waitForURL(/login/)
    await rita.fill('[name=email]', `rita-${lang}@obidos.test`)
    await rita.fill('[name=password]', 'quatro-palavras-ao-acaso')
    await rita.click('main form button')
    await rita.waitForURL((url) => !url.pathname.endsWith('/login'))
    expect((await rita.goto(link))?.status()).toBe(410)
  },
)

test.each([
  ['pt', phone],
  ['en', desktop],
] as const)(
  'who saves a customer late sees what is saved by now, and loses nothing (%s)',
  async (lang, viewport) => {
    const first = await browser.open({ viewport })
    await signIn(first, 'helena', lang)
    const second = await browser.open({ viewport })
    await signIn(second, 'joao', lang)
    const address = `/${lang}/desk/organisations/norte/edit`
    await first.goto(address)
    await second.goto(address)
    const name = await first.inputValue('#name')
    await second.fill('#closed-date-0', '13/06')
    await second.click('[value=save]')
    await second.waitForSelector('#said')

    await first.fill('#name', `${name}, SA`)
    const [answer] = await Promise.all([
      first.waitForResponse((one) => one.status() === 409),
      first.click('[value=save]'),
    ])
    expect(answer.url()).toContain('/norte/edit')
    expect(await first.inputValue('#name')).toBe(`${name}, SA`)
    expect(await first.textContent('.held-now')).toContain('13/06')
    await expectSound(first)
    await first.fill('#closed-date-0', '13/06')
    await first.click('[value=save]')
    await first.waitForSelector('#said')
    await first.goto(address)
    expect([await first.inputValue('#name'), await first.inputValue('#closed-date-0')]).toEqual([
      `${name}, SA`,
      '13/06',
    ])
    await first.fill('#name', name)
    await first.fill('#closed-date-0', '')
    await first.click('[value=save]')
    await first.waitForSelector('#said')
  },
)

test('an administrator simulates a calendar before and after it is saved', async () => {
  const page = await browser.open({ viewport: desktop })
  await signIn(page, 'joao')
  await page.goto('/pt/admin')
  await expectSound(page)
  await page.goto('/pt/admin/calendars/new')
  await page.fill('#id', 'jornada')
  await page.fill('#start', '2026-11-27T12:20')
  await page.fill('#duration', '1 h')
  await page.click('[value=save]')
  await page.waitForSelector('.error')
  for (const day of [1, 2, 3, 4, 5]) await page.fill(`#day-${day}`, '09:00-12:30, 14:00-18:00')
  await page.click('[value=simulate]')
  await page.waitForSelector('#simulated')
  expect(await page.textContent('.simulated-due')).toContain('14:50')
  await expectSound(page)
  await page.fill('#exceptions', '27/11/2026 09:00-12:30')
  await page.click('[value=simulate]')
  await page.waitForSelector('.simulated-due:has-text("09:50")')
  await page.click('[value=save]')
  await page.waitForSelector('#said')
  expect(await page.textContent('.year')).toContain('09:00-12:30')
  await page.goto('/pt/admin/levels/ouro')
  await expectSound(page)
  await page.goto('/pt/admin/matrix')
  await expectSound(page)
  await page.goto('/pt/admin/audit?type=calendar.defined')
  expect(await page.textContent('.events')).toContain('calendar:jornada')
  await expectSound(page)
  const csv = await page.request.get('/pt/admin/audit/export.csv?type=calendar.defined')
  expect(await csv.text()).toContain('calendar:jornada')
})

test('an import is seen, and then done', async () => {
  const page = await browser.open({ viewport: phone })
  await signIn(page, 'helena')
  await page.goto('/pt/admin/import')
  await expectSound(page)
  await page.fill('#pasted', 'nome;tipo\nJunta de Belver;cliente\nJunta de Gavião;clientela\n')
  await page.click('[value=preview]')
  await page.waitForSelector('.import-table')
  expect(await page.locator('[value=confirm]').count()).toBe(0)
  expect(await page.locator('.import-table .state-critical').count()).toBe(1)
  expect(await page.inputValue('#pasted')).toContain('Junta de Gavião')
  await expectSound(page)
  await page.goto('/pt/admin/import')
  await page.fill('#pasted', 'nome;tipo\nJunta de Belver;cliente\n')
  await page.click('[value=preview]')
  await page.click('[value=confirm]')
  await page.waitForSelector('#said')
  await page.goto('/pt/desk/organisations?q=belver')
  expect(await page.locator('.work li').count()).toBe(1)
})

test('agents keep no customers, and nobody else enters the administration', async () => {
  const forbidden = [
    '/pt/admin',
    '/pt/admin/calendars',
    '/pt/admin/import',
    '/pt/desk/organisations/new',
    '/pt/desk/organisations/vila-nova/edit',
  ]
  for (const name of ['eva', 'ana', 'dora', 'ines']) {
    const page = await browser.open()
    await signIn(page, name)
    for (const path of forbidden) expect((await page.request.get(inject('portal') + path)).status()).toBe(404)
  }
  const page = await browser.open()
  await signIn(page, 'helena')
  for (const path of ['matrix', 'products', 'people', 'audit', 'audit/export.csv']) {
    expect((await page.request.get(`${inject('portal')}/pt/admin/${path}`)).status()).toBe(404)
  }
  expect(
    (await page.request.get(`${inject('portal')}/pt/desk/organisations/mare/people/joao`)).status(),
  ).toBe(404)
})
