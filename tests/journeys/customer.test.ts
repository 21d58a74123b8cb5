import { describe, expect, inject, test } from 'vitest'
import { desktop, expectSound, phone, signIn, useBrowser } from './support/browser.ts'

const browser = useBrowser()

const words = {
  pt: {
    sent: 'Tem o número',
    replied: 'A mensagem foi enviada',
    closed: 'foi fechado',
    reopened: 'foi reaberto',
    fix: 'Há algo a corrigir',
    missing: 'Preencha este campo',
  },
  en: {
    sent: 'Its number is',
    replied: 'The message was sent',
    closed: 'was closed',
    reopened: 'was reopened',
    fix: 'Something needs correcting',
    missing: 'Fill in this field',
  },
}

describe.each([
  ['pt', phone],
  ['en', desktop],
] as const)('a customer (%s)', (lang, viewport) => {
  const t = words[lang]

  test('lodges a ticket with files, follows it, closes and reopens it', async () => {
    const page = await browser.open({ viewport })
    await signIn(page, 'ana', lang)
    await page.goto(`/${lang}/tickets`)
    await expectSound(page)
    await page.click(`main a[href="/${lang}/tickets/new"]`)
    await expectSound(page)
    await page.selectOption('#product', 'gestor')
    await page.check('[name=urgency][value=high]')
    await page.fill('#subject', `Assinatura falha ${lang}`)
    await page.fill('#body', 'Abro e escolho **Assinar**.\n\nErro `GST-3012`.')
    await page.setInputFiles('#attachments', [
      { name: 'ecrã 1.png', mimeType: 'image/png', buffer: Buffer.alloc(40_000, 7) },
      { name: 'vazio.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
      { name: 'registo.log', mimeType: 'text/plain', buffer: Buffer.from('olá') },
    ])
    await page.waitForFunction(() => document.querySelectorAll('.files [name=uploads]').length === 2)
    await page.click('.editor-bar .push')
    await page.waitForSelector('.preview strong')
    await page.click('.editor-bar .push')
    // What was not sent is not left out without a word.
    await page.click('[data-main]')
    await page.waitForSelector('.files li.bad:not([data-failed])')
    expect(await page.textContent('.files [data-failed]')).toContain('vazio.txt')
    await page.click('.files [data-failed] button')
    await page.click('[data-main]')
    await page.waitForURL(/SUP-\d+/)
    expect(await page.textContent('#said')).toContain(t.sent)
    expect(await page.locator('.attachment').count()).toBe(2)
    expect(await page.textContent('.message-text strong')).toBe('Assinar')
    await expectSound(page)
    expect(await page.evaluate(() => localStorage.length)).toBe(0)

    await page.fill('#body', 'Acontece só no Windows 11.')
    await page.click('[data-main]')
    await page.waitForSelector('#said')
    expect(await page.textContent('#said')).toContain(t.replied)
    expect(await page.locator('.message').count()).toBe(2)
    await page.click('[value=close]')
    await page.waitForSelector('[value=reopen]')
    expect(await page.textContent('#said')).toContain(t.closed)
    await page.check('[name=score][value="4"]')
    await page.fill('#rate [name=comment]', 'Foi rápido')
    await page.click('[value=rate]')
    await page.waitForSelector('#rate details:not([open])')
    expect(await page.inputValue('#rate [name=comment]')).toBe('Foi rápido')
    await expectSound(page)
    await page.click('[value=reopen]')
    await page.waitForSelector('[value=close]')
    expect(await page.textContent('#said')).toContain(t.reopened)
  })

  test('loses nothing to a refused form, nor without scripts', async () => {
    const page = await browser.open({ viewport, javaScriptEnabled: false })
    await signIn(page, 'ana', lang)
    await page.goto(`/${lang}/tickets/new`)
    await page.fill('#body', 'Sem assunto ainda')
    await page.setInputFiles('#attachments', {
      name: 'a.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('a'),
    })
    const [refused] = await Promise.all([
      page.waitForResponse((r) => r.request().method() === 'POST'),
      page.click('[data-main]'),
    ])
    expect(refused.status()).toBe(422)
    expect(await page.textContent('.error')).toContain(t.fix)
    // What is wrong is told where the field is read out, before what helps to fill it in.
    expect(await page.getAttribute('#subject', 'aria-describedby')).toBe('subject-problem subject-hint')
    expect(await page.textContent('#subject-problem')).toContain(t.missing)
    expect(await page.inputValue('#body')).toBe('Sem assunto ainda')
    expect(await page.locator('[name=uploads]:checked').count()).toBe(1)
    await page.click('[value=preview]')
    expect(await page.textContent('.preview')).toContain('Sem assunto ainda')
    await page.fill('#subject', 'Agora com assunto')
    const empty = { name: 'vazio.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) }
    await page.setInputFiles('#attachments', empty)
    await page.click('[data-main]')
    expect(await page.textContent('#attachments-problem')).toContain('vazio.txt')
    await page.click('[data-main]')
    await page.waitForURL(/SUP-\d+/)
    expect(await page.locator('.attachment').count()).toBe(1)
  })

  test('is shown the button of filters where it is needed', async () => {
    const button = 'auto-apply button'
    const plain = await browser.open({ viewport, javaScriptEnabled: false })
    await signIn(plain, 'ana', lang)
    await plain.goto(`/${lang}/tickets`)
    expect(await plain.isVisible(button)).toBe(true)
    const page = await browser.open({ viewport })
    await signIn(page, 'ana', lang)
    await page.goto(`/${lang}/tickets`)
    expect(await page.isVisible(button)).toBe(false)
    await page.fill('.toolbar [name=q]', 'assin')
    expect(await page.isVisible(button)).toBe(true)
    await page.selectOption('[name=product]', 'gestor')
    await page.waitForURL(/q=assin/)
    expect(new URL(page.url()).searchParams.get('product')).toBe('gestor')
  })

  test('gets back what was typed when the session had ended, and when the tab was closed', async () => {
    const page = await browser.open({ viewport })
    await signIn(page, 'ana', lang)
    await page.goto(`/${lang}/tickets/new`)
    await page.fill('#subject', 'Sessão terminada')
    await page.fill('#body', 'Texto que não se pode perder')
    await page.waitForFunction(() => localStorage.length > 0)
    await page.reload()
    expect(await page.inputValue('#body')).toBe('Texto que não se pode perder')
    await page.context().clearCookies()
    await page.click('[data-main]')
    await page.waitForURL(/\/login/)
    await page.fill('[name=email]', 'ana@demo.test')
    await page.fill('[name=password]', 'balcao-demo')
    await page.click('main form button')
    await page.waitForURL(/kept=/)
    expect(await page.inputValue('#subject')).toBe('Sessão terminada')
    expect(await page.inputValue('#body')).toBe('Texto que não se pode perder')
    await page.click('[data-main]')
    await page.waitForURL(/SUP-\d+/)
  })

  test('finds a ticket of hers by words, status and number, and none of others', async () => {
    const page = await browser.open({ viewport })
    await signIn(page, 'carla', lang)
    await page.goto(`/${lang}/tickets?status=all`)
    const all = await page.locator('.work > li').count()
    expect(all).toBeGreaterThan(1)
    const reference = (await page.textContent('.facts-line span'))?.trim() ?? ''
    await page.fill('.toolbar [name=q]', reference)
    await page.press('.toolbar [name=q]', 'Enter')
    await page.waitForURL(/q=/)
    expect(await page.locator('.work > li').count()).toBe(1)
    await page.goto(`/${lang}/tickets?q=zzzzzz`)
    expect(await page.locator('.nothing').count()).toBe(1)
    await expectSound(page)
    // Numbers follow the hour at which the demo was made.
    const headers = { authorization: 'Bearer bal_demo_ana' }
    const { items } = await (await fetch(`${inject('portal')}/api/v1/tickets`, { headers })).json()
    const response = await page.goto(`/${lang}/tickets/${items[0].reference}`)
    expect(response?.status()).toBe(404)
  })
})
