import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { describe, expect, inject, test } from 'vitest'
import { desktop, expectSound, phone, signIn, useBrowser } from './support/browser.ts'
import { lodge } from './support/lodge.ts'

const browser = useBrowser()

async function eventually(check: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 45_000
  while (!(await check())) {
    if (Date.now() > end) throw new Error('it did not come to pass')
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
}

const fileOf = (path: string): string => join(inject('portalContent'), path)
const editor = (id: string, lang = 'pt'): string => `/pt/desk/articles/edit/${id}?lang=${lang}`

/** The Markdown editor, once its code has come. */
async function openEditor(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.waitForSelector('.cm-content')
}

async function type(page: Page, text: string): Promise<void> {
  await page.click('.cm-content')
  await page.keyboard.press('Control+End')
  await page.keyboard.insertText(text)
}

describe.each([
  ['pt', phone],
  ['en', desktop],
] as const)('an editor (%s)', (lang, viewport) => {
  test('finds articles, and reads every page of editing without a fault', async () => {
    const page = await browser.open({ viewport })
    await signIn(page, 'ines', lang)
    expect(new URL(page.url()).pathname).toBe(`/${lang}/desk/articles`)
    await expectSound(page)
    await page.fill('.toolbar [name=q]', 'bloqueada')
    await page.press('.toolbar [name=q]', 'Enter')
    await page.waitForURL(/q=bloqueada/)
    expect(await page.locator('.articles li').count()).toBe(1)
    await page.click('.articles h2 a')
    await page.waitForSelector('.cm-content')
    await expectSound(page)
    for (const path of [
      'history/faq/access/account-locked?lang=pt',
      'translate/faq/access/account-locked?lang=en',
      'new',
      'publishing',
    ]) {
      expect((await page.goto(`/${lang}/desk/articles/${path}`))?.status()).toBe(200)
      await expectSound(page)
    }
  })
})

test('an editor writes, sees it at once, is held up by a broken link, and publishes', async () => {
  const page = await browser.open()
  await signIn(page, 'ines')
  const before = await readFile(fileOf('faq/access/sign-in-with-active-directory.pt.md'), 'utf8')
  await openEditor(page, editor('faq/access/sign-in-with-active-directory'))
  await type(page, '\n\nVeja [isto](nao-existe.pt.md) e **aquilo**.')
  await page.waitForSelector('[data-preview-text] strong >> text=aquilo')
  await page.waitForSelector('.has-faults >> text=nao-existe.pt.md')
  await page.click('[value=publish]')
  await page.waitForSelector('#error-summary')
  expect(await page.textContent('#error-summary')).toContain('O texto ficou guardado')
  expect(await readFile(fileOf('faq/access/sign-in-with-active-directory.pt.md'), 'utf8')).toBe(before)
  await expectSound(page)

  await page.waitForSelector('.cm-content')
  await page.locator('.cm-content').fill('Entra-se como no computador.')
  await page.waitForSelector('.article-faults:not(.has-faults)')
  await page.fill('[name=why]', 'Mais curto')
  await page.click('[value=save]')
  await page.waitForSelector('#said')
  expect(new URL(page.url()).search).toBe('?lang=pt')
  expect(await readFile(fileOf('faq/access/sign-in-with-active-directory.pt.md'), 'utf8')).toBe(before)

  await page.click('[value=publish]')
  await page.waitForSelector('#said')
  await page.waitForSelector('run-progress')
  await expectSound(page)
  const after = await readFile(fileOf('faq/access/sign-in-with-active-directory.pt.md'), 'utf8')
  expect(after).toBe(`${before.slice(0, before.indexOf('---', 4) + 4)}Entra-se como no computador.`)
  const url = `${inject('portal')}/pt/faq/acesso/iniciar-sessao-active-directory/`
  await eventually(async () => (await (await fetch(url)).text()).includes('Entra-se como no computador.'))

  await page.goto('/pt/desk/articles/history/faq/access/sign-in-with-active-directory?lang=pt&show=1')
  await page.click('.history-head button')
  await page.waitForSelector('#said')
  expect(await page.inputValue('[name=body]')).toBe(before.slice(before.indexOf('---', 4) + 4))
  await page.click('summary >> text=Deitar fora o rascunho')
  await page.click('[value=discard]')
  await page.waitForSelector('#said')
})

test('two who write at once lose nothing', async () => {
  const [first, second] = [await browser.open(), await browser.open({ viewport: phone })]
  await signIn(first, 'ines')
  await signIn(second, 'helena')
  const address = editor('faq/access/cannot-sign-in')
  await openEditor(first, address)
  await openEditor(second, address)
  await first.fill('#title', 'Título da Inês')
  await type(first, '\n\nDa Inês.\n')
  await first.click('[value=save]')
  await first.waitForSelector('#said')
  await second.fill('#title', 'Título da Helena')
  await second.fill('#description', 'Descrição da Helena')
  await second.click('[value=save]')
  await second.waitForSelector('form.compare')
  await expectSound(second)
  expect(await second.locator('.conflict').count()).toBe(1)
  await second.check('.conflict [value=words]')
  await second.fill('.conflict textarea', 'title: Título da Inês\ndescription: Descrição da Helena')
  await second.click('[value=merge]')
  await second.waitForSelector('#said')
  expect(await second.inputValue('#title')).toBe('Título da Inês')
  expect(await second.inputValue('#description')).toBe('Descrição da Helena')
  expect(await second.inputValue('[name=body]')).toContain('Da Inês.')
})

test('a picture that is pasted is asked what it shows, and stands beside the article', async () => {
  const page = await browser.open()
  await signIn(page, 'ines')
  await openEditor(page, editor('faq/documents/scan-paper-documents'))
  await page.locator('.cm-content').evaluate(async (field) => {
    const canvas = new OffscreenCanvas(2400, 1200)
    canvas.getContext('2d')?.fillRect(0, 0, 1200, 600)
    const files = new DataTransfer()
    const blob = await canvas.convertToBlob({ type: 'image/png' })
    files.items.add(new File([blob], 'Ecrã de início.png', { type: 'image/png' }))
    field.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: files, bubbles: true, cancelable: true }),
    )
  })
  await page.waitForSelector('.image-dialog[open]')
  await expectSound(page)
  await page.click('.image-dialog .button >> nth=0')
  expect(await page.locator('.image-dialog[open]').count()).toBe(1)
  await page.fill('#image-alt', 'O ecrã de início')
  await page.keyboard.press('Enter')
  await page.waitForSelector('[data-preview-text] img[alt="O ecrã de início"]')
  const picture = page.locator('[data-preview-text] img[alt="O ecrã de início"]')
  expect(await picture.getAttribute('width')).toBe('1600')
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth))
    .toBe(1600)
  expect(await readdir(fileOf('faq/documents/images'))).toContainEqual(
    expect.stringMatching(/^ecra-de-inicio-[0-9a-f]{8}\.(webp|png)$/),
  )
  const huge = await page.evaluate(async () => {
    const body = new FormData()
    body.append('articleId', 'faq/documents/scan-paper-documents')
    body.append('of', 'pt')
    body.append('alt', 'x')
    body.append(
      'image',
      new File(['<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="x()"/>'], 'a.png'),
    )
    return (await fetch('/pt/desk/articles/images', { method: 'POST', body })).status
  })
  expect(huge).toBe(422)
})

