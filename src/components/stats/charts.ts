import { unescapeHTML } from 'astro/runtime/server/index.js'
import { scaleBand, scaleLinear, scalePoint } from 'd3-scale'
import { line } from 'd3-shape'
import { type Html, html } from '#ui/html.ts'

// Drawn for the width of a phone, so that words are read there as they are; a wide page puts charts side by side.
const width = 400
const height = 220
const frame = { left: 42, right: 10, top: 10, bottom: 26 }
const right = width - frame.right
const bottom = height - frame.bottom

type Drawing = {
  id: string
  /** What a screen reader says of the drawing; the table beside it says the rest. */
  title: string
  text: string
  body: string
}

function drawing({ id, title, text, body }: Drawing): Html {
  return html`<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-t ${id}-d"><title id="${id}-t">${title}</title><desc id="${id}-d">${text}</desc>${unescapeHTML(body)}</svg>`
}

const at = (value: number): string => value.toFixed(1)
const safe = (words: string): string => String(html`${words}`)
const label = (x: number, y: number, words: string, anchor: 'start' | 'middle' | 'end'): string =>
  `<text x="${at(x)}" y="${at(y)}" text-anchor="${anchor}">${safe(words)}</text>`

/** Lines across with their values at the left. */
function grid(
  ticks: readonly number[],
  y: (value: number) => number,
  words: (value: number) => string,
): string {
  return ticks
    .map((tick) => {
      const height = y(tick)
      return `<line class="chart-grid" x1="${frame.left}" x2="${right}" y1="${at(height)}" y2="${at(height)}"/>${label(frame.left - 6, height + 4, words(tick), 'end')}`
    })
    .join('')
}

/** Names below, as many as there is room for. */
function below(names: readonly string[], x: (n: number) => number): string {
  const longest = names.reduce((most, name) => Math.max(most, name.length), 1)
  const room = Math.max(1, Math.floor((right - frame.left) / (longest * 6.8 + 10)))
  const every = Math.ceil(names.length / room)
  return names
    .map((name, n) =>
      n % every === 0 ? label(Math.min(x(n), right - longest * 2.5), height - 8, name, 'middle') : '',
    )
    .join('')
}

const whole = (most: number): number[] =>
  scaleLinear([0, Math.max(most, 1)], [0, 1])
    .nice(4)
    .ticks(4)
    .filter(Number.isInteger)

export type Bars = Omit<Drawing, 'body'> & {
  names: readonly string[]
  /** Two side by side for each name. */
  pairs: readonly (readonly [number, number])[]
  number(value: number): string
}

export function pairedBars({ names, pairs, number, ...drawn }: Bars): Html {
  const ticks = whole(Math.max(...pairs.flat(), 0))
  const y = scaleLinear([0, ticks.at(-1) ?? 1], [bottom, frame.top])
  const x = scaleBand(
    names.map((_, n) => n),
    [frame.left, right],
  ).padding(0.25)
  const half = x.bandwidth() / 2
  const bar = (kind: string, left: number, value: number): string =>
    `<rect class="${kind}" x="${at(left)}" y="${at(y(value))}" width="${at(half)}" height="${at(bottom - y(value))}"/>`
  const bars = pairs
    .map(([one, other], n) => bar('chart-one', x(n) ?? 0, one) + bar('chart-two', (x(n) ?? 0) + half, other))
    .join('')
  return drawing({ ...drawn, body: grid(ticks, y, number) + bars + below(names, (n) => (x(n) ?? 0) + half) })
}

export type Lines = Omit<Drawing, 'body'> & {
  names: readonly string[]
  /** Shares from 0 to 1; null: nothing to have a share of. */
  lines: readonly (readonly (number | null)[])[]
  percent(value: number): string
}

export function shareLines({ names, lines, percent, ...drawn }: Lines): Html {
  const y = scaleLinear([0, 1], [bottom, frame.top])
  const x = scalePoint(
    names.map((_, n) => n),
    [frame.left + 6, right - 6],
  )
  const path = line<number | null>()
    .defined((value) => value !== null)
    .x((_, n) => x(n) ?? 0)
    .y((value) => y(value ?? 0))
    .digits(1)
  const drawnLines = lines.map((values, which) => {
    const kind = which === 0 ? 'chart-one' : 'chart-two'
    const marks = values.map((value, n) => {
      if (value === null) return ''
      const [cx, cy] = [x(n) ?? 0, y(value)]
      return which === 0
        ? `<circle class="${kind}" cx="${at(cx)}" cy="${at(cy)}" r="3"/>`
        : `<rect class="${kind}" x="${at(cx - 2.8)}" y="${at(cy - 2.8)}" width="5.6" height="5.6"/>`
    })
    return `<path class="${kind}-line" d="${path(values) ?? ''}"/>${marks.join('')}`
  })
  return drawing({
    ...drawn,
    body: grid([0, 0.25, 0.5, 0.75, 1], y, percent) + drawnLines.join('') + below(names, (n) => x(n) ?? 0),
  })
}

export type Stacks = Omit<Drawing, 'body'> & {
  names: readonly string[]
  /** One after the other in a row. */
  stacks: readonly (readonly [number, number])[]
  number(value: number): string
}

/** Rows with their names at the left and their sums at the end. */
export function stackedRows({ names, stacks, number, ...drawn }: Stacks): Html {
  const left = 112
  const most = Math.max(...stacks.map(([one, other]) => one + other), 1)
  const x = scaleLinear([0, most], [left, right - 30])
  const y = scaleBand(
    names.map((_, n) => n),
    [frame.top, height - 10],
  ).padding(0.3)
  const rows = stacks.map(([one, other], n) => {
    const top = y(n) ?? 0
    const bar = (kind: string, from: number, to: number): string =>
      `<rect class="${kind}" x="${at(x(from))}" y="${at(top)}" width="${at(x(to) - x(from))}" height="${at(y.bandwidth())}"/>`
    const middle = top + y.bandwidth() / 2 + 4
    return (
      label(left - 8, middle, names[n] ?? '', 'end') +
      bar('chart-late', 0, one) +
      bar('chart-one', one, one + other) +
      label(x(one + other) + 5, middle, number(one + other), 'start')
    )
  })
  return drawing({ ...drawn, body: rows.join('') })
}
