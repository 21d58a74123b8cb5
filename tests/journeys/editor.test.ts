import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, inject, test } from 'vitest'
import { desktop, expectSound, phone, signIn, useBrowser } from './support/browser.ts'
import { eventually } from './support/eventually.ts'

const browser = useBrowser()

test('an editor changes a file and sees it, and a fault leaves the site as it was', async () => {
  const file = join(inject('portalContent'), 'faq/access/supported-browsers.pt.md')
  const url = `${inject('portal')}/pt/faq/acesso/navegadores-suportados/`
  const before = await readFile(file, 'utf8')
  const has = async (words: string): Promise<boolean> => (await (await fetch(url)).text()).includes(words)
  expect(await has('as duas últimas')).toBe(true)
  await writeFile(file, before.replace('as duas últimas', 'as três últimas'))
  await eventually(() => has('as três últimas'))
  await writeFile(file, before.replace('audience: public', 'audience: everybody'))
  await new Promise((resolve) => setTimeout(resolve, 3000))
  expect(await has('as três últimas')).toBe(true)
  await writeFile(file, before)
  await eventually(async () => !(await has('as três últimas')))
})

describe.each([
  ['pt', phone, '/pt/faq/interno/editar-conteudos/'],
  ['en', desktop, '/en/faq/internal/edit-content/'],
] as const)('an article for the team (%s)', (lang, viewport, path) => {
  test('is read by the editor and is not there for others', async () => {
    const page = await browser.open({ viewport })
    expect((await page.goto(path))?.status()).toBe(404)
    await signIn(page, 'ines', lang)
    expect((await page.goto(path))?.status()).toBe(200)
    expect(await page.textContent('h1')).toMatch(/Editar|Edit/)
    await expectSound(page)
    const customer = await browser.open({ viewport })
    await signIn(customer, 'ana', lang)
    expect((await customer.goto(path))?.status()).toBe(404)
    await customer.goto(`/${lang}/search/?q=Markdown`)
    expect(await customer.content()).not.toContain(path)
  })
})
