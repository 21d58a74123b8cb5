import { randomBytes } from 'node:crypto'
import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, inject, test } from 'vitest'
import { createSigner } from '#server/demo/signer.ts'
import { signedHash } from '#server/releases/minisign.ts'
import { desktop, expectSound, phone, signIn, useBrowser } from './support/browser.ts'
import { eventually } from './support/eventually.ts'
import { portalCommand } from './support/own-portal.ts'

const browser = useBrowser()
const product = 'cofre'

async function deed(page: Page, value: string): Promise<void> {
  await page.click(`[name=deed][value=${value}]`)
  await page.waitForSelector('#said, .error')
  expect(await page.locator('.error').allTextContents()).toEqual([])
}

async function begin(page: Page, version: string, more: Record<string, string> = {}): Promise<void> {
  await page.goto('/pt/admin/releases/new')
  await page.selectOption('#product', product)
  const fields = { version, notesPt: '## Novidades\n\n- Uma.', notesEn: '## News\n\n- One.', ...more }
  for (const [name, value] of Object.entries(fields)) await page.fill(`#${name}`, value)
  await deed(page, 'save')
}

/** Until everything sent is in the draft. */
async function settled(page: Page): Promise<void> {
  await eventually(async () => (await page.locator('[data-settling], [data-queue] li').count()) === 0)
}

test('a release is written, sent in parts, signed, approved by another, downloaded and withdrawn', async () => {
  const joao = await browser.open({ viewport: desktop })
  await signIn(joao, 'joao')
  // Of its own, so that no other journey meets it.
  await joao.goto('/pt/admin/products')
  await joao.fill('#id', product)
  await joao.fill('#name', 'Cofre')
  await joao.click('[value=create]')
  await joao.waitForSelector('#said')

  const summary = 'summary: { pt: Guarda segredos., en: Keeps secrets. }'
  const products = join(inject('portalContent'), 'products.yaml')
  await appendFile(products, `\n- id: ${product}\n  name: Cofre\n  ${summary}\n`)

  const signer = createSigner()
  await joao.goto('/pt/admin/releases/keys')
  await expectSound(joao)
  await joao.fill('#label', 'Cofre')
  await joao.selectOption('#product', product)
  await joao.fill('#key', 'nada')
  await joao.click('[value=add]')
  await joao.waitForSelector('.error')
  await joao.fill('#key', signer.publicKey)
  await deed(joao, 'add')
  await joao.selectOption('select[aria-label="Pessoas para Cofre"]', '2')
  await joao.locator('form:has([value=cofre]) [value=rule]').click()
  await joao.waitForSelector('#said')

  await joao.goto('/pt/admin/releases/new')
  await joao.selectOption('#product', product)
  await joao.fill('#version', 'x')
  await joao.fill('#notesPt', 'Texto')
  await joao.fill('#knownIssues', 'sem inglês')
  await joao.click('[value=save]')
  await joao.waitForSelector('.error')
  await expectSound(joao)
  expect(await joao.inputValue('#notesPt')).toBe('Texto')
  await begin(joao, '1.0.0', { summaryPt: 'A primeira.', summaryEn: 'The first.' })
  await expectSound(joao)

  // The line breaks in the middle of a file, and the page is left: sending goes on where it was.
  const content = randomBytes(70 * 1024 * 1024)
  const name = 'cofre-1.0.0-linux-x64.tar.gz'
  const folder = inject('portalData')
  await writeFile(join(folder, name), content)
  const digest = signedHash().update(content).digest()
  const comment = `product:${product} version:1.0.0 file:${name} sequence:1`
  await writeFile(join(folder, `${name}.minisig`), signer.sign(digest, comment))
  const parts: number[] = []
  joao.on('request', (request) => {
    if (request.method() !== 'PATCH') return
    parts.push(Number(request.headers()['upload-offset']))
    if (parts.length === 2) void joao.context().setOffline(true)
  })
  await joao.setInputFiles('#upload', join(folder, name))
  await joao.waitForSelector('text=Sem ligação')
  await joao.context().setOffline(false)
  joao.on('dialog', (dialog) => void dialog.accept())
  await joao.reload()
  expect(await joao.textContent('.release-files')).toContain('Escolha outra vez')
  const before = parts.length
  await joao.setInputFiles('#upload', [join(folder, `${name}.minisig`), join(folder, name)])
  await joao.waitForSelector('text=Assinado')
  await settled(joao)
  expect(parts[before]).toBeGreaterThan(0)
  expect(await readdir(join(folder, 'release-uploads'))).toEqual([])
  await expectSound(joao)
  expect(await joao.textContent('.release-ready')).toContain('pronto para publicar')

  await joao.goto(`/pt/admin/releases/${product}/1.0.0/preview`)
  expect(await joao.textContent('main')).toContain('Uma.')
  await expectSound(joao)
  await joao.goto(`/pt/admin/releases/${product}/1.0.0`)
  await deed(joao, 'submit')
  expect(await joao.textContent('.release-ready')).toContain('outra pessoa')
  expect(await joao.locator('[value=publish]').count()).toBe(0)

  const helena = await browser.open({ viewport: phone })
  await signIn(helena, 'helena', 'en')
  await helena.goto('/en/admin/releases?state=submitted')
  await expectSound(helena)
  await helena.click('text=Cofre 1.0.0')
  await helena.waitForSelector('.release-ready')
  await expectSound(helena)
  await deed(helena, 'publish')

  await helena.goto(`/en/updates/${product}`)
  const answer = await helena.request.get(`/downloads/${product}/1.0.0/${name}.minisig`)
  expect(await answer.text()).toBe(await readFile(join(folder, `${name}.minisig`), 'utf8'))
  const whole = await helena.request.get(`/downloads/${product}/1.0.0/${name}`)
  expect((await whole.body()).equals(content)).toBe(true)
  const notes = join(inject('portalContent'), `releases/${product}/1.0.0.pt.md`)
  expect(await readFile(notes, 'utf8')).toContain('description: A primeira.')

  await joao.goto(`/pt/admin/releases/${product}/1.0.0`)
  await joao.click('.yank summary')
  await joao.fill('#reasonPt', 'Perde chaves')
  await joao.click('[value=yank]')
  await joao.waitForSelector('.error')
  await expectSound(joao)
  expect(await joao.inputValue('#reasonPt')).toBe('Perde chaves')
  await joao.fill('#reasonEn', 'Loses keys')
  await joao.fill('#confirm', '1.0.0')
  await deed(joao, 'yank')
  expect(await joao.textContent('main')).toContain('Perde chaves')
  expect(await readFile(notes, 'utf8')).toContain('withdrawnReason: Perde chaves')
})

