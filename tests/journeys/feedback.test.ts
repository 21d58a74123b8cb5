import { describe, expect, inject, test } from 'vitest'
import { desktop, expectSound, phone, signIn, useBrowser } from './support/browser.ts'

const browser = useBrowser()

const words = {
  pt: {
    article: '/pt/faq/acesso/recuperar-palavra-passe/',
    restricted: '/pt/faq/interno/criterios-de-escalamento/',
    title: 'Recuperar a palavra-passe do Gestor',
    subject: 'Não consigo recuperar a palavra-passe do Gestor',
    thanks: 'Disse que este artigo não ajudou',
    changed: 'Disse que este artigo ajudou',
    sent: 'O comentário foi enviado',
    handled: 'marcado como tratado',
    misspelt: 'configurxyzw',
  },
  en: {
    article: '/en/faq/access/recover-password/',
    restricted: '/en/faq/internal/escalation-criteria/',
    title: '',
    subject: 'I cannot recover the password of Gestor',
    thanks: 'You said that this article did not help',
    changed: 'You said that this article helped',
    sent: 'The comment was sent',
    handled: 'marked as dealt with',
    misspelt: 'configurxyzw',
  },
}

const report = (lang: string, list: string): string => `/${lang}/desk/articles/report?list=${list}`

describe.each([
  ['pt', phone],
  ['en', desktop],
] as const)('a reader (%s)', (lang, viewport) => {
  const t = words[lang]

  test.each([
    ['with a script', true],
    ['without one', false],
  ])('says that an article did not help, and why, %s', async (_, javaScriptEnabled) => {
    const comment = `Falta um passo (${lang} ${javaScriptEnabled})`
    const page = await browser.open({ viewport, javaScriptEnabled, userAgent: comment })
    await page.goto(t.article)
    await page.click('.helpful [value=no]')
    await page.waitForSelector('.helpful #comment')
    expect(await page.textContent('.helpful')).toContain(t.thanks)
    expect(new URL(page.url()).pathname).toBe(javaScriptEnabled ? t.article : `/${lang}/feedback`)
    if (javaScriptEnabled) await expectSound(page)
    await page.click('.helpful-other button')
    await page.waitForSelector('.helpful-other [value=no]')
    expect(await page.textContent('.helpful')).toContain(t.changed)
    await page.fill('#comment', comment)
    await page.click('.helpful-main')
    await page.waitForSelector('.helpful #comment', { state: 'detached' })
    expect(await page.textContent('.helpful')).toContain(t.sent)
    if (!javaScriptEnabled) {
      await page.click('.helpful-back a >> nth=0')
      await page.waitForURL(t.article)
    }

    const editor = await browser.open({ viewport })
    await signIn(editor, 'ines', lang)
    await editor.goto(report(lang, 'comments'))
    const mine = editor.locator('.report-comments > li', { hasText: comment })
    expect(await mine.count()).toBe(1)
    await expectSound(editor)
    await mine.locator('button').click()
    await editor.waitForSelector('#said')
    expect(await editor.textContent('#said')).toContain(t.handled)
    expect(await editor.locator('.report-comments > li', { hasText: comment }).count()).toBe(0)
  })

  test('is suggested articles, reads one, goes away without sending, or sends all the same', async () => {
    const page = await browser.open({ viewport })
    await signIn(page, 'dora', lang)
    await page.goto(`/${lang}/tickets/new`)
    await page.fill('#subject', t.subject)
    await page.fill('#body', 'Texto')
    await page.waitForSelector('.suggestions li')
    expect(await page.locator('.suggestions li').count()).toBeLessThanOrEqual(4)
    expect(await page.textContent('ticket-suggestions [role=status]')).not.toBe('')
    await expectSound(page)
    await page.click(`.suggestions a[data-url="${t.article}"]`)
    await page.waitForFunction(() => (document.querySelector('.answer .prose')?.children.length ?? 0) > 1)
    await expectSound(page)
    await page.keyboard.press('Escape')
    expect(await page.inputValue('#body')).toBe('Texto')

    await page.click(`.suggestions a[data-url="${t.article}"]`)
    await page.click('[data-deed=answered]')
    await expectSound(page)
    await page.click('[data-deed=leave]')
    await page.waitForURL(`**${t.article}`)
    expect(
      await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('draft:'))),
    ).toEqual([])

    await page.goto(`/${lang}/tickets/new`)
    expect(await page.inputValue('#subject')).toBe('')
    await page.fill('#subject', t.subject)
    await page.fill('#body', 'Não resolveu')
    await page.waitForSelector('.suggestions li')
    await page.click('[data-main]')
    await page.waitForURL(/SUP-\d+/)
  })

  test('is suggested articles without a script, when the form comes back', async () => {
    const page = await browser.open({ viewport, javaScriptEnabled: false })
    await signIn(page, 'bruno', lang)
    await page.goto(`/${lang}/tickets/new`)
    await page.fill('#subject', t.subject)
    await page.click('[data-main]')
    await page.waitForSelector('.error')
    const link = page.locator(`.suggestions a[data-url="${t.article}"]`)
    expect(await link.getAttribute('target')).toBe('_blank')
    await page.goto((await link.getAttribute('href')) ?? '')
    expect(new URL(page.url()).pathname).toBe(t.article)
  })

  test('finds the nearest where there is nothing', async () => {
    const page = await browser.open({ viewport })
    await page.goto(`/${lang}/search/?q=${t.misspelt}`)
    expect(await page.locator('.suggested li').count()).toBeGreaterThan(0)
    await expectSound(page)
    await page.click('.suggested a >> nth=0')
    await page.waitForSelector('.article-foot')
  })

  test('the report is sound on every list, and not for customers', async () => {
    const customer = await browser.open({ viewport })
    await signIn(customer, 'ana', lang)
    expect((await customer.goto(`/${lang}/desk/articles/report`))?.status()).toBe(404)
    const page = await browser.open({ viewport })
    await signIn(page, 'eva', lang)
    expect((await page.goto(`/${lang}/desk/articles/report`))?.status()).toBe(200)
    await expectSound(page)
    for (const list of [
      'nothing',
      'abandoned',
      'votes',
      'suggested',
      'cited',
      'reviews',
      'translations',
      'links',
    ]) {
      await page.goto(report(lang, list))
      await expectSound(page)
    }
  })
})

