import { expect, inject, test } from 'vitest'
import { desktop, expectSound, phone, signIn, useBrowser } from './support/browser.ts'

const browser = useBrowser()

async function call(name: string, method: string, path: string, body?: object): Promise<Response> {
  return fetch(inject('portal') + path, {
    method,
    headers: { Authorization: `Bearer bal_demo_${name}`, 'Content-Type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
    redirect: 'manual',
  })
}

test('a manager reads what is missing, records what was installed, and asks for a release before its turn', async () => {
  const page = await browser.open({ viewport: phone, javaScriptEnabled: true })
  await signIn(page, 'bruno')
  await page.goto('/pt/updates')
  await expectSound(page)
  expect(await page.textContent('.fix')).toContain('7.5.1')
  await page.click('.own-installed summary')
  await page.selectOption('.install [name=product]', 'gestor')
  await page.fill('.install [name=version]', '=7')
  await page.click('.install button')
  await page.waitForSelector('.own-installed .error')
  expect(await page.inputValue('.install [name=version]')).toBe('=7')
  await page.fill('.install [name=version]', '7.5.1')
  await page.click('.install button')
  await page.waitForSelector('#said')
  expect(await page.locator('.fix').count()).toBe(0)

  await page.goto('/pt/updates/folha')
  await expectSound(page)
  expect(await page.inputValue('#from')).toBe('5.1.1')
  const waiting = page.locator('[id="v5.2.1"]')
  expect(await waiting.textContent()).toContain('por fases')
  expect(await waiting.locator('.attachment').count()).toBe(0)
  await waiting.locator('button').click()
  await page.waitForSelector('#said')
  expect(await waiting.locator('.attachment').count()).toBe(3)
  expect(await page.locator('.steps').textContent()).toContain('5.2.1')
  // What to install, and nothing else.
  expect(await page.locator('.steps').textContent()).not.toContain('.cdx.json')
})

test('a new revision of a licence is read, accepted and asked again, and the download goes on', async () => {
  const admin = await browser.open({ viewport: desktop })
  await signIn(admin, 'joao')
  await admin.goto('/pt/admin/licences/folha')
  await expectSound(admin)
  await admin.fill('#pt', '## Revisão\n\nTermos *novos*.')
  await admin.fill('#en', '## Revision\n\nNew terms.')
  await admin.click('[value=preview]')
  expect(await admin.textContent('#preview')).toContain('Termos novos.')
  await admin.click('#edit [value=save]')
  await admin.waitForSelector('#said')

  const wanted = '/downloads/folha/5.2.0/folha-server-5.2.0-linux-x64.tar.gz'
  const refused = await call('bruno', 'GET', wanted)
  expect(refused.status).toBe(403)
  expect(await refused.json()).toMatchObject({ code: 'eula-required' })
  const eula = (await (await call('ana', 'GET', '/api/v1/products/folha/eula')).json()) as {
    revision: number
  }
  expect(eula).toMatchObject({ product: 'folha', accepted: null, text: { en: '## Revision\n\nNew terms.' } })
  const earlier = await call('ana', 'PUT', '/api/v1/products/folha/eula', { revision: eula.revision - 1 })
  expect(earlier.status).toBe(409)
  expect((await call('carla', 'GET', '/api/v1/products/folha/eula')).status).toBe(404)
  expect((await call('ana', 'GET', '/api/v1/products/gestor/eula')).status).toBe(404)

  const page = await browser.open({ viewport: phone })
  await signIn(page, 'ana')
  await page.goto(wanted)
  expect(new URL(page.url()).pathname).toMatch(/\/updates\/folha\/licence$/)
  await expectSound(page)
  await page.click('.licence-form button')
  await page.waitForSelector('#error-summary')
  await page.check('#accept')
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('.licence-form button')])
  expect(download.suggestedFilename()).toBe('folha-server-5.2.0-linux-x64.tar.gz')
  const again = await call('bruno', 'PUT', '/api/v1/products/folha/eula', { revision: eula.revision })
  expect(await again.json()).toMatchObject({ accepted: { by: 'Ana Ribeiro' } })
})