test('an agent makes an article of a ticket, a supervisor reads it and publishes', async () => {
  const reference = await lodge('Scanner parado', { body: 'Ligue-me: 912 345 678. Ana' })
  const agent = await browser.open()
  await signIn(agent, 'eva')
  await agent.goto(`/pt/desk/tickets/${reference}`)
  await agent.click('a >> text=Fazer um artigo')
  await agent.waitForSelector('.removed li')
  expect(await agent.textContent('.removed')).toContain('912 345 678')
  expect(await agent.inputValue('[name=body]')).not.toContain('912')
  await expectSound(agent)
  await agent.click('[data-main]')
  await agent.waitForSelector('#error-summary')
  expect(await agent.textContent('.removed')).toContain('912 345 678')
  await agent.selectOption('#category', 'documents')
  await agent.fill('#description', 'Quando o leitor não responde.')
  await agent.click('[data-main]')
  await agent.waitForSelector('.cm-content')
  expect(await agent.locator('[value=publish]').count()).toBe(0)
  await agent.click('.article-bar [value=ask]')
  await agent.waitForSelector('#said')
  await expectSound(agent)

  const helena = await browser.open({ viewport: phone })
  await signIn(helena, 'helena')
  await helena.goto('/pt/desk/articles?state=review')
  await helena.click('.articles h2 a >> text=Scanner parado')
  await helena.waitForSelector('.cm-content')
  await helena.fill('#words', 'Falta o passo 1.')
  await helena.click('[value=return]')
  await helena.waitForSelector('#said')
  await agent.goto(editor('faq/documents/scanner-parado'))
  expect(await agent.textContent('.article-notes')).toContain('Falta o passo 1.')
  await agent.click('.article-bar [value=ask]')
  await agent.waitForSelector('#said')
  await openEditor(helena, editor('faq/documents/scanner-parado'))
  await helena.click('[value=approve]')
  await helena.waitForSelector('#said')
  expect(await readFile(fileOf('faq/documents/scanner-parado.pt.md'), 'utf8')).toContain(
    'title: Scanner parado',
  )
})

