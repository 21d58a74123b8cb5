import type { Page } from '@playwright/test'
import { expect, test } from 'vitest'
import { phone, signIn, useBrowser } from './support/browser.ts'
import { lodge } from './support/lodge.ts'

const browser = useBrowser()

/** Writes, and waits until this browser keeps it. */
async function write(page: Page, field: string, text: string): Promise<void> {
  await page.fill(field, text)
  await page.waitForFunction(
    (value) => Object.values(localStorage).some((kept) => String(kept).includes(JSON.stringify(value))),
    text,
  )
}

test('what was begun for one customer does not come up in the ticket of another', async () => {
  const page = await browser.open()
  await signIn(page, 'eva')
  const begin = (email: string) => page.goto(`/pt/tickets/new${email && `?requesterEmail=${email}`}`)
  await begin('')
  await write(page, '#subject', 'De quem, não se sabe ainda')
  await begin('ana@demo.test')
  expect(await page.inputValue('#subject')).toBe('')
  await write(page, '#subject', 'Da Ana')
  await begin('bruno@demo.test')
  expect(await page.inputValue('#subject')).toBe('')
  await begin('Ana@demo.test')
  expect(await page.inputValue('#subject')).toBe('Da Ana')
  await page.fill('#body', 'Não imprime.')
  await page.click('[data-main]')
  await page.waitForURL(/desk\/tickets\/SUP-/)
  // What was sent is no draft any more; what was begun besides still is.
  await begin('ana@demo.test')
  expect(await page.inputValue('#subject')).toBe('')
  await begin('')
  expect(await page.inputValue('#subject')).toBe('De quem, não se sabe ainda')
})

test('for whom a partner asked is begun again with the rest', async () => {
  const page = await browser.open()
  await signIn(page, 'gustavo')
  await page.goto('/pt/tickets/new')
  await page.fill('#requesterEmail', 'dora@demo.test')
  await page.click('[value=who]')
  await page.waitForSelector('#caller')
  await page.selectOption('#organisation', 'sao-bras')
  await page.fill('#body', 'Ligou pelo hospital.')
  await write(page, '#subject', 'Pelo hospital, mais tarde')
  await page.goto('/pt/tickets/new')
  expect(await page.inputValue('#requesterEmail')).toBe('dora@demo.test')
  await page.click('[data-main]')
  await page.waitForURL(/desk\/tickets\/SUP-/)
  expect(await page.textContent('.ticket-head')).toContain('Hospital de São Brás')
})

test('a note from elsewhere that is put together with an answer stays a note', async () => {
  const reference = await lodge('Nota e resposta')
  const [here, there] = [await browser.open(), await browser.open({ viewport: phone })]
  for (const page of [here, there]) {
    await signIn(page, 'eva')
    await page.goto(`/pt/desk/tickets/${reference}`)
  }
  await here.route('**/draft', (route) => route.abort())
  await write(here, '#body', 'Bom dia, já vimos.')
  const kept = there.waitForResponse((response) => response.url().endsWith('/draft'))
  await there.check('[name=internal][value=on]')
  await there.fill('#body', 'O cliente não paga há meses.')
  await kept
  await here.goto(`/pt/desk/tickets/${reference}`)
  expect(await here.inputValue('#body')).toBe('O cliente não paga há meses.\n\nBom dia, já vimos.')
  expect(await here.isChecked('[name=internal][value=on]')).toBe(true)
})

test('a note that became an answer without a network is an answer again', async () => {
  const reference = await lodge('Nota que passa a resposta')
  const page = await browser.open()
  await signIn(page, 'eva')
  await page.goto(`/pt/desk/tickets/${reference}`)
  const kept = page.waitForResponse((response) => response.url().endsWith('/draft'))
  await page.check('[name=internal][value=on]')
  await page.fill('#body', 'Já está')
  await kept
  await page.route('**/draft', (route) => route.abort())
  await page.check('[name=internal][value=""]')
  await write(page, '#body', 'Já está resolvido')
  await page.goto(`/pt/desk/tickets/${reference}`)
  expect(await page.inputValue('#body')).toBe('Já está resolvido')
  expect(await page.isChecked('[name=internal][value=""]')).toBe(true)
})

test('an answer that was begun is there after something else was done in the ticket', async () => {
  const reference = await lodge('Com um colega em cópia')
  const page = await browser.open()
  await signIn(page, 'ana')
  await page.goto(`/pt/tickets/${reference}`)
  await write(page, '#body', 'Ainda a meio')
  await page.click('#copies summary')
  await page.fill('#copies [name=email]', 'bruno@demo.test')
  await page.click('[value=copy-in]')
  await page.waitForSelector('#said')
  expect(await page.inputValue('#body')).toBe('Ainda a meio')
  await page.click('#reply [data-main]')
  await page.waitForURL(/\?.*replied|#said/)
  await page.goto(`/pt/tickets/${reference}`)
  expect(await page.inputValue('#body')).toBe('')
})

test('a draft that the browser and the server hold is discarded in both', async () => {
  const reference = await lodge('Rascunho a deitar fora')
  const page = await browser.open()
  await signIn(page, 'eva')
  await page.goto(`/pt/desk/tickets/${reference}`)
  const kept = page.waitForResponse((response) => response.url().endsWith('/draft'))
  await page.fill('#body', 'Talvez assim')
  await kept
  await page.route('**/draft', (route) => route.abort())
  await write(page, '#body', 'Talvez assim, ou não')
  await page.unroute('**/draft')
  await page.goto(`/pt/desk/tickets/${reference}`)
  expect(await page.inputValue('#body')).toBe('Talvez assim, ou não')
  const discard = page.locator('#reply .notice button')
  expect(await discard.count()).toBe(1)
  await discard.click()
  await page.waitForSelector('#said')
  for (let visit = 0; visit < 2; visit++) {
    expect(await page.inputValue('#body')).toBe('')
    expect(await discard.count()).toBe(0)
    await page.goto(`/pt/desk/tickets/${reference}`)
  }
})