test('nobody learns of another customer’s hotfix', async () => {
  const named = '7.4.3'
  const file = `/downloads/gestor/${named}/gestor-server-${named}-linux-x64.tar.gz`
  const missing = '/downloads/gestor/9.9.9/gestor-server-9.9.9-linux-x64.tar.gz'
  const codeOf = async (path: string): Promise<unknown> => {
    const answer = await call('ana', 'GET', path)
    const { status, code, detail } = (await answer.json()) as Record<string, unknown>
    return { status, code, detail }
  }
  expect(await codeOf(file)).toEqual(await codeOf(missing))
  expect(await (await call('ana', 'GET', '/api/v1/products/gestor/updates?from=7.3.0')).text()).not.toContain(
    named,
  )
  for (const lang of ['pt', 'en']) {
    const found = await call('ana', 'GET', `/api/v1/search?q=${named}&lang=${lang}`)
    expect(JSON.stringify(((await found.json()) as { items: unknown[] }).items)).not.toContain(named)
    for (const path of [`/feeds/${lang}/releases.atom`, `/${lang}/releases/gestor/`, `/${lang}/releases/`])
      expect(await (await fetch(inject('portal') + path)).text()).not.toContain(named)
    expect((await fetch(`${inject('portal')}/${lang}/releases/gestor/${named}/`)).status).toBe(404)
  }
  const index = await (await fetch(`${inject('portal')}/sitemap-index.xml`)).text()
  for (const [, address = ''] of index.matchAll(/<loc>([^<]+)<\/loc>/g)) {
    const { pathname } = new URL(address)
    expect(await (await fetch(inject('portal') + pathname)).text()).not.toContain(named)
  }
  const page = await browser.open()
  await signIn(page, 'ana')
  for (const path of ['/pt/updates', '/pt/updates/gestor', `/pt/search/?q=${named}`]) {
    await page.goto(path)
    // biome-ignore lint/performance/useDomNodeTextContent: what a reader sees, not what scripts hold
    const words = await page.locator('main').innerText()
    expect({ path, words: words.replaceAll(`«${named}»`, '') }).toEqual({
      path,
      words: expect.not.stringContaining(named),
    })
  }
  const carla = await browser.open()
  await signIn(carla, 'carla')
  await carla.goto('/pt/updates/gestor')
  expect(await carla.locator(`[id="v${named}"]`).textContent()).toContain('sistema clínico')
  expect((await call('carla', 'GET', file)).status).toBe(200)
})

test('the desk looks as an organisation does, and changes nothing', async () => {
  const page = await browser.open()
  await signIn(page, 'eva')
  await page.goto('/pt/desk/organisations/vila-nova')
  await page.click('a[href$="/updates?as=vila-nova"]')
  await page.waitForSelector('.viewing')
  await expectSound(page)
  expect(await page.locator('main form').count()).toBe(0)
  await page.click('.product-updates h3 a[href*="/gestor?"]')
  await page.waitForSelector('.releases')
  await expectSound(page)
  expect(await page.textContent('.releases')).not.toContain('7.6.0')
  expect(await page.locator('main a[href^="/downloads/"]').count()).toBe(0)
  expect(await page.locator('main form[method=post]').count()).toBe(0)
  await page.goto('/pt/desk/organisations/vila-nova/history')
  expect(await page.textContent('.events')).toContain('Vista como esta organização')

  const ana = await browser.open()
  await signIn(ana, 'ana')
  expect((await ana.goto('/pt/updates?as=sao-bras'))?.status()).toBe(404)
  expect((await ana.goto('/pt/updates/gestor?as=vila-nova'))?.status()).toBe(404)
})

test('people see what was downloaded for them, and the desk whom a fix has not reached', async () => {
  const page = await browser.open({ viewport: phone })
  await signIn(page, 'bruno')
  await page.goto('/pt/updates/history')
  await expectSound(page)
  const list = page.locator('.downloads-list')
  expect(await list.textContent()).toContain('chave «Demo»')
  await page.click('.filters > summary')
  await page.fill('[name=version]', '7.5.0')
  await page.click('.audit-filter button')
  await page.waitForURL(/version=7\.5\.0/)
  expect(await list.locator('li').count()).toBe(1)
  expect(await list.textContent()).toMatch(/\d+ % transferidos/)
  expect((await page.goto('/pt/updates/history?organisation=sao-bras'))?.status()).toBe(404)
  await page.goto('/pt/account/notices')
  await expectSound(page)
  await page.check('[name=level-gestor][value=all]')
  await page.click('main form button')
  await page.waitForSelector('#said')
  expect(await page.isChecked('[name=level-gestor][value=all]')).toBe(true)

  const desk = await browser.open()
  await signIn(desk, 'joao')
  await desk.goto('/pt/desk/releases/gestor/7.5.1?show=fetched')
  await expectSound(desk)
  expect(await desk.textContent('.adopters tbody')).toContain('Município de Vila Nova')
  const csv = await desk.request.get('/pt/desk/releases/gestor/7.5.1/export.csv?show=fetched')
  expect(await csv.text()).toContain('vila-nova')
  await desk.goto('/pt/desk/releases/folha/5.2.1')
  await desk.fill('#percent', '60')
  await desk.click('[value=rollout]')
  await desk.waitForSelector('#said')
  expect(await desk.inputValue('#percent')).toBe('60')
})
