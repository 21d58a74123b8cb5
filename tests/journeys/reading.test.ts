import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, inject, test } from 'vitest'
import { desktop, expectSound, phone, signIn, useBrowser } from './support/browser.ts'
import { eventually } from './support/eventually.ts'

const browser = useBrowser()
const get = (path: string): Promise<Response> => fetch(inject('portal') + path, { redirect: 'manual' })
const text = async (path: string): Promise<string> => (await get(path)).text()

describe.each([
  ['pt', phone, 'copias-de-seguranca'],
  ['en', desktop, 'backup-and-restore'],
] as const)('a manual (%s)', (lang, viewport, page) => {
  const manual = `/${lang}/manuals/gestor`

  test('goes from one version to another, shows what changed, and prints whole', async () => {
    const tab = await browser.open({ viewport })
    await tab.goto(`${manual}/latest/${page}/`)
    expect(new URL(tab.url()).pathname).toBe(`${manual}/7.4/${page}/`)
    await tab.click('a[href*="/changes/7.3/"]')
    expect(await tab.locator('ins').count()).toBeGreaterThan(0)
    expect(await tab.locator('del').count()).toBeGreaterThan(0)
    await expectSound(tab)
    await tab.goto(`${manual}/7.3/${page}/`)
    expect(await tab.textContent('.notice')).toContain('7.4')
    await expectSound(tab)
    await tab.goto(`${manual}/7.4/`)
    await tab.click('a[href$="/print/"]')
    const anchors = await tab
      .locator('.whole-head nav ol ol a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')))
    expect(anchors.length).toBeGreaterThan(10)
    for (const anchor of anchors) expect(await tab.locator(anchor ?? '').count()).toBe(1)
    await expectSound(tab)
  })

  test('answers 404 for changes from what is not there', async () => {
    expect((await get(`${manual}/7.4/${page}/changes/1.0/`)).status).toBe(404)
    expect((await get(`${manual}/7.4/nowhere/changes/7.3/`)).status).toBe(404)
  })
})

test('an article tells machines what it is, where its translation is, and its words', async () => {
  const html = await text('/pt/faq/acesso/conta-bloqueada/')
  expect(html).toContain('hreflang="en"')
  expect(html).toContain('hreflang="x-default"')
  const data = JSON.parse(/application\/ld\+json">(.*?)<\/script>/.exec(html)?.[1] ?? '{}')
  expect(data['@graph'].map((node: { '@type': string }) => node['@type'])).toEqual([
    'FAQPage',
    'BreadcrumbList',
  ])
  const answer = await get('/pt/faq/acesso/conta-bloqueada.md')
  expect(answer.headers.get('content-type')).toBe('text/markdown; charset=utf-8')
  const markdown = await answer.text()
  expect(markdown).toMatch(/^# A conta está bloqueada/)
  expect(markdown).toContain(`](${inject('portal')}/pt/faq/acesso/recuperar-palavra-passe/)`)
  expect(await text('/llms.txt')).toContain('/pt/faq/acesso/conta-bloqueada.md')
})

test('feeds have the newest of what is public', async () => {
  const tab = await browser.open()
  for (const lang of ['pt', 'en']) {
    for (const name of ['faq', 'releases']) {
      const atom = await text(`/feeds/${lang}/${name}.atom`)
      const read = await tab.evaluate((xml) => {
        const parsed = new DOMParser().parseFromString(xml, 'application/xml')
        return {
          bad: parsed.querySelectorAll('parsererror').length,
          entries: parsed.querySelectorAll('entry').length,
        }
      }, atom)
      expect(read.bad).toBe(0)
      expect(read.entries).toBeGreaterThan(5)
      expect(atom).not.toMatch(/7\.6\.0|escala/)
      const feed = await (await get(`/feeds/${lang}/${name}.json`)).json()
      expect(feed.version).toBe('https://jsonfeed.org/version/1.1')
      expect(feed.items).toHaveLength(read.entries)
    }
  }
})

test('a moved article is found at its old address, and what lacks a translation or a version is shown for it', async () => {
  const content = inject('portalContent')
  const path = (name: string): string => join(content, name)
  const browsers = path('faq/access/supported-browsers.pt.md')
  const before = await readFile(browsers, 'utf8')
  const english = path('faq/signature/sign-in-batch.en.md')
  const documents = ['pt', 'en'].map((lang) => path(`manuals/gestor/7.4/scanning-and-ocr.${lang}.md`))
  const old = '/pt/faq/acesso/navegadores-suportados/'
  const place = '/en/faq/signature/assinar-em-lote/'
  await writeFile(browsers, before.replace('slug: navegadores-suportados', 'slug: que-navegadores'))
  const slug = /slug: (\S+)/.exec(await readFile(english.replace('.en.', '.pt.'), 'utf8'))?.[1]
  await rename(english, `${english}.away`)
  for (const file of documents) await rename(file, `${file}.away`)
  await eventually(async () => (await get(old)).status === 301)
  expect((await get(old)).headers.get('location')).toBe('/pt/faq/acesso/que-navegadores/')
  const standIn = await text(place.replace('assinar-em-lote', slug ?? ''))
  expect(standIn).toContain('This article is not translated yet')
  expect(standIn).toMatch(/<meta name="robots" content="noindex">/)
  expect(standIn).toContain(`rel="canonical" href="${inject('portal')}/pt/faq/`)
  const borrowed = /href="(\/pt\/manuals\/gestor\/7\.4\/[^"]*)" *>7\.4</.exec(
    await text('/pt/manuals/gestor/7.3/digitalizar-e-ocr/'),
  )
  const page = await text(borrowed?.[1] ?? '/pt/manuals/gestor/7.4/digitalizar-e-ocr/')
  expect(page).toContain('O manual da versão 7.4 não tem esta página')
  await writeFile(browsers, before)
  await rename(`${english}.away`, english)
  for (const file of documents) await rename(`${file}.away`, file)
  await eventually(async () => (await get(old)).status === 200)
  expect((await get('/pt/faq/acesso/que-navegadores/')).headers.get('location')).toBe(old)
})

