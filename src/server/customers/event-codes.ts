import { type Lang, texts } from '#i18n/index.ts'

type Words = Readonly<Record<string, string>>

/** Words for values that are codes, by the name that has them, whatever the event. */
function always(lang: Lang): Readonly<Record<string, Words>> {
  const t = texts(lang)
  const { tickets, desk, teams } = t
  return {
    atOnce: t.notices.paces,
    cause: { ...t.revisions.causes, ...t.publishing.runCauses },
    clock: t.rules.clocks,
    columns: t.views.columns,
    environment: t.managing.environments,
    event: t.responses.events,
    events: t.machines.webhookKinds,
    followUp: t.relations.admin.followUps,
    impact: tickets.impacts,
    lang: desk.languages,
    level: t.notices.levels,
    priority: tickets.levels,
    role: t.accounts.roles,
    schedule: t.savedReports.schedules,
    scopes: t.accounts.scopes,
    severity: t.releases.severities,
    sort: desk.sorts,
    status: tickets.statuses,
    team: { mine: teams.mine, none: teams.ofNone },
    tlp: t.advisories.tlps,
    urgency: tickets.levels,
    view: desk.views,
    waitingFor: desk.waitingFors,
    why: t.lines.reasons,
  }
}

/** Words for names that mean something else in such events. */
function ofType(lang: Lang, type: string, name: string): Words | undefined {
  const t = texts(lang)
  const [noun = ''] = type.split('.')
  if (name === 'kind') {
    const kinds: Readonly<Record<string, Words>> = {
      organisation: t.customers.kinds,
      field: t.fields.kinds,
      release: t.releases.kinds,
      customers: t.importing.kinds,
    }
    return kinds[noun]
  }
  if (name === 'reason' && noun === 'file') return t.audit.rights
  if (name === 'role' && type === 'ticket.linked') return t.relations.roles
  if (name === 'channel' && noun !== 'ticket') return t.managing.channels
  if (name !== 'from' && name !== 'to') return undefined
  if (type === 'ticket.priority-changed') return t.tickets.levels
  return /^ticket\.(status-changed|closed|reopened|resolved|merged)$/.test(type)
    ? t.tickets.statuses
    : undefined
}

const lineMoves = ['ticket.escalated', 'ticket.handed-back', 'ticket.moved']

/** What a code means; null: it is none. */
export function codeWords(lang: Lang, type: string, name: string, value: string | number): string | null {
  const { tickets } = texts(lang)
  const moved = lineMoves.includes(type) && (name === 'from' || name === 'to')
  if (typeof value === 'number') {
    if (name === 'percent') return `${value} %`
    return (name === 'line' || moved) && value >= 1 && value <= 3 ? tickets.lineOf(value) : null
  }
  const words = ofType(lang, type, name) ?? always(lang)[name]
  return words && Object.hasOwn(words, value) ? (words[value] ?? null) : null
}
