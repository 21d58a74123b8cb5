import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createClient } from '@libsql/client'
import type { Page } from '@playwright/test'
import { expect, inject, test } from 'vitest'
import { desktop, expectSound, phone, signIn, useBrowser } from './support/browser.ts'
import { lodge } from './support/lodge.ts'

const browser = useBrowser()
const headers = { Authorization: 'Bearer bal_demo_ana', 'Content-Type': 'application/json' }

/** Fewer tickets are of it than of the other products. */
const payroll = { product: 'folha' }

async function answer(reference: string, body: string): Promise<void> {
  const address = `${inject('portal')}/api/v1/tickets/${reference}/messages`
  await fetch(address, { method: 'POST', headers, body: JSON.stringify({ body }) })
}

const pick = (page: Page, reference: string): Promise<void> =>
  page.check(`[name=tickets][value="${reference}"]`)

test.each([
  ['pt', phone, true],
  ['en', desktop, true],
  ['pt', desktop, false],
] as const)(
  'many tickets change together, and go back (%s, %o, script: %s)',
  async (lang, viewport, javaScriptEnabled) => {
    const references = [await lodge('Primeiro de três', payroll), await lodge('Segundo de três', payroll)]
    const [one = '', two = ''] = references
    const page = await browser.open({ viewport, javaScriptEnabled })
    await signIn(page, 'eva', lang)
    await page.goto(`/${lang}/desk?view=line-1&sort=created`)
    for (const reference of references) await pick(page, reference)
    await page.selectOption('#deed', 'priority')
    await page.selectOption('#impact', 'critical')
    if (javaScriptEnabled) await expectSound(page)
    await page.click('.bulk-bar [value=bulk]')
    await page.waitForSelector('.error')
    expect(await page.isChecked(`[value="${one}"]`)).toBe(true)
    expect(await page.inputValue('#impact')).toBe('critical')
    await page.fill('#reason', 'Paragem geral')
    await page.click('.bulk-bar [value=bulk]')
    await page.waitForSelector('#said')
    expect(await page.textContent('#said')).toContain('2')
    expect(await page.isChecked(`[value="${one}"]`)).toBe(false)
    const mark = `li:has([value="${two}"]) :is(.state-high, .state-critical)`
    expect(await page.locator(mark).count()).toBe(1)
    if (javaScriptEnabled) await expectSound(page)
    await answer(two, 'Ainda não funciona.')
    await page.click('#said [value=undo]')
    await page.waitForSelector('.run-left')
    expect(await page.textContent('.run-left')).toContain(two)
    expect(await page.locator(mark).count()).toBe(1)
    expect(await page.locator(mark.replace(two, one)).count()).toBe(0)
    expect(await page.locator('#said [value=undo]').count()).toBe(0)
  },
)

test.each([
  ['pt', desktop],
  ['en', phone],
] as const)('a filter is kept under a name, with its columns (%s)', async (lang, viewport) => {
  const page = await browser.open({ viewport })
  await signIn(page, 'helena', lang)
  await page.goto(`/${lang}/desk?view=all-open&product=folha`)
  const panel = page.locator('.queue-tools details')
  await panel.nth(0).locator('summary').click()
  await page.uncheck('[name=columns][value=requester]')
  await page.click('[value=columns]')
  await page.waitForSelector('#said')
  expect(await page.textContent('.work')).not.toContain('Ana Ribeiro')

  const name = `Folha ${lang} ${'x'.repeat(40)}`
  await panel.nth(1).locator('summary').click()
  await page.fill('#name', name)
  await page.check('[name=shared]')
  await page.check('[name=withColumns]')
  await expectSound(page)
  await page.click('[value=view-new]')
  await page.waitForSelector('#said')
  const own = new URL(page.url()).searchParams.get('saved')
  // A name of one long word would lie over the list, and take its clicks.
  const [place, list] = await Promise.all([
    page.locator(`.queues a:has-text("${name}")`).boundingBox(),
    page.locator('.queues').boundingBox(),
  ])
  if (viewport === desktop) expect(place?.width).toBeLessThanOrEqual(list?.width ?? 0)

  const eva = await browser.open({ viewport })
  await signIn(eva, 'eva', lang)
  await eva.goto(`/${lang}/desk`)
  await eva.click(`.queues a:has-text("${name}")`)
  await eva.waitForURL(/saved=/)
  expect(await eva.textContent('h1')).toBe(name)
  expect(await eva.inputValue('.toolbar [name=product]')).toBe('folha')
  expect(await eva.textContent('.work')).not.toContain('Ana Ribeiro')
  expect(await eva.locator('[value=view-delete]').count()).toBe(0)
  await expectSound(eva)
  await eva.goto(`/${lang}/desk/views/${own}`)
  expect(await eva.textContent('h1')).toBe(name)

  await panel.nth(1).locator('summary').click()
  await page.click('[value=view-delete]')
  await page.waitForSelector('#said')
  expect(await page.locator(`.queues a:has-text("${name}")`).count()).toBe(0)
  expect((await eva.goto(`/${lang}/desk/views/${own}`))?.status()).toBe(404)
})

