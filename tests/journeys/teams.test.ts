import type { Page } from '@playwright/test'
import { expect, test } from 'vitest'
import { desktop, expectSound, phone, signIn, useBrowser } from './support/browser.ts'
import { lodge } from './support/lodge.ts'

const browser = useBrowser()

test.each([
  ['pt', phone, true],
  ['en', desktop, false],
] as const)(
  'an administrator makes a team, and an agent gives it a ticket (%s, %o, script: %s)',
  async (lang, viewport, script) => {
    // The rules for pages are a script themselves.
    const look = async (at: Page): Promise<void> => (script ? expectSound(at) : undefined)
    const page = await browser.open({ viewport, javaScriptEnabled: script })
    await signIn(page, 'joao', lang)
    await page.goto(`/${lang}/admin/teams/new`)
    const name = `Rede ${lang}`
    await page.fill('#name', 'x')
    await page.fill('#note', 'Redes e VPN')
    await page.check('[name=members][value=eva]')
    await page.click('[value=save]')
    await page.waitForSelector('.error')
    expect([await page.inputValue('#note'), await page.isChecked('[value=eva]')]).toEqual([
      'Redes e VPN',
      true,
    ])
    await look(page)
    await page.fill('#name', name)
    await page.click('[value=save]')
    await page.waitForSelector('#said')
    expect(await page.textContent('.work')).toContain(name)
    await look(page)

    const eva = await browser.open({ viewport, javaScriptEnabled: script })
    await signIn(eva, 'eva', lang)
    await eva.goto(`/${lang}/desk?view=all-open&sort=created`)
    await eva.click('.work a[href*="/desk/tickets/"]')
    await eva.waitForSelector('#team')
    await eva.selectOption('#team', { label: name })
    await eva.click('[value=team]')
    await eva.waitForSelector('#said')
    expect(await eva.textContent('#team-members')).toContain('Eva Marques')
    await look(eva)
    await eva.goto(`/${lang}/desk?view=all-open`)
    // Folded on a phone.
    for (const folded of ['.filters', '.more-filters'])
      if (await eva.locator(`${folded}:not([open]) > summary`).isVisible())
        await eva.click(`${folded} > summary`)
    await eva.selectOption('.toolbar [name=team]', { label: name })
    if (!script) await eva.click('.toolbar button')
    await eva.waitForURL(/team=/)
    expect(await eva.locator('.work a[href*="/desk/tickets/"]').count()).toBe(1)
    expect(await eva.textContent('.work')).toContain(name)
    await look(eva)

    await page.click(`.work a:text("${name}")`)
    await page.click('[value=archive]')
    await page.waitForSelector('#said')
    await eva.reload()
    expect(await eva.locator('.work a[href*="/desk/tickets/"]').count()).toBe(1)
  },
)

test.each([
  ['pt', phone, true, 'Sem equipa'],
  ['en', desktop, false, 'No team'],
] as const)(
  'a team is given by a template, by a process and to many at once, and a view keeps what has none (%s)',
  async (lang, viewport, script, noTeam) => {
    const look = async (at: Page): Promise<void> => (script ? expectSound(at) : undefined)
    const joao = await browser.open({ viewport, javaScriptEnabled: script })
    await signIn(joao, 'joao', lang)
    await joao.goto(`/${lang}/admin/teams/new`)
    const name = `Norte ${lang}`
    await joao.fill('#name', name)
    await joao.click('[value=save]')
    await joao.waitForSelector('#said')

    await joao.goto(`/${lang}/desk/templates/new`)
    await joao.fill('#name', `Passa ao Norte ${lang}`)
    await joao.fill('#body', 'Passamos à equipa.')
    // The template is for whoever asked, who reads Portuguese.
    await joao.selectOption('#lang', 'pt')
    await joao.selectOption('#team', { label: name })
    await look(joao)
    await joao.click('.template-form .deeds .button >> nth=0')
    await joao.waitForSelector('#said')
    await joao.goto(`/${lang}/desk/processes/new`)
    await joao.fill(
      '#source',
      `id: norte-${lang}
names: { pt: Norte, en: North }
steps:
  - id: um
    names: { pt: Um, en: One }
    by: agent
    next: [{ to: end }]
    enter: [{ kind: team, team: ${name} }]
`,
    )
    await joao.click('[value=try]')
    await joao.waitForSelector('.step-outline')
    expect(await joao.textContent('.step-outline')).toContain(name)
    await look(joao)

    const eva = await browser.open({ viewport, javaScriptEnabled: script })
    await signIn(eva, 'eva', lang)
    const reference = await lodge(`Sem equipa, ${lang}`, { product: 'folha' })
    await eva.goto(`/${lang}/desk?view=all-open&sort=created&team=none`)
    await eva.check(`[name=tickets][value="${reference}"]`)
    await eva.selectOption('#deed', 'team')
    await eva.selectOption('#team', { label: name })
    await look(eva)
    await eva.click('.bulk-bar [value=bulk]')
    await eva.waitForSelector('#said')
    expect(await eva.locator(`[name=tickets][value="${reference}"]`).count()).toBe(0)
    await look(eva)
    await eva.click('#said [value=undo]')
    await eva.waitForSelector(`[name=tickets][value="${reference}"]`)
    const saving = eva.locator('.queue-tools details').nth(1)
    await saving.locator('summary').click()
    await eva.fill('#name', `${noTeam} ${lang}`)
    await eva.click('[value=view-new]')
    await eva.waitForSelector('#said')
    await eva.goto(`/${lang}/desk`)
    await eva.click(`.queues a:has-text("${noTeam}")`)
    await eva.waitForURL(/team=none/)
    expect(await eva.inputValue('.toolbar [name=team]')).toBe('none')

    await eva.goto(`/${lang}/desk/tickets/${reference}`)
    await eva.selectOption('[name=template]', { label: `Passa ao Norte ${lang}` })
    await eva.click('[value=template]')
    await eva.waitForSelector('.macro-changes')
    expect(await eva.textContent('.macro-changes')).toContain(name)
    await look(eva)
    await eva.click('[value=reply]')
    await eva.waitForSelector('#said')
    expect(await eva.locator('#team option:checked').textContent()).toBe(name)
  },
)

test('a change of the type of request is said', async () => {
  const page = await browser.open({ viewport: desktop })
  await signIn(page, 'eva')
  await page.goto('/pt/desk?view=all-open&sort=created')
  await page.click('.work a[href*="/desk/tickets/"]')
  await page.click('#type-work summary')
  await page.selectOption('#requestType', 'servico')
  await page.click('[value=type]')
  await page.waitForSelector('#said')
  expect(await page.textContent('#said')).toContain('tipo de pedido')
})
