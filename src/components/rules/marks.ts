import { Ban, CircleCheck, CirclePause, OctagonX, TriangleAlert } from 'lucide'
import type { RunOutcome } from '#domain/rules/index.ts'
import { type Lang, texts } from '#i18n/index.ts'
import { type Html, html } from '#ui/html.ts'
import { icon } from '#ui/icon.ts'

export function switchMark(lang: Lang, on: boolean): Html {
  const { rules: t } = texts(lang)
  return on
    ? html`<span class="state state-resolved">${icon(CircleCheck, 13)} ${t.on}</span>`
    : html`<span class="state">${icon(CirclePause, 13)} ${t.off}</span>`
}

const looks = {
  done: { node: CircleCheck, look: 'state-resolved' },
  refused: { node: Ban, look: '' },
  stopped: { node: OctagonX, look: 'state-high' },
  failed: { node: TriangleAlert, look: 'state-critical' },
} as const

export function outcomeMark(lang: Lang, outcome: RunOutcome): Html {
  const { node, look } = looks[outcome]
  return html`<span class="state ${look}">${icon(node, 13)} ${texts(lang).rules.runs.outcomes[outcome]}</span>`
}