test('without a script the same form checks, previews, saves and takes a picture', async () => {
  const page = await browser.open({ javaScriptEnabled: false })
  await signIn(page, 'ines')
  await page.goto(editor('faq/access/recover-password'))
  const held = await page.inputValue('[name=body]')
  await page.fill('[name=body]', `${held}\n[x](nada.pt.md) *novo*\n`)
  await page.click('[value=preview]')
  expect(await page.textContent('.article-preview')).toContain('novo')
  expect(await page.textContent('.has-faults')).toContain('nada.pt.md')
  await page.fill('[name=body]', `${held}\n*novo*\n`)
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"/>')
  await page.setInputFiles('[name=image]', { name: 'Desenho.svg', mimeType: 'image/svg+xml', buffer: svg })
  await page.fill('[name=alt]', 'Um desenho')
  await page.click('[value=save]')
  expect(await page.textContent('#said')).toContain('guardado')
  expect(await page.inputValue('[name=body]')).toMatch(
    /\*novo\*\n\n!\[Um desenho]\(images\/desenho-[0-9a-f]{8}\.svg\)\n$/,
  )
  await page.click('summary >> text=Deitar fora o rascunho')
  await page.click('[value=discard]')
  expect(await page.inputValue('[name=body]')).toBe(held)
})

test('what is typed outlives a closed tab, and a file changed in the folder is compared', async () => {
  const page = await browser.open()
  await signIn(page, 'ines')
  const address = editor('faq/access/session-ends-too-soon')
  await openEditor(page, address)
  await type(page, '\nPor guardar.\n')
  await page.waitForTimeout(500)
  await page.goto('/pt/desk/articles')
  await openEditor(page, address)
  expect(await page.inputValue('[name=body]')).toContain('Por guardar.')
  await page.click('[value=save]')
  await page.waitForSelector('#said')
  const file = fileOf('faq/access/session-ends-too-soon.pt.md')
  const before = await readFile(file, 'utf8')
  await writeFile(file, before.replace(/^description: .*$/m, 'description: Mudada na pasta.'))
  await openEditor(page, address)
  await page.click('[value=publish]')
  await page.waitForSelector('form.compare')
  expect(await page.locator('.conflict').count()).toBe(0)
  await page.click('[value=merge]')
  await page.waitForSelector('#said')
  expect(await page.inputValue('#description')).toBe('Mudada na pasta.')
  await page.click('[value=publish]')
  await page.waitForSelector('run-progress')
  const after = await readFile(file, 'utf8')
  expect(after).toContain('Por guardar.')
  expect(after).toContain('description: Mudada na pasta.')
})

test('customers and partners find nothing of it', async () => {
  for (const name of ['ana', 'dora']) {
    const page = await browser.open()
    await signIn(page, name)
    for (const path of [
      '',
      '/new',
      '/publishing',
      '/progress',
      '/edit/faq/access/account-locked',
      '/media/faq/a.svg',
    ]) {
      expect((await page.goto(`/pt/desk/articles${path}`))?.status()).toBe(404)
    }
  }
})
