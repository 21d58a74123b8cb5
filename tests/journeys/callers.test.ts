import { expect, test } from 'vitest'
import { desktop, expectSound, phone, signIn, useBrowser } from './support/browser.ts'

const browser = useBrowser()

test.each([
  ['pt', phone],
  ['en', desktop],
] as const)(
  'an agent finds whoever calls as the name is typed, and writes their ticket (%s)',
  async (lang, viewport) => {
    const page = await browser.open({ viewport })
    await signIn(page, 'eva', lang)
    await page.goto(`/${lang}/tickets/new`)
    await page.fill('#subject', `Telefonou ${lang}`)
    await page.locator('#requesterEmail').pressSequentially('vila')
    await page.waitForSelector('#callers [role=option]:nth-child(2)')
    await expectSound(page)
    await page.press('#requesterEmail', 'ArrowDown')
    await page.press('#requesterEmail', 'ArrowDown')
    expect(await page.getAttribute('#requesterEmail', 'aria-activedescendant')).toBe('caller-1')
    await page.press('#requesterEmail', 'ArrowUp')
    await page.press('#requesterEmail', 'Enter')
    await page.waitForSelector('#caller')
    expect(await page.textContent('#caller')).toContain('Ana Ribeiro')
    expect(await page.textContent('#caller')).toContain('Ouro')
    expect(await page.inputValue('#subject')).toBe(`Telefonou ${lang}`)
    await expectSound(page)
    // What they run is known now.
    await page.selectOption('#product', 'gestor')
    expect(await page.inputValue('#version')).toMatch(/^7\./)
    await page.fill('#body', 'A impressora não responde.')
    await page.click('[data-main]')
    await page.waitForURL(/desk\/tickets\/SUP-/)
    expect(await page.textContent('main')).toContain('Ana Ribeiro')
  },
)

test('without a script, whom a name may mean is chosen among people, and a partner’s for whom', async () => {
  const page = await browser.open({ viewport: phone, javaScriptEnabled: false })
  await signIn(page, 'eva', 'pt')
  await page.goto('/pt/tickets/new')
  await page.fill('#body', 'Ligou a pedir ajuda.')
  await page.fill('#requesterEmail', 'vila nova')
  await page.click('[value=who]')
  expect(await page.locator('.caller').count()).toBe(2)
  expect(await page.inputValue('#body')).toBe('Ligou a pedir ajuda.')
  await page.click('.caller >> nth=1')
  expect(await page.inputValue('#requesterEmail')).toBe('bruno@demo.test')

  await page.fill('#requesterEmail', 'dora')
  await page.click('[value=who]')
  expect(await page.textContent('#caller')).toContain('Norte Sistemas')
  await page.selectOption('#organisation', 'sao-bras')
  await page.fill('#subject', 'Pelo hospital')
  await page.click('[data-main]')
  expect(page.url()).toMatch(/desk\/tickets\/SUP-/)
  expect(await page.textContent('main')).toContain('Hospital de São Brás')
})

test.each([
  ['pt', false],
  ['en', true],
] as const)(
  'part of a name becomes a ticket only once one has seen whose (%s, script: %s)',
  async (lang, javaScriptEnabled) => {
    const page = await browser.open({ viewport: phone, javaScriptEnabled })
    await signIn(page, 'eva', lang)
    await page.goto(`/${lang}/tickets/new`)
    await page.fill('#subject', 'De quem é')
    await page.fill('#body', 'Ligou, e disse só o apelido.')
    await page.fill('#requesterEmail', 'tavares')
    await page.click('[data-main]')
    await page.waitForSelector('#error-summary')
    for (const place of ['#error-summary', '#caller']) {
      const told = await page.textContent(place)
      for (const word of ['Bruno Tavares', 'bruno@demo.test', 'Município de Vila Nova']) {
        expect(told).toContain(word)
      }
    }
    if (javaScriptEnabled) await expectSound(page)
    expect(await page.inputValue('#requesterEmail')).toBe('bruno@demo.test')
    expect(await page.inputValue('#subject')).toBe('De quem é')
    expect(await page.inputValue('#body')).toBe('Ligou, e disse só o apelido.')
    await page.click('[data-main]')
    await page.waitForURL(/desk\/tickets\/SUP-/)
    expect(await page.textContent('main')).toContain('Bruno Tavares')
  },
)

test('somebody unknown is said to be, several are not guessed among, and nothing typed is lost', async () => {
  const page = await browser.open({ viewport: desktop })
  await signIn(page, 'eva', 'en')
  await page.goto('/en/tickets/new')
  await page.fill('#subject', 'Kept')
  await page.fill('#body', 'Kept too')
  await page.fill('#requesterEmail', 'zacarias')
  const [unknown] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === 'POST'),
    page.click('[value=who]'),
  ])
  expect(unknown.status()).toBe(422)
  await page.waitForSelector('#requesterEmail-problem')
  await page.fill('#requesterEmail', 'vila')
  const [several] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === 'POST'),
    page.click('[data-main]'),
  ])
  expect(several.status()).toBe(422)
  await page.waitForSelector('.caller')
  expect(await page.inputValue('#body')).toBe('Kept too')
  await expectSound(page)
})

test('a customer is found by the name of one of its people, and a ticket begun for them', async () => {
  const page = await browser.open({ viewport: desktop })
  await signIn(page, 'eva', 'en')
  await page.goto('/en/desk/organisations?q=ribeiro')
  await expectSound(page)
  await page.click('.found-people a[href*="tickets/new"]')
  await page.waitForSelector('#caller')
  expect(await page.inputValue('#requesterEmail')).toBe('ana@demo.test')
  await page.goto('/en/desk/organisations/vila-nova')
  await page.click('a[href*="requesterEmail=bruno"]')
  await page.waitForSelector('#caller')
  expect(await page.textContent('#caller')).toContain('Bruno Tavares')
})