test('a search is in the report with how it ended, once', async () => {
  const page = await browser.open()
  await page.goto('/pt/search/?q=qwrtzx%20um')
  await page.goto('/pt/')
  await page.fill('main [name=q]', 'qwrtzx dois')
  await page.waitForSelector('main [role=option]')
  await page.keyboard.press('Escape')
  await page.fill('main [name=q]', 'leitor de cartões')
  await page.waitForSelector('main [role=option][data-result]')
  await page.keyboard.press('Escape')
  await page.fill('main [name=q]', 'conta')
  await page.waitForFunction(() => document.querySelectorAll('main [role=option]').length > 1)
  await page.click('main [role=option] >> nth=0')
  await page.waitForSelector('.article-foot, .search-page, .reading')
  await page.goto('/pt/search/?q=qwrtzx%20zxcvqp')
  await page.click('[data-ask]')
  await page.waitForURL(/login/)

  const editor = await browser.open()
  await signIn(editor, 'ines')
  const counted = async (list: string, q: string): Promise<string[]> => {
    await editor.goto(report('pt', list))
    const row = editor.locator('.report tbody tr', { hasText: q })
    return (await row.count()) === 0 ? [] : row.locator('td').allTextContents()
  }
  expect(await counted('nothing', 'qwrtzx um')).toEqual(['–', '1'])
  expect(await counted('nothing', 'qwrtzx dois')).toEqual(['–', '1'])
  expect(await counted('abandoned', 'leitor de cartões')).toEqual(['–', '1'])
  expect(await counted('nothing', 'qwrtzx zxcvqp')).toEqual(['1', '1'])
})

test('a visit in which an article was opened is waiting to be decided', async () => {
  const page = await browser.open()
  await signIn(page, 'ana')
  const undecided = async (): Promise<number> => {
    const editor = await browser.open()
    await signIn(editor, 'ines')
    await editor.goto('/pt/desk/articles/report')
    return Number(/Ficam? de fora (\d+)/.exec((await editor.textContent('.report-note')) ?? '')?.[1] ?? 0)
  }
  const before = await undecided()
  await page.goto('/pt/tickets/new')
  await page.fill('#subject', words.pt.subject)
  await page.waitForSelector('.suggestions li')
  await page.fill('#subject', `${words.pt.subject} GST-1204`)
  await page.waitForTimeout(600)
  await page.click('.suggestions a >> nth=0')
  await page.waitForTimeout(300)
  expect(await undecided()).toBe(before + 1)
})

test('nobody votes on what they may not read, too often, or from another site', async () => {
  const vote = (article: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${inject('portal')}/pt/feedback`, {
      method: 'POST',
      body: new URLSearchParams({ article, helpful: 'yes' }),
      headers,
      redirect: 'manual',
    })
  expect((await vote(words.pt.restricted)).status).toBe(404)
  expect((await vote('/pt/faq/nada/')).status).toBe(404)
  expect((await vote(words.pt.article, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403)
  const other = '/pt/faq/acesso/sessao-termina-depressa/'
  const statuses: number[] = []
  for (let n = 0; n < 12; n++) statuses.push((await vote(other, { 'User-Agent': `browser ${n}` })).status)
  expect(statuses.slice(0, 10)).toEqual(Array(10).fill(303))
  expect(statuses.at(-1)).toBe(429)
})

test('a list comes as a spreadsheet', async () => {
  const page = await browser.open()
  await signIn(page, 'ines')
  const answer = await page.request.get(`${report('pt', 'votes')}&format=csv`)
  expect(answer.headers()['content-type']).toContain('text/csv')
  const [head, ...lines] = (await answer.text()).trim().split('\r\n')
  expect(head).toContain('Ajudou')
  expect(lines.length).toBeGreaterThan(3)
})

test('a search that is too long or none is not taken', async () => {
  const send = (body: string): Promise<Response> =>
    fetch(`${inject('portal')}/pt/feedback/searches`, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/json' },
    })
  const search = { q: 'impressora', place: 'box', found: 1 }
  expect((await send(JSON.stringify(search))).status).toBe(204)
  expect((await send(JSON.stringify({ ...search, q: 'x'.repeat(2000) }))).status).toBe(413)
  expect((await send(JSON.stringify({ ...search, place: 'street' }))).status).toBe(422)
  expect((await send('no json')).status).toBe(422)
})
