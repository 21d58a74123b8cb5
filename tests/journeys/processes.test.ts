import { expect, test } from 'vitest'
import { desktop, expectSound, phone, signIn, useBrowser } from './support/browser.ts'
import { lodge } from './support/lodge.ts'

const browser = useBrowser()

test.each([
  ['pt', desktop, true],
  ['en', phone, false],
] as const)(
  'a supervisor writes a process, and customer and desk go through it (%s)',
  async (lang, viewport, javaScriptEnabled) => {
    const id = `alteracao-${lang}`
    const helena = await browser.open({ viewport, javaScriptEnabled })
    await signIn(helena, 'helena', lang)
    await helena.goto(`/${lang}/desk/processes`)
    if (javaScriptEnabled) await expectSound(helena)
    await helena.click('.page-head a')
    const written = (await helena.inputValue('#source')).replace('pedido-novo', id)
    await helena.fill('#source', written.replace('to: decisao', 'to: decisoa'))
    await helena.click('[value=save]')
    await helena.waitForSelector('.error')
    expect(await helena.textContent('.error')).toContain('steps.0.next.0.to')
    expect(await helena.inputValue('#source')).toContain('decisoa')
    if (javaScriptEnabled) await expectSound(helena)
    await helena.fill('#source', written)
    await helena.click('[value=try]')
    await helena.waitForSelector('.step-trial')
    expect(await helena.locator('.step-trial li.panel').count()).toBe(2)
    if (javaScriptEnabled) await expectSound(helena)
    await helena.click('[value=save]')
    await helena.waitForSelector('#said')
    expect(await helena.textContent('.step-outline')).toContain(lang === 'pt' ? 'Motivo' : 'Reason')

    const reference = await lodge(`Alteração ${lang}`)
    const eva = await browser.open({ viewport, javaScriptEnabled })
    await signIn(eva, 'eva', lang)
    expect((await eva.goto(`/${lang}/desk/processes`))?.status()).toBe(404)
    await eva.goto(`/${lang}/desk/tickets/${reference}`)
    await eva.selectOption('#process-choice', id)
    await eva.click('[value=process-start]')
    await eva.waitForSelector('#said')
    expect(await eva.locator('#step').count()).toBe(0)

    const ana = await browser.open({ viewport, javaScriptEnabled })
    await signIn(ana, 'ana', lang)
    await ana.goto(`/${lang}/tickets/${reference}`)
    if (javaScriptEnabled) await expectSound(ana)
    await ana.click('#step .deeds .button')
    await ana.waitForSelector('#step .error')
    await ana.fill('[id="answers.motivo"]', 'Uma colega nova')
    const late = await browser.open({ viewport, javaScriptEnabled })
    await signIn(late, 'bruno', lang)
    await late.goto(`/${lang}/tickets/${reference}`)
    await late.fill('[id="answers.motivo"]', 'Outras palavras')
    await ana.click('#step .deeds .button')
    await ana.waitForSelector('#said')
    expect(await ana.textContent('.conversation')).toContain('Uma colega nova')
    expect(await ana.locator('#step').count()).toBe(0)
    await late.click('#step .deeds .button')
    await late.waitForSelector('#step .error')
    expect(await late.textContent('#step')).toContain('Outras palavras')

    await eva.goto(`/${lang}/desk/tickets/${reference}`)
    if (javaScriptEnabled) await expectSound(eva)
    await eva.click(`#step .deeds .button >> nth=1`)
    await eva.waitForSelector('#said')
    await ana.goto(`/${lang}/tickets/${reference}`)
    expect(await ana.locator('#step').count()).toBe(1)
    expect(await ana.textContent('.conversation')).not.toContain('→')
    await eva.click('#process summary')
    await eva.click('[value=process-cancel]')
    await eva.waitForSelector('#process .error')
    await eva.fill('#reason', 'Já não é preciso')
    await eva.click('[value=process-cancel]')
    await eva.waitForSelector('#said')
    expect(await eva.textContent('.conversation')).toContain('Já não é preciso')

    await helena.click('.tabs a >> nth=1')
    await helena.waitForSelector('.process-versions')
    if (javaScriptEnabled) await expectSound(helena)
    await helena.click('.tabs a >> nth=0')
    await helena.click('[value=archive]')
    await helena.waitForSelector('#said')
    await eva.goto(`/${lang}/desk/tickets/${reference}`)
    expect(await eva.locator(`#process-choice option[value=${id}]`).count()).toBe(0)
  },
)
