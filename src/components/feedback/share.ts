import { type Html, html } from '#ui/html.ts'

/** `26%`, or a dash where there is nothing to have a share of. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${Math.round((100 * part) / whole)}%`
}

/** A share as a bar; the words beside it say the same. The policy of the pages allows no style in an element. */
export function shareBar(part: number, whole: number): Html {
  const width = whole === 0 ? 0 : Math.round((1000 * part) / whole) / 10
  return html`<svg class="share" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect width="100" height="6"/><rect class="part" width="${width}" height="6"/></svg>`
}