test('an article for the team is found by the team alone, with a mark, and its index by nobody else', async () => {
  const tab = await browser.open()
  await signIn(tab, 'ines', 'pt')
  await tab.goto('/pt/faq/')
  await tab.fill('site-search input', 'critérios de escalamento')
  const option = tab.locator('[role=option]', { hasText: 'Critérios de escalamento' })
  await option.waitFor()
  expect(await option.textContent()).toContain('Só para a equipa')
  await expectSound(tab)
  // That was the server's answer; from now on the indexes answer, the team's among them.
  await tab.waitForFunction(() =>
    performance.getEntriesByType('resource').some(({ name }) => /search\/staff\/pt\/.*pf_meta/.test(name)),
  )
  await tab.fill('site-search input', 'critérios escalamento')
  await tab.waitForFunction(() =>
    performance.getEntriesByType('resource').some(({ name }) => name.includes('/search/staff/pt/fragment/')),
  )
  await option.waitFor()
  expect(await option.textContent()).toContain('Só para a equipa')
  // The session ends elsewhere: the page that is open goes on finding what is public.
  await tab.context().clearCookies()
  await tab.fill('site-search input', 'conta bloqueada')
  await tab.locator('[role=option]', { hasText: 'A conta está bloqueada' }).waitFor()
  const visitor = await browser.open()
  await visitor.goto('/pt/faq/')
  await visitor.fill('site-search input', 'critérios de escalamento entre linhas')
  await visitor.waitForSelector('[role=listbox]:not([hidden])')
  expect(await visitor.textContent('[role=listbox]')).not.toContain('Critérios de escalamento')
  for (const file of [
    'staff/pt/pagefind-entry.json',
    'staff/pt/help.json',
    'customer/en/pagefind-entry.json',
    'staff/pt/nothing',
  ]) {
    expect((await get(`/search/${file}`)).status).toBe(404)
  }
  expect(await (await get('/search/scopes?lang=pt')).json()).toEqual([])
  expect((await get('/pt/faq/interno/criterios-de-escalamento.md')).status).toBe(404)
})

test('a mistyped word is understood, in the box and without script', async () => {
  const tab = await browser.open({ viewport: phone })
  await tab.goto('/pt/faq/')
  await tab.fill('site-search input', 'recupear pasword')
  await tab.locator('[role=option]', { hasText: 'Recuperar a palavra-passe' }).first().waitFor()
  expect(await tab.textContent('[role=listbox]')).toContain('Resultados para «recuperar password»')
  await tab.fill('site-search input', 'xyzzyx')
  const ask = tab.locator('[role=option][href*="tickets/new"]')
  await ask.waitFor()
  expect(await ask.getAttribute('href')).toBe('/pt/tickets/new?subject=xyzzyx')
  await expectSound(tab)
  // The first answer was the server's, this one is the index's.
  await tab.fill('site-search input', 'recupear  pasword')
  await tab.locator('[role=option]', { hasText: 'Recuperar a palavra-passe' }).first().waitFor()
  expect(await tab.textContent('[role=listbox]')).toContain('Resultados para «recuperar password»')
  const plain = await text('/pt/search/?q=recupear+pasword')
  expect(plain).toContain('Resultados para «recuperar password»')
})
