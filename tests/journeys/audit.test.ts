import { expect, inject, test } from 'vitest'
import { desktop, expectSound, phone, signIn, useBrowser } from './support/browser.ts'

const browser = useBrowser()

test.each([
  ['pt', phone, 'de 1.ª linha para 2.ª linha', 'Folha de salários'],
  ['en', desktop, 'from line 1 to line 2', 'Folha de salários'],
] as const)(
  'the audit tells names and words, and is narrowed to whoever is clicked (%s)',
  async (lang, viewport, lines, team) => {
    const page = await browser.open({ viewport })
    await signIn(page, 'joao', lang)
    await page.goto(`/${lang}/admin/audit?type=ticket.escalated`)
    // Others make events meanwhile: each is looked for by what it says.
    const details = (words: string) => page.locator('.event-detail', { hasText: words }).last()
    const escalated = await details('Filipe Sousa').textContent()
    expect(escalated?.replace(/:|\s+/g, ' ').replace(/ +/g, ' ')).toContain(lines)
    await expectSound(page)
    await page.goto(`/${lang}/admin/audit?type=ticket.team-changed`)
    expect(await details(team).textContent()).not.toMatch(/01[0-9A-Z]{24}/)
    await page.goto(`/${lang}/admin/audit?type=team.created`)
    expect(await details('Eva Marques, Filipe Sousa').count()).toBe(1)
    await expectSound(page)
    await page.click('.event-head a')
    await page.waitForURL(/actor=joao/)
    expect(page.url()).toContain('type=team.created')
    // What machines read stays as it was recorded.
    const csv = await page.request.get(`/${lang}/admin/audit/export.csv?type=team.created`)
    expect(await csv.text()).toContain('filipe')
    const other = await fetch(`${inject('portal')}/${lang}/admin/audit`, { redirect: 'manual' })
    expect(other.status).not.toBe(200)
  },
)