test('without a script small files are sent with the form; others learn nothing of it', async () => {
  const joao = await browser.open({ viewport: phone, javaScriptEnabled: false })
  await signIn(joao, 'joao')
  await joao.goto('/pt/admin/releases/new')
  await joao.selectOption('#product', 'gestor')
  await joao.fill('#version', '7.9.0')
  await joao.fill('#embargoUntil', '2030-01-01T09:00')
  await deed(joao, 'save')
  expect(await joao.inputValue('#embargoUntil')).toBe('2030-01-01T09:00')
  const file = { name: 'gestor-7.9.0-linux-x64.zip', mimeType: 'application/zip', buffer: Buffer.from('zip') }
  await joao.setInputFiles('#upload', file)
  await deed(joao, 'upload')
  const stray = { name: 'none.zip.minisig', mimeType: 'text/plain', buffer: Buffer.from('x') }
  await joao.setInputFiles('#upload', stray)
  await joao.click('[value=upload]')
  expect(await joao.textContent('.release-files .error')).toContain('primeiro o ficheiro')
  expect(await joao.textContent('.release-files')).toContain('Sem assinatura')
  for (const who of ['ana', 'eva']) {
    const page = await browser.open({ viewport: desktop })
    await signIn(page, who)
    for (const path of [
      '/pt/admin/releases',
      '/pt/admin/releases/gestor/7.9.0',
      '/pt/releases/gestor/7.9.0/',
    ]) {
      expect((await page.goto(path))?.status(), `${who} ${path}`).toBe(404)
    }
    const upload = await page.request.post('/release-uploads', {
      headers: { 'Tus-Resumable': '1.0.0', 'Upload-Length': '3' },
    })
    expect(upload.status()).toBe(403)
  }
  await joao.click('.release-ready summary')
  await joao.fill('#confirm', '7.9')
  await joao.click('[value=discard]')
  expect(await joao.locator('.error').count()).toBe(1)
  await joao.fill('#confirm', '7.9.0')
  await joao.click('[value=discard]')
  expect(await joao.textContent('#said')).toContain('eliminado')
})

test('the signed list of a channel is for whoever has a contract of the product', async () => {
  const get = (name: string, path: string): Promise<Response> =>
    fetch(`${inject('portal')}/downloads/${path}`, { headers: { Authorization: `Bearer bal_demo_${name}` } })
  const list = await get('ana', 'folha/stable.json')
  expect(list.status).toBe(200)
  const { sequence, releases } = (await list.json()) as { sequence: number; releases: { version: string }[] }
  expect(sequence).toBe(1)
  expect(releases.map(({ version }) => version)).not.toContain('7.6.0')
  expect(await (await get('ana', 'folha/stable.json.minisig')).text()).toContain('sequence:1')
  expect((await get('carla', 'folha/stable.json')).status).toBe(404)
  expect((await get('ana', 'folha/beta.json')).status).toBe(404)
  expect((await fetch(`${inject('portal')}/downloads/folha/stable.json`)).status).toBe(401)
})

test('the notes of a release for some alone are changed once it is out, in the browser and by the command', async () => {
  const joao = await browser.open({ viewport: phone, javaScriptEnabled: false })
  await signIn(joao, 'joao', 'en')
  await joao.goto('/en/admin/releases/gestor/7.4.3')
  await joao.click('.given-notes summary')
  await joao.fill('#notesEn', '')
  await joao.click('[value=notes]')
  expect(await joao.textContent('.given-notes .error')).not.toBe('')
  await joao.fill('#notesEn', 'Changed **afterwards**.')
  await joao.click('[value=notes]')
  expect(await joao.textContent('#said')).toContain('The release notes were saved')
  const carla = await browser.open()
  await signIn(carla, 'carla', 'en')
  await carla.goto('/en/updates/gestor')
  await expectSound(carla)
  expect(await carla.locator('[id="v7.4.3"]').textContent()).toContain('Changed afterwards.')

  const notes = join(inject('portalData'), 'notes.md')
  await writeFile(notes, 'Pelo comando.')
  const command = (version: string): ReturnType<typeof portalCommand> =>
    portalCommand({ DATA_DIR: inject('portalData'), CONTENT_DIR: inject('portalContent') }, [
      ...['release', 'notes', 'gestor', version, '--pt', notes, '--en', notes],
    ])
  expect(await command('7.4.3')).toEqual({ code: 0, said: 'gestor 7.4.3 has its notes.\n' })
  expect((await command('7.4.3')).said).toBe('gestor 7.4.3 has these notes already.\n')
  expect(await command('7.4.2')).toMatchObject({ code: 1, said: expect.stringContaining('are articles') })
  await carla.reload()
  expect(await carla.locator('[id="v7.4.3"]').textContent()).toContain('Pelo comando.')
})
