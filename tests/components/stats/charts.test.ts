import { expect, it } from 'vitest'
import { pairedBars, shareLines, stackedRows } from '#components/stats/charts.ts'

const names = ['<b>&', '02/11', '03/11']
const drawn = { id: 'x', title: 'Abertos & "resolvidos"', text: 'Ao todo, 6 < 7.', names }
const all = [
  pairedBars({
    ...drawn,
    pairs: [
      [1, 2],
      [0, 0],
      [4, 3],
    ],
    number: String,
  }),
  shareLines({
    ...drawn,
    lines: [
      [1, null, 0.5],
      [null, null, null],
    ],
    percent: (value) => `${value * 100}%`,
  }),
  stackedRows({
    ...drawn,
    stacks: [
      [0, 0],
      [1, 6],
      [0, 2],
    ],
    number: String,
  }),
].map(String)

it('is named and described, and takes words as words', () => {
  for (const svg of all) {
    expect(svg).toContain('role="img" aria-labelledby="x-t x-d"')
    expect(svg).toContain('<title id="x-t">Abertos &amp; &quot;resolvidos&quot;</title>')
    expect(svg).toContain('Ao todo, 6 &lt; 7.')
    expect(svg).not.toContain('<b>')
  }
})

it('has no style of its own, and no number that is none', () => {
  for (const svg of all) {
    expect(svg).not.toMatch(/style|NaN|undefined|Infinity|#[0-9a-f]{3}|rgb/)
  }
})

it('draws nothing where there is nothing', () => {
  const flat = String(pairedBars({ ...drawn, names: ['a'], pairs: [[0, 0]], number: String }))
  expect(flat.match(/height="0\.0"/g)).toHaveLength(2)
  expect(all[1]).toContain('<path class="chart-two-line" d=""/>')
})
