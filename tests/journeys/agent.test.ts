import { expect, test } from 'vitest'
import { desktop, expectSound, phone, signIn, useBrowser } from './support/browser.ts'
import { demoTicket, lodge } from './support/lodge.ts'

const browser = useBrowser()

/** Wider than a phone. */
const longCode = `\`\`\`\n${'palavra '.repeat(40)}\n\`\`\``

test.each([
  ['pt', phone],
  ['en', desktop],
] as const)('an agent takes, notes, answers, passes on and raises a ticket (%s)', async (lang, viewport) => {
  const reference = await lodge(`Do cliente ${lang}`, { body: `Preciso de ajuda.\n\n${longCode}` })
  const page = await browser.open({ viewport })
  await signIn(page, 'eva', lang)
  await page.goto(`/${lang}/desk`)
  await expectSound(page)
  await page.fill('.toolbar [name=q]', reference)
  await page.press('.toolbar [name=q]', 'Enter')
  await page.waitForURL(/q=/)
  await page.click('.work h2 a')
  await page.waitForSelector('.desk-work')
  await expectSound(page)

  await page.click('[value=claim]')
  await page.waitForSelector('#said')
  expect(await page.inputValue('#assignee')).toBe('eva')

  await page.check('[name=internal][value=on]')
  await page.fill('#body', 'Ver com a engenharia')
  await page.click('[data-main]')
  await page.waitForSelector('.message-internal')

  await page.fill('#body', 'Que leitor usa?')
  await page.selectOption('.composer [name=status]', 'waiting')
  await page.selectOption('.composer [name=waitingFor]', 'customer')
  await page.click('[data-main]')
  await page.waitForSelector('.ticket-head .state-waiting')
  await expectSound(page)
  if (viewport === phone) {
    const jump = page.locator('.to-reply a')
    await page.evaluate(() => scrollTo(0, 0))
    await expect.poll(() => jump.isVisible()).toBe(true)
    // It would lie over the button that sends.
    await page.evaluate(() => document.querySelector('[data-main]')?.scrollIntoView({ block: 'end' }))
    await expect.poll(() => jump.isVisible()).toBe(false)
  }

  await page.click('#escalate summary')
  await page.selectOption('#line', '3')
  await page.selectOption('#why', 'fix')
  await page.fill('#summary', 'Falha no controlador')
  await page.fill('#tried', 'Outra porta USB')
  await page.click('[value=escalate]')
  await page.waitForSelector('#said')
  expect(await page.textContent('.message-internal:has-text("Falha no controlador")')).toContain(
    'Outra porta USB',
  )
  expect(await page.textContent('.chain-now')).toContain('3')
  await page.click('#hand-back summary')
  await page.fill('#answer', 'Corrigido no controlador 2.1')
  await page.selectOption('#hand-back [name=line]', '1')
  await page.click('[value="hand-back"]')
  await page.waitForSelector('#said')
  expect(await page.locator('.chain li').count()).toBe(3)
  expect(await page.inputValue('#assignee')).toBe('eva')
  await page.click('.counting summary')
  expect(await page.locator('.counting table').count()).toBeGreaterThan(1)
  await expectSound(page)

  await page.click('summary:has(+ form #status)')
  await page.selectOption('#status', 'waiting')
  await page.selectOption('form:has(#status) [name=waitingFor]', 'planned-version')
  await page.fill('#plannedVersion', '7.9.0')
  await page.click('[value=status]')
  await page.waitForSelector('#said')
  expect(await page.textContent('.ticket-side')).toContain('7.9.0')

  await page.click('summary:has(+ form #impact)')
  await page.selectOption('#impact', 'critical')
  await page.fill('details[open] [name=reason]', 'Todos parados')
  await page.click('[value=priority]')
  await page.waitForSelector('#said')

  await page.click('.customer-history summary')
  await page.click('.customer-history a[href*="/organisations/"]')
  await page.waitForSelector('.customer-page')
  await page.fill('#body', 'Ligar **antes** de atualizar')
  await page.click('[value=note]')
  await page.waitForSelector('.organisation-note strong')
  await expectSound(page)
  await page.click('a[href*="organisation=vila-nova"]')
  await page.waitForSelector('.work li')
  const listed = await page.locator('.work .facts-line').allTextContents()
  for (const facts of listed) expect(facts).toContain('Município de Vila Nova')
  await page.goBack()
  await page.click('.organisation-note:has(strong:text("antes")) [value=remove]')
  await page.waitForSelector('#said')
  expect(await page.locator('.organisation-note strong:text("antes")').count()).toBe(0)

  const customer = await browser.open({ viewport })
  await signIn(customer, 'ana', lang)
  await customer.goto(`/${lang}/tickets/${reference}`)
  const text = (await customer.textContent('main')) ?? ''
  expect(text).toContain('Que leitor usa?')
  expect(text).not.toContain('Ver com a engenharia')
  expect(text).not.toContain('Falha no controlador')
  expect(text).not.toContain('Corrigido no controlador')
  expect(await customer.locator('.chain').count()).toBe(0)
  await expectSound(customer)
})

