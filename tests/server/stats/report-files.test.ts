import { expect, it } from 'vitest'
import { saveRequestType } from '#domain/tickets/index.ts'
import { behindPage } from '#server/stats/behind-page.ts'
import { reportPage } from '#server/stats/report-page.ts'
import { createHouse, type House } from '#tests/domain/stats/support.ts'
import { incident } from '#tests/domain/tickets/support.ts'
import { tuesday } from '#tests/support/world.ts'

const minute = 60_000
async function worked(): Promise<House> {
  const house = await createHouse()
  const { reference } = await house.open('ana', { subject: 'Da vila', product: 'gestor' })
  await house.reply('eva', reference, tuesday + 10 * minute, { minutes: 30 })
  await house.gather()
  return house
}

async function lines(
  house: House,
  path: string,
  lang: 'pt' | 'en' = 'en',
): Promise<{ name: string; lines: string[] }> {
  const url = new URL(`http://localhost/${lang}/desk/${path}`)
  const ctx = await house.as('helena', tuesday + 60 * minute)
  const make = url.pathname.endsWith('tickets') ? behindPage : reportPage
  const answered = await make(ctx, url, lang)
  if (!('response' in answered)) throw new Error('no file')
  const { response } = answered
  const name = /filename="(.*)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? ''
  return { name, lines: (await response.text()).replace('\uFEFF', '').trim().split('\r\n') }
}

const november = 'period=custom&from=2026-11-23&to=2026-11-24&format=csv'

it.each([
  ['volume', ['From,To,Opened,Resolved', '2026-11-23,2026-11-23,0,0', '2026-11-24,2026-11-24,1,0']],
  [
    'compliance',
    [
      expect.stringMatching(/^From,To,First response: /),
      '2026-11-23,2026-11-23,0,0,0,0',
      '2026-11-24,2026-11-24,1,1,0,0',
    ],
  ],
])('has the table of the chart %s as a file', async (chart, expected) => {
  const house = await worked()
  const file = await lines(house, `reports?${november}&table=${chart}`)
  expect(file.name).toBe(`report-${chart}-2026-11-23_2026-11-24.csv`)
  expect(file.lines).toEqual(expected)
})

it('has what is open by age as a file, in Portuguese too', async () => {
  const house = await worked()
  const file = await lines(house, `reports?${november}&table=backlog`, 'pt')
  expect(file.lines.slice(0, 2)).toEqual(['Idade,Dentro do prazo,Fora do prazo', 'até 1 dia,1,0'])
  expect(file.lines).toHaveLength(7)
})

it('has the time spent as a file, and the tickets behind it', async () => {
  const house = await worked()
  const file = await lines(house, `reports?${november}&table=spent&by=agent`)
  expect(file.name).toBe('report-spent-agent-2026-11-23_2026-11-24.csv')
  expect(file.lines).toEqual(['Agent,Minutes spent,Tickets', 'Eva Marques,30,1'])
  const behind = await lines(house, `reports/tickets?${november}&metric=time-spent`)
  expect(behind.lines[0]).toMatch(/,Minutes spent$/)
  expect(behind.lines[1]).toMatch(/^SUP-\d+,Da vila,.*,30$/)
})

it('has the comparison of the types of request as a file, and the tickets behind it', async () => {
  const house = await worked()
  await saveRequestType(await house.as('joao'), incident, true)
  await house.open('ana', { requestType: 'incidente' }, tuesday + 20 * minute)
  await house.gather()
  const file = await lines(house, `reports?${november}&table=by&by=requestType&sort=name`)
  expect(file.name).toBe('report-request-type-2026-11-23_2026-11-24.csv')
  expect(file.lines.map((line) => line.split(',').slice(0, 2))).toEqual([
    ['Request type', 'Opened'],
    ['No type', '1'],
    ['Incident', '1'],
  ])
  const behind = await lines(house, `reports/tickets?${november}&metric=opened&requestType=incidente`, 'pt')
  expect(behind.lines).toHaveLength(2)
  expect(behind.lines[0]).toContain(',Produto,Tipo de pedido,')
  expect(behind.lines[1]).toContain(',Incidente,')
})
