import { newestOf, type Right, type Tidings } from '#domain/notices/index.ts'
import { dayOf, type Lang, locale, texts } from '#i18n/index.ts'

/** One thing as a letter tells it: what, what it solves, by what right, and where to go. */
export type NoticeWords = {
  title: string
  lines: string[]
  reason: string
  path: string
  link: string
}

const mostNames = 4

function inRow(lang: Lang, names: readonly string[]): string {
  const rest = names.length - mostNames
  const shown = rest > 0 ? [...names.slice(0, mostNames), texts(lang).noticeLetters.andMore(rest)] : names
  return new Intl.ListFormat(locale[lang], { type: 'conjunction' }).format(shown)
}

function reasonOf(lang: Lang, tidings: Tidings): string {
  const { noticeLetters: t, portal } = texts(lang)
  const { right, what, maintenanceEnd, at } = tidings
  const organisations = inRow(
    lang,
    tidings.organisations.map(({ name }) => name),
  )
  if (what.kind === 'withdrawal') return t.hadIt(organisations)
  if (!right.allowed) return refusal(right, organisations)
  if (right.reason === 'advisory') return t.tlp[right.tlp](organisations)
  // Of a fix it is worth saying only where it has ended.
  const told = right.reason !== 'security-fix' || (maintenanceEnd !== null && hasEnded(maintenanceEnd, at))
  const until = told && maintenanceEnd !== null ? dayOf(lang, maintenanceEnd) : null
  return t.reasons[right.reason]({ organisations, until })

  function refusal(refused: Extract<Right, { allowed: false }>, names: string): string {
    return refused.reason === 'eula-required'
      ? t.eula(names, refused.revision ?? 0)
      : portal.reasons[refused.reason]({ date: refused.date && dayOf(lang, refused.date) })
  }
}

function hasEnded(isoDay: string, at: number): boolean {
  return Date.parse(isoDay) + 86_400_000 <= at
}

/** What a release is: `security fix, high severity`. */
function sortOf(
  lang: Lang,
  kind: 'full' | 'cumulative' | 'hotfix' | 'security',
  severity: string | null,
): string {
  const { kinds, severities } = texts(lang).releases
  const graded = severity === null ? null : severities[severity as keyof typeof severities]
  return [kinds[kind], graded].filter(Boolean).join(', ')
}

export function noticeWords(lang: Lang, tidings: Tidings): NoticeWords {
  const { noticeLetters: t } = texts(lang)
  const { what, products, right } = tidings
  const [{ id, name } = { id: '', name: '' }] = products
  const reason = reasonOf(lang, tidings)
  if ('tracking' in what) return advisoryWords(lang, tidings, what)
  if (what.kind === 'contract') return contractWords(lang, tidings, what, reason)
  const page = { path: `/updates/${id}#v${what.version}`, link: t.see }
  if (what.kind === 'withdrawal') {
    const instead = what.replacement === null ? [] : [t.instead(what.replacement)]
    const title = t.withdrawal(name, what.version)
    return { title, lines: [what.reason[lang], ...instead].filter(Boolean), reason, ...page }
  }
  const title = what.kind === 'turn' ? t.turn(name, what.version) : t.release(name, what.version)
  const solved = [...what.cves, ...what.fixes]
  const lines = [
    `${sortOf(lang, what.releaseKind, what.severity)}.`,
    ...(solved.length > 0 ? [t.solves(solved.join(', '))] : []),
  ]
  const accept = { path: `/updates/${id}/licence`, link: t.accept }
  return { title, lines, reason, ...(right.allowed ? page : accept) }
}

function contractWords(
  lang: Lang,
  { products: [{ id, name } = { id: '', name: '' }] }: Tidings,
  { opened }: Extract<Tidings['what'], { kind: 'contract' }>,
  reason: string,
): NoticeWords {
  const { noticeLetters: t } = texts(lang)
  const newest = newestOf(opened).map(({ version }) => version)
  const older = opened.length - newest.length
  const versions = new Intl.ListFormat(locale[lang], { type: 'conjunction' }).format(newest)
  const lines = older > 0 ? [t.opened.older(older)] : []
  return {
    title: t.opened.title(name, versions, newest.length),
    lines,
    reason,
    path: `/updates/${id}`,
    link: t.updates,
  }
}

function advisoryWords(
  lang: Lang,
  tidings: Tidings,
  what: Extract<Tidings['what'], { tracking: string }>,
): NoticeWords {
  const { noticeLetters: t, releases } = texts(lang)
  const names = inRow(
    lang,
    tidings.products.map(({ name }) => name),
  )
  const titles = {
    advisory: t.advisory,
    'advisory-change': t.advisoryChange,
    'advisory-withdrawal': t.advisoryWithdrawal,
  }
  const title = titles[what.kind](names, what.tracking)
  const rest = { reason: reasonOf(lang, tidings), path: `/advisories/${what.tracking}`, link: t.seeAdvisory }
  if (what.title === null) return { title, lines: [t.closed], ...rest }
  if (what.kind === 'advisory-withdrawal')
    return { title, lines: [what.title[lang], what.reason?.[lang] ?? ''].filter(Boolean), ...rest }
  const severity = what.severity === null ? '' : releases.severities[what.severity]
  const mended = what.mended.map(({ product, version }) => t.mendedBy(product, version))
  const todo = mended.length > 0 ? mended : [t.notMended]
  const lines = [
    `${what.title[lang]} (${[what.cve, severity].filter(Boolean).join(', ')}).`,
    ...what.changes.map(({ summary }) => t.changed(summary[lang])),
    ...(what.notAffected ? [t.notAffected] : todo),
  ]
  return { title, lines, ...rest }
}
