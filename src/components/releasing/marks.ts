import { Ban, CalendarClock, Check, Hourglass, type IconNode, PencilLine } from 'lucide'
import type { ReleaseState } from '#domain/releases/index.ts'
import { type Lang, texts } from '#i18n/index.ts'
import { type Html, html } from '#ui/html.ts'
import { icon } from '#ui/icon.ts'

const marks: Record<ReleaseState, [IconNode, string]> = {
  draft: [PencilLine, ''],
  submitted: [Hourglass, 'state-high'],
  scheduled: [CalendarClock, 'state-high'],
  published: [Check, 'state-resolved'],
  yanked: [Ban, 'state-critical'],
}

/** Where a release stands, by icon and word. */
export function stateOf(lang: Lang, state: ReleaseState): Html {
  const [drawing, look] = marks[state]
  return html`<span class="state ${look}">${icon(drawing, 14)}${texts(lang).releasing.states[state]}</span>`
}