test('a queue shows at once what came, and keeps what is picked and where one is', async () => {
  const reference = await lodge('Já cá estava', payroll)
  const page = await browser.open()
  await signIn(page, 'gustavo')
  await page.goto('/pt/desk?view=line-1&sort=created')
  await pick(page, reference)
  await page.focus(`[value="${reference}"]`)
  await lodge('Acabado de chegar', payroll)
  await page.waitForSelector('.work >> text=Acabado de chegar', { timeout: 25_000 })
  expect(await page.isChecked(`[value="${reference}"]`)).toBe(true)
  expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe(reference)
  expect(await page.textContent('.bulk-count')).toContain('1')
})

test('two agents at one ticket see each other, and no answer misses a message', async () => {
  const reference = await lodge('A dois', payroll)
  const eva = await browser.open()
  const filipe = await browser.open({ viewport: phone })
  await signIn(eva, 'eva')
  await signIn(filipe, 'filipe', 'en')
  await eva.goto(`/pt/desk/tickets/${reference}`)
  await filipe.goto(`/en/desk/tickets/${reference}`)
  await filipe.waitForSelector('[data-others]:has-text("Eva Marques is looking")')
  await eva.fill('#body', 'Reinicie o serviço.')
  await filipe.waitForSelector('[data-others]:has-text("Eva Marques is writing")', { timeout: 25_000 })

  await answer(reference, 'Afinal dá **outro** erro.')
  await filipe.waitForSelector('[data-news]:not([hidden])', { timeout: 25_000 })
  await expectSound(filipe)
  expect(await filipe.locator('.conversation').textContent()).not.toContain('outro')
  await filipe.click('[data-news] button')
  expect(await filipe.evaluate(() => document.activeElement?.textContent)).toContain('outro')
  await filipe.fill('#body', 'Qual erro?')
  await filipe.click('[data-main]')
  await filipe.waitForSelector('#said')

  await eva.click('[data-main]')
  await eva.waitForSelector('.meanwhile')
  expect(await eva.textContent('.meanwhile')).toContain('outro')
  expect(await eva.textContent('.meanwhile')).toContain('Qual erro?')
  expect(await eva.inputValue('#body')).toBe('Reinicie o serviço.')
  await expectSound(eva)
  await eva.click('[data-main]')
  await eva.waitForSelector('#said')

  await eva.goto(`/pt/desk/tickets/${reference}`)
  await answer(reference, 'Resolvido por nós.')
  await eva.click('summary:has(+ form #status)')
  await eva.selectOption('#status', 'closed')
  await eva.click('[value=status]')
  await eva.waitForSelector('.desk-work .meanwhile')
  expect(await eva.inputValue('#status')).toBe('closed')
})

test('the desk’s hints are for the desk', async () => {
  expect((await fetch(`${inject('portal')}/pt/desk/live`)).status).toBe(401)
  for (const name of ['ana', 'ines']) {
    const page = await browser.open()
    await signIn(page, name)
    expect(await page.evaluate(async () => (await fetch('/pt/desk/live')).status)).toBe(404)
  }
})

test('keys pick, take, note and go, and the map shows those that work', async () => {
  const reference = await lodge('Só com teclas', payroll)
  const page = await browser.open()
  await signIn(page, 'filipe')
  // Its own alone: other files lodge tickets meanwhile.
  await page.goto('/pt/desk?view=line-1&sort=created&q=teclas')
  const shown = async (): Promise<string> => {
    await page.keyboard.press('?')
    const words = await page.locator('dialog[open] dl').textContent()
    await page.keyboard.press('Escape')
    return words ?? ''
  }
  expect(await shown()).toContain('Escolher a linha')
  expect(await shown()).not.toContain('Escalar')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  expect(await page.isChecked(`[value="${reference}"]`)).toBe(true)
  await page.keyboard.press('c')
  await page.waitForSelector('#said')
  await page.goto(`/pt/desk/tickets/${reference}`)
  expect(await page.inputValue('#assignee')).toBe('filipe')
  expect(await shown()).toContain('Escalar')
  await page.keyboard.press('e')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('line')
  await page.locator('#line').blur()
  await page.keyboard.press('n')
  await page.keyboard.type('gq')
  expect(await page.inputValue('#body')).toBe('gq')
  expect(await page.isChecked('[name=internal][value=on]')).toBe(true)
  await page.locator('#body').blur()
  await page.keyboard.press('g')
  await page.keyboard.press('t')
  await page.waitForURL(/\/desk\/templates$/)
})

test('what is being written is there on another device, until it is sent', async () => {
  const reference = await lodge('Rascunho em dois sítios', payroll)
  const here = await browser.open()
  const there = await browser.open({ viewport: phone, javaScriptEnabled: false })
  await signIn(here, 'eva')
  await signIn(there, 'eva')
  await here.goto(`/pt/desk/tickets/${reference}`)
  const kept = here.waitForResponse((response) => response.url().endsWith('/draft'))
  await here.check('[name=internal][value=on]')
  await here.fill('#body', 'Ver com a engenharia')
  expect((await kept).status()).toBe(200)
  await there.goto(`/pt/desk/tickets/${reference}`)
  expect(await there.inputValue('#body')).toBe('Ver com a engenharia')
  expect(await there.isChecked('[name=internal][value=on]')).toBe(true)
  await there.click('[data-main]')
  await there.waitForSelector('.message-internal')
  expect(await there.inputValue('#body')).toBe('')
})

