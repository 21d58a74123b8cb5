import { unescapeHTML } from 'astro/runtime/server/index.js'
import type { ClockPart } from '#domain/sla/index.ts'
import { type Html, html } from '#ui/html.ts'

/** Heights of the bar's parts: a pause is a thin line, so that the parts differ by more than colour. */
const shape = { counted: [0, 8], over: [0, 8], unused: [0, 8], paused: [3, 2] } as const

/**
 * A clock as a bar, from its start to its promise or to now: what was counted, the pauses, what is unused or over. The
 * words beside it say the same, so it is hidden from assistive technology.
 */
export function clockBar(parts: readonly ClockPart[]): Html | null {
  if (parts.length === 0) return null
  const widths = widthsOf(parts)
  let x = 0
  const bars = parts.map(({ kind }, at) => {
    const width = widths[at] ?? 0
    const [y, height] = shape[kind]
    const rect = `<rect class="part-${kind}" x="${x.toFixed(2)}" y="${y}" width="${width.toFixed(2)}" height="${height}"/>`
    x += width
    return rect
  })
  return html`<svg class="clock-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">${unescapeHTML(bars.join(''))}</svg>`
}

/** In hundredths of the bar. A long pause must not press the rest together, and nothing may vanish. */
function widthsOf(parts: readonly ClockPart[]): number[] {
  const counted = parts.reduce((sum, { kind, minutes }) => sum + (kind === 'paused' ? 0 : minutes), 0)
  const sizes = parts.map(({ kind, minutes }) =>
    Math.max(kind === 'paused' ? Math.min(minutes, counted / 4) : minutes, counted / 50),
  )
  const whole = sizes.reduce((sum, size) => sum + size, 0)
  return sizes.map((size) => (100 * size) / whole)
}