test.each([
  ['pt', desktop, 'joao'],
  ['en', phone, 'helena'],
] as const)('an answer is written once, and put into a ticket (%s)', async (lang, viewport, who) => {
  const page = await browser.open({ viewport })
  await signIn(page, who, lang)
  await page.goto(`/${lang}/desk/templates/new`)
  await expectSound(page)
  const name = `Reinício do serviço (${lang})`
  await page.fill('#name', name)
  await page.selectOption('#lang', 'pt')
  await page.fill('#body', 'Bom dia, {{customer.nome}}.')
  await page.click('.template-form .deeds .button >> nth=0')
  await page.waitForSelector('.error')
  expect(await page.textContent('.error')).toContain('{{customer.nome}}')
  await page.fill('#body', 'Reinicie o serviço antes de abrir a ')
  await page.click('.variable:text("planned.version")')
  await page.selectOption('#status', 'waiting')
  await page.selectOption('#waitingFor', 'customer')
  await page.click('.template-form .deeds .button >> nth=0')
  await page.waitForSelector('#said')
  await expectSound(page)

  const reference = await lodge('O serviço não reinicia')
  await page.goto(`/${lang}/desk/tickets/${reference}`)
  await page.fill('#body', 'Bom dia.')
  await page.selectOption('#template', { label: name })
  await page.click('[value=template]')
  await page.waitForSelector('.composer .notice')
  expect(await page.inputValue('#body')).toBe(
    'Bom dia.\n\nReinicie o serviço antes de abrir a {{planned.version}}',
  )
  expect(await page.inputValue('.composer [name=status]')).toBe('waiting')
  await expectSound(page)
  await page.goto(`/${lang}/desk/templates`)
  await page.click(`a:text("${name}")`)
  await page.click('[value=archive]')
  await page.waitForSelector('#said')
  expect(await page.locator(`a:text("${name}")`).count()).toBe(0)
})

test('the desk is not there for customers, partners and editors', async () => {
  for (const name of ['ana', 'bruno', 'dora', 'ines']) {
    const page = await browser.open()
    await signIn(page, name)
    expect((await page.goto('/pt/desk'))?.status()).toBe(404)
    expect((await page.goto('/pt/desk/tickets/SUP-1001'))?.status()).toBe(404)
    expect((await page.goto('/pt/desk/organisations/vila-nova'))?.status()).toBe(404)
    expect((await page.goto('/pt/desk/templates'))?.status()).toBe(404)
  }
})

test('a refused change says so beside its form, and keeps what was typed', async () => {
  const reference = await lodge('Sem motivo')
  const page = await browser.open()
  await signIn(page, 'filipe')
  await page.goto(`/pt/desk/tickets/${reference}`)
  await page.click('#escalate summary')
  await page.selectOption('#line', '3')
  await page.fill('#tried', 'Reiniciar')
  await page.click('[value=escalate]')
  await page.waitForSelector('.desk-work .error')
  expect(await page.inputValue('#line')).toBe('3')
  expect(await page.inputValue('#tried')).toBe('Reiniciar')
})

test('single keys go through the queue and answer, and can be turned off', async () => {
  await lodge('Para as teclas')
  const page = await browser.open({ viewport: desktop })
  await signIn(page, 'filipe')
  await page.goto('/pt/desk?view=line-1')
  const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '')
  await page.keyboard.press('j')
  const first = await focused()
  await page.keyboard.press('j')
  expect(await focused()).not.toBe(first)
  await page.keyboard.press('k')
  expect(await focused()).toBe(first)
  await page.keyboard.press('Enter')
  // Keys work once the page has its scripts, which is after its words.
  await page.waitForURL(/\/desk\/tickets\//)
  await page.waitForSelector('.composer')
  await page.keyboard.press('r')
  await page.keyboard.type('j?/')
  expect(await page.inputValue('#body')).toBe('j?/')
  await page.locator('#body').blur()
  await page.keyboard.press('?')
  await page.waitForSelector('dialog[open]')
  await expectSound(page)
  await page.uncheck('dialog input')
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  expect(await page.locator('dialog[open]').count()).toBe(0)
})

test('a queue shows what came meanwhile, and keeps the place of whoever goes through it', async () => {
  await lodge('Já cá estava')
  const page = await browser.open({ viewport: desktop })
  await signIn(page, 'gustavo')
  await page.clock.install()
  await page.goto('/pt/desk?view=line-1&sort=created')
  await page.keyboard.press('j')
  const here = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '')
  expect(await here()).toBe('Já cá estava')
  await lodge('Acabado de chegar')
  await page.clock.runFor(40_000)
  await page.waitForSelector('.work >> text=Acabado de chegar')
  expect(await here()).toBe('Já cá estava')
})

test('an agent goes to a ticket, an organisation and a place from the search box, by keys alone', async () => {
  const reference = await lodge('Procurado pela caixa')
  const page = await browser.open({ viewport: desktop })
  await signIn(page, 'eva')
  const go = async (words: string, to: string) => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type(words)
    await page.waitForSelector(`[role=option][href="${to}"]`)
    while ((await page.getAttribute(`[role=option][href="${to}"]`, 'aria-selected')) !== 'true')
      await page.keyboard.press('ArrowDown')
    await expectSound(page)
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.pathname === to)
  }
  await go(reference, `/pt/desk/tickets/${reference}`)
  await go('município de vila', '/pt/desk/organisations/vila-nova')
  await go('ausên', '/pt/desk/absences')
})

test('warnings that nothing came between stand in one line, which opens', async () => {
  const page = await browser.open({ viewport: desktop })
  await signIn(page, 'helena')
  await page.goto(`/pt/desk/tickets/${await demoTicket('bruno', 'Ficheiro SEPA recusado pelo banco')}`)
  const folded = page.locator('.happened-more').first()
  expect(await folded.locator('summary').textContent()).toMatch(/avisou \d+ vezes dos prazos/)
  expect(await folded.locator('.happened:visible').count()).toBe(1)
  await folded.locator('summary').focus()
  await page.keyboard.press('Enter')
  expect(await folded.locator('li.happened:visible').count()).toBeGreaterThanOrEqual(3)
  await expectSound(page)
})
