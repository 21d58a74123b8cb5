import { createHash } from 'node:crypto'
import { expect, inject, test } from 'vitest'
import { validateCsaf } from '#server/advisories/validate-csaf.ts'
import { desktop, expectSound, phone, signIn, useBrowser } from './support/browser.ts'

const browser = useBrowser()
const csaf = '/.well-known/csaf'

function get(
  path: string,
  name: string | null = null,
  headers: Record<string, string> = {},
): Promise<Response> {
  const authorization: Record<string, string> = name ? { Authorization: `Bearer bal_demo_${name}` } : {}
  return fetch(inject('portal') + path, { headers: { ...authorization, ...headers }, redirect: 'manual' })
}

test('the provider’s folder leads from security.txt to documents that hold before the validator', async () => {
  const text = await (await get('/.well-known/security.txt')).text()
  expect(text).toMatch(/^Contact: mailto:/m)
  expect(Date.parse(/^Expires: (.+)$/m.exec(text)?.[1] ?? '')).toBeGreaterThan(Date.now() + 300 * 86_400_000)
  expect(text).toContain(`${csaf}/provider-metadata.json`)
  expect((await get('/security.txt')).headers.get('location')).toBe('/.well-known/security.txt')
  const metadata = (await (await get(`${csaf}/provider-metadata.json`)).json()) as { role: string }
  expect(metadata.role).toBe('csaf_provider')
  const listed = (await (await get(`${csaf}/white/index.txt`)).text()).trim().split('\n')
  expect(listed).toEqual(['2026/adv-2026-0002.json', '2026/adv-2026-0001.json'])
  const [, changed] = (await (await get(`${csaf}/white/changes.csv`)).text()).split('\n')
  expect(changed).toMatch(/^"2026\/adv-2026-0001\.json","2026-05-12T11:00:00\.000Z"$/)
  for (const path of listed) {
    const response = await get(`${csaf}/white/${path}`)
    const body = await response.text()
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(await validateCsaf(JSON.parse(body) as object)).toEqual([])
    const digest = createHash('sha256').update(body).digest('hex')
    expect(await (await get(`${csaf}/white/${path}.sha256`)).text()).toBe(`${digest}  ${path.slice(5)}\n`)
    const etag = response.headers.get('etag') ?? ''
    expect((await get(`${csaf}/white/${path}`, null, { 'If-None-Match': etag })).status).toBe(304)
  }
})

test('what is for some alone is nowhere for others', async () => {
  const amber = `${csaf}/amber/2026/adv-2026-0003.json`
  expect((await get(amber, 'ana')).status).toBe(200)
  expect((await get(amber, 'carla')).status).toBe(404)
  expect((await get(amber)).status).toBe(404)
  expect((await get(amber, 'nobody')).status).toBe(401)
  expect(await (await get(`${csaf}/amber/index.txt`, 'ana')).text()).toBe('2026/adv-2026-0003.json\n')
  expect(await (await get(`${csaf}/amber/index.txt`)).text()).toBe('')
  expect((await get('/pt/advisories/ADV-2026-0003')).status).toBe(404)
  expect((await get('/pt/advisories/ADV-2026-0004')).status).toBe(404)
  for (const path of ['/feeds/pt/advisories.atom', '/feeds/en/advisories.json', '/en/advisories/']) {
    const body = await (await get(path, 'ana')).text()
    expect(body).toContain('ADV-2026-0002')
    if (path.startsWith('/feeds')) expect(body).not.toContain('ADV-2026-0003')
    expect(body).not.toContain('ADV-2026-0004')
  }
})

test('the API tells how a version stands, and the desk what is inside it', async () => {
  const path = '/api/v1/advisories?product=gestor&version=7.5.0'
  const { items } = (await (await get(path)).json()) as { items: { tracking: string; vex: string }[] }
  expect(items.map(({ tracking, vex }) => [tracking, vex])).toEqual([
    ['ADV-2026-0002', 'known_affected'],
    ['ADV-2026-0001', 'known_not_affected'],
  ])
  const found = await get('/api/v1/components?q=log4j%202.14', 'eva')
  const components = (await found.json()) as { items: { release: string }[] }
  expect(components.items.map(({ release }) => release)).toEqual(['7.3.2', '7.3.1', '7.3.0'])
  expect((await get('/api/v1/components?q=log4j', 'ana')).status).toBe(403)
  expect((await get('/api/v1/components?name=log4j', 'eva')).status).toBe(422)
})

test('a visitor filters, reads and goes to the fix (pt, phone)', async () => {
  const page = await browser.open({ viewport: phone })
  await page.goto('/pt/advisories/')
  await expectSound(page)
  await page.selectOption('[name=product]', 'gestor')
  await page.fill('[name=version]', '7.5.0')
  await page.click('.advisory-filter button')
  await page.waitForURL(/version=7\.5\.0/)
  expect(await page.textContent('.advisory-list')).toContain('A sua versão é afetada')
  await page.click('.advisory-row a >> nth=0')
  await page.waitForSelector('.statements')
  expect(await page.textContent('.statements')).toContain('7.5.1')
  await expectSound(page)
})

test('an administrator writes an advisory, is told what is wrong, publishes and withdraws it (en)', async () => {
  const page = await browser.open({ viewport: desktop })
  await signIn(page, 'joao', 'en')
  await page.goto('/en/admin/advisories')
  await expectSound(page)
  await page.click('.page-head .button')
  await page.fill('#title-pt', 'Um título de ensaio')
  await page.fill('#title-en', 'A title to try with')
  await page.fill('#summary-pt', 'O que pode acontecer nesta versão.')
  await page.fill('#summary-en', 'What can happen in this version.')
  await page.selectOption('[name=product] >> nth=0', 'gestor')
  await page.fill('[name=affected] >> nth=0', 'all')
  await page.fill('#cvss', 'CVSS:3.1/AV:X')
  await page.click('[value=save]')
  await page.waitForSelector('.error')
  expect(await page.textContent('.error')).toContain('range of versions')
  expect(await page.inputValue('#title-en')).toBe('A title to try with')
  await expectSound(page)
  await page.fill('[name=affected] >> nth=0', '>=7.5.0 <7.5.1')
  await page.fill('[name=fixedVersion] >> nth=0', '7.5.1')
  await page.fill('#cvss', 'CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:L/I:N/A:N')
  await page.click('[value=save]')
  await page.waitForURL(/\?saved/)
  expect(await page.textContent('main')).toContain('conforms')
  await page.click('[value=publish]')
  await page.waitForURL(/\?published/)
  const address = await page.getAttribute('.advisory-row a >> nth=1', 'href')
  const list = await (await get('/en/advisories/')).text()
  expect(list).toContain('A title to try with')
  await page.click('text=A title to try with')
  await page.click('.withdraw summary')
  await page.fill('#reason-pt', 'Era um engano.')
  await page.fill('#reason-en', 'It was a mistake.')
  await page.click('[value=withdraw]')
  await page.waitForURL(/\?withdrawn/)
  expect(address).toMatch(/^\/en\/admin\/advisories\//)
  expect(await (await get('/feeds/en/advisories.atom')).text()).toContain('Withdrawn: ADV-')
})

test('the desk finds what contains a component (pt)', async () => {
  const page = await browser.open({ viewport: desktop })
  await signIn(page, 'helena', 'pt')
  await page.goto('/pt/admin/components')
  await expectSound(page)
  await page.fill('.advisory-filter [name=q]', 'log4j 2.14')
  await page.click('.advisory-filter button')
  await page.waitForSelector('.components')
  expect(await page.textContent('.components')).toContain('Gestor 7.3.2')
  await expectSound(page)
})
