import { expect, test } from 'vitest'
import { desktop, expectSound, phone, signIn, useBrowser } from './support/browser.ts'
import { eventually } from './support/eventually.ts'
import { lodge } from './support/lodge.ts'

const browser = useBrowser()

test.each([
  ['pt', desktop, true],
  ['en', phone, false],
] as const)(
  'a supervisor writes a rule, tries it, and it acts (%s)',
  async (lang, viewport, javaScriptEnabled) => {
    const word = `zarabatana${lang}`
    const before = await lodge(`Antes: ${word}`)
    const page = await browser.open({ viewport, javaScriptEnabled })
    await signIn(page, 'helena', lang)
    await page.goto(`/${lang}/desk/rules`)
    if (javaScriptEnabled) await expectSound(page)
    await page.click('.page-head a')
    await page.waitForSelector('.rule-form')
    await page.fill('#name', `Regra ${lang}`)
    await page.check('[name=when][value=opened]')
    await page.selectOption('#newFact', 'words')
    await page.click('[value=add-condition]')
    await page.fill('[name="conditions.0.values"]', `outra coisa, ${word.toUpperCase()}`)
    await page.selectOption('#newFact', 'priority')
    await page.click('[value=add-condition]')
    await page.selectOption('[name="conditions.1.not"]', 'not')
    await page.check('[name="conditions.1.values"][value=critical]')
    await page.selectOption('#newAction', 'assign')
    await page.click('[value=add-action]')
    await page.selectOption('[id="actions.0.person"]', 'filipe')
    await page.selectOption('#newAction', 'answer')
    await page.click('[value=add-action]')
    await page.fill('[id="actions.1.pt"]', 'Já vimos, {{customer.nome}}.')
    await page.click('.rule-form .deeds [value=save]')
    await page.waitForSelector('.error')
    expect(await page.textContent('.error')).toContain('{{customer.nome}}')
    // What is wrong is read with the field.
    expect(await page.getAttribute('[id="actions.1.pt"]', 'aria-describedby')).toBe('actions.1.pt-problem')
    expect(await page.inputValue('#name')).toBe(`Regra ${lang}`)
    expect(await page.inputValue('[id="actions.0.person"]')).toBe('filipe')
    expect(await page.inputValue('[name="conditions.1.not"]')).toBe('not')
    await page.fill('[id="actions.1.pt"]', 'Já vimos, {{customer.firstName}}.')
    await page.click('[value=dry-run]')
    await page.waitForSelector('.dry-run')
    expect(await page.textContent('.dry-run')).toContain(before)
    expect(await page.locator('.dry-run .work > li').count()).toBe(1)
    if (javaScriptEnabled) await expectSound(page)
    await page.check('[name=enabled]')
    await page.click('.rule-form .deeds [value=save]')
    await page.waitForSelector('#said')
    if (javaScriptEnabled) await expectSound(page)

    const reference = await lodge(`Depois: ${word}`)
    const eva = await browser.open({ viewport })
    await signIn(eva, 'eva', lang)
    await eventually(async () => {
      await eva.goto(`/${lang}/desk/tickets/${reference}`)
      return (await eva.inputValue('#assignee')) === 'filipe'
    })
    const said = (await eva.textContent('.conversation')) ?? ''
    expect(said).toContain(`Regra ${lang}`)
    expect(said).toContain('Já vimos, Ana.')
    expect((await eva.goto(`/${lang}/desk/rules`))?.status()).toBe(404)

    const ana = await browser.open({ viewport })
    await signIn(ana, 'ana', lang)
    await ana.goto(`/${lang}/tickets/${reference}`)
    const seen = (await ana.textContent('main')) ?? ''
    expect(seen).toContain('Já vimos, Ana.')
    expect(seen).not.toContain(`Regra ${lang}`)

    await page.click('.tabs a >> nth=1')
    await page.waitForSelector('.rule-steps')
    expect(await page.textContent('.work')).toContain(reference)
    expect(await page.textContent('.work')).not.toContain(before)
    await page.click('.tabs a >> nth=2')
    await page.waitForSelector('.work .rule-sentence')
    await page.goto(`/${lang}/desk/rules`)
    await page.click(`.rules > li:has-text("Regra ${lang}") [value=off]`)
    await page.waitForSelector('#said')
    await page.click(`.rules > li:has-text("Regra ${lang}") [value=up]`)
    await page.waitForSelector('#said')
    await page.click(`a:text("Regra ${lang}")`)
    await page.click('[value=archive]')
    await page.waitForSelector('#said')
    expect(await page.locator(`a:text("Regra ${lang}")`).count()).toBe(0)
  },
)
