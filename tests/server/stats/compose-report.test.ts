import { expect, it } from 'vitest'
import { getReport, getSavedReport, type SavedReport, saveReport, sentFilter } from '#domain/stats/index.ts'
import { createComposeReport } from '#server/stats/compose-report.ts'
import { createHouse } from '#tests/domain/stats/support.ts'
import { tuesday } from '#tests/support/world.ts'

async function saved(house: Awaited<ReturnType<typeof createHouse>>): Promise<SavedReport> {
  const helena = await house.as('helena')
  const input = {
    name: 'Semana <1>',
    schedule: 'weekly',
    recipients: ['helena'],
    filter: { period: 'year', agent: 'eva' },
  }
  const { id } = await saveReport(helena, input)
  return getSavedReport(helena, id)
}

it.each([
  ['pt', 'Abertos: 1', '16–22 de novembro de 2026'],
  ['en', 'Opened: 1', '16–22 November 2026'],
] as const)(
  'a letter (%s) has the figures of the week that ended, and a link to them',
  async (lang, line, dates) => {
    const house = await createHouse()
    const { reference } = await house.open('ana', {}, tuesday - 6 * 86_400_000)
    await house.reply('eva', reference, tuesday - 6 * 86_400_000 + 60_000)
    await house.claim('eva', reference, tuesday - 6 * 86_400_000 + 120_000)
    await house.gather()
    const report = await saved(house)
    const figures = await getReport(await house.as('helena'), sentFilter(report))
    const compose = createComposeReport(new URL('https://balcao.test'), 'Balcão', tuesday)
    const person = { id: 'helena', name: 'Helena Prates', email: 'h@demo.test', lang, role: 'supervisor' }
    const { subject, text, html } = compose(report, figures, person)
    expect(subject.replaceAll(/\s*–\s*/g, '–')).toBe(`Semana <1>: ${dates}`)
    expect(text).toContain(line)
    expect(text).toContain(
      `https://balcao.test/${lang}/desk/reports?period=custom&agent=eva&from=2026-11-16&to=2026-11-22`,
    )
    expect(html).toContain('Semana &lt;1&gt;')
    expect(html).toContain('<table')
  },
)