test('what was written last is shown, whatever the server’s clock says, and what was sent elsewhere comes no more', async () => {
  const reference = await lodge('Rascunho e relógio', payroll)
  const [here, there] = [await browser.open(), await browser.open({ viewport: phone })]
  const address = `/pt/desk/tickets/${reference}`
  const write = async (page: Page, text: string): Promise<void> => {
    const kept = page.waitForResponse((response) => response.url().endsWith('/draft'))
    await page.check('[name=internal][value=on]')
    await page.fill('#body', text)
    await kept
  }
  for (const page of [here, there]) await signIn(page, 'eva')
  await here.goto(address)
  await write(here, 'Primeira versão')
  await there.goto(address)
  await write(there, 'Segunda versão')
  // An hour later by the server's clock, which was set back by two.
  const client = createClient({ url: pathToFileURL(join(inject('portalData'), 'balcao.db')).href })
  await client.execute('update drafts set updated_at = updated_at - 3600000')
  client.close()
  await here.goto(address)
  expect(await here.inputValue('#body')).toBe('Segunda versão')
  await there.click('[data-main]')
  await there.waitForSelector('.message-internal')
  await here.goto(address)
  expect(await here.inputValue('#body')).toBe('')
})

test('what did not reach the server is there again', async () => {
  const reference = await lodge('Rascunho sem rede', payroll)
  const page = await browser.open()
  await signIn(page, 'eva')
  const address = `/pt/desk/tickets/${reference}`
  await page.goto(address)
  const kept = page.waitForResponse((response) => response.url().endsWith('/draft'))
  await page.fill('#body', 'Até aqui')
  await kept
  await page.route('**/draft', (route) => route.abort())
  await page.fill('#body', 'Até aqui, e mais')
  await page.waitForTimeout(600)
  await page.goto(address)
  expect(await page.inputValue('#body')).toBe('Até aqui, e mais')
  // Written elsewhere meanwhile: both are there, for whoever writes to choose.
  const there = await browser.open({ viewport: phone })
  await signIn(there, 'eva')
  await there.goto(address)
  const other = there.waitForResponse((response) => response.url().endsWith('/draft'))
  await there.fill('#body', 'Outra coisa')
  await other
  await page.goto(address)
  expect(await page.inputValue('#body')).toBe('Outra coisa\n\nAté aqui, e mais')
})

test.each([
  ['pt', desktop],
  ['en', phone],
] as const)('a deputy stands in for whoever is away (%s)', async (lang, viewport) => {
  const reference = await lodge('Para quem está fora', payroll)
  const page = await browser.open({ viewport })
  await signIn(page, 'gustavo', lang)
  await page.goto(`/${lang}/desk/absences`)
  await page.fill('#until', '')
  await page.click('.absences form .button')
  await page.waitForSelector('.error')
  await expectSound(page)
  const today = await page.inputValue('#from')
  await page.fill('#until', today)
  await page.selectOption('#deputy', 'joao')
  await page.click('.absences form .button')
  await page.waitForSelector('#said')
  expect(await page.textContent('.away')).toContain('Gustavo Lima')
  await expectSound(page)

  await page.goto(`/${lang}/desk/tickets/${reference}`)
  await page.selectOption('#assignee', 'gustavo')
  await page.click('[value=assign]')
  await page.waitForSelector('#said')
  expect(await page.inputValue('#assignee')).toBe('joao')
  expect(await page.textContent('.happened')).toContain('Gustavo Lima')
  await page.goto(`/${lang}/desk/absences`)
  await page.click('[value=end]')
  await page.waitForSelector('#said')
})

test('by keys alone one goes from the queue through its tickets, answering on the way', async () => {
  const page = await browser.open()
  await signIn(page, 'eva')
  await page.goto('/pt/desk?view=all-open')
  const paths = await page
    .locator('.queue-form .work h2 a')
    .evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).pathname))
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname === paths[0])
  await page.keyboard.press('?')
  const keys = page.locator('.keys')
  await keys.waitFor()
  expect(await keys.getByText('Pedido seguinte da fila').isVisible()).toBe(true)
  expect(await keys.getByText('Pedido anterior da fila').isVisible()).toBe(false)
  await page.keyboard.press('Escape')
  await page.keyboard.press('r')
  await page.keyboard.type('Por teclas.')
  await page.keyboard.press('Control+Enter')
  await page.waitForSelector('#said')
  await page.waitForLoadState('load')
  await page.keyboard.press('j')
  await page.waitForURL((url) => url.pathname === paths[1])
  await page.keyboard.press('k')
  await page.waitForURL((url) => url.pathname === paths[0])
})
