import { draftSchema, type ManagedRelease, saveDraft } from '#domain/releases/index.ts'
import { type Context, type FieldProblem, invalid, parse } from '#domain/shared/index.ts'
import { localMoment, readMoment } from '../editing/article-fields.ts'
import { type Form, readForm } from '../http/form.ts'
import { attempt, type Refused } from '../http/message-form.ts'
import { type DraftText, type DraftTick, draftTexts, draftTicks, inForm } from './form-fields.ts'

const names = Object.values(draftTexts)
const ticks = Object.values(draftTicks)

export type ReleaseValues = Record<DraftText, string> & Record<DraftTick, boolean>
export type ReleaseForm = {
  values: ReleaseValues
  refused: Refused | null
}

export const blankRelease: ReleaseValues = {
  ...(Object.fromEntries(names.map((name) => [name, ''])) as Record<DraftText, string>),
  ...{ kind: 'cumulative', channel: 'stable', rolloutPercent: '100' },
  ...{ required: false, freeForAll: false, older: false },
}

/** A draft as its form shows it. @param zone of its moments */
export function heldIn({ release, draft, organisations }: ManagedRelease, zone: string): ReleaseValues {
  const moment = (at: number | null): string =>
    at === null ? '' : localMoment(new Date(at).toISOString(), zone)
  return {
    product: release.productId,
    version: release.version,
    kind: release.kind,
    channel: release.channel,
    severity: release.severity ?? '',
    requires: release.requires ?? '',
    appliesTo: release.appliesTo ?? '',
    supersedes: release.supersedes.join(', '),
    rolloutPercent: String(release.rolloutPercent),
    organisations: organisations.map(({ id }) => id).join('\n'),
    supportEnds: release.supportEnds ?? '',
    publishAt: moment(draft?.publishAt ?? null),
    embargoUntil: moment(release.embargoUntil),
    cves: release.cves.join(', '),
    fixes: release.fixes.join(', '),
    knownIssues: release.knownIssues.map(({ pt, en }) => `${pt} | ${en}`).join('\n'),
    summaryPt: draft?.summary?.pt ?? '',
    summaryEn: draft?.summary?.en ?? '',
    notesPt: draft?.notes?.pt ?? '',
    notesEn: draft?.notes?.en ?? '',
    revision: String(draft?.revision ?? ''),
    required: release.required,
    freeForAll: release.freeForAll,
    older: draft?.older ?? false,
  }
}

function typedIn(form: Form): ReleaseValues {
  return {
    ...(Object.fromEntries(names.map((name) => [name, form.get(name).replaceAll('\r\n', '\n')])) as Record<
      DraftText,
      string
    >),
    ...(Object.fromEntries(ticks.map((name) => [name, form.get(name) === 'on'])) as Record<
      DraftTick,
      boolean
    >),
  }
}

const listed = (text: string): string[] => text.split(/[\s,;]+/).filter((each) => each !== '')
const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

/** What the verb takes, and what of the typed cannot be read. */
function inputOf(values: ReleaseValues, zone: string): { input: object; problems: FieldProblem[] } {
  const problems: FieldProblem[] = []
  const moment = (name: 'publishAt' | 'embargoUntil'): number | null => {
    if (values[name] === '') return null
    const at = readMoment(values[name], zone)
    if (at === null) problems.push({ field: name, code: 'invalid' })
    return at
  }
  const knownIssues = lines(values.knownIssues).map((line, at) => {
    const [pt = '', en = '', ...rest] = line.split('|').map((part) => part.trim())
    if (!pt || !en || rest.length > 0)
      problems.push({
        field: 'knownIssues',
        code: 'bad-line',
        params: { line: at + 1, text: line.slice(0, 80) },
      })
    return { pt, en }
  })
  const pair = (pt: string, en: string): object | null => (pt.trim() || en.trim() ? { pt, en } : null)
  const organisations = listed(values.organisations)
  const input = {
    product: values.product,
    version: values.version.trim(),
    kind: values.kind,
    channel: values.channel,
    severity: orNull(values.severity),
    requires: orNull(values.requires),
    appliesTo: orNull(values.appliesTo),
    supersedes: listed(values.supersedes),
    knownIssues,
    rolloutPercent: /^\d{1,3}$/.test(values.rolloutPercent.trim()) ? Number(values.rolloutPercent) : -1,
    ...(organisations.length > 0 ? { organisations } : {}),
    supportEnds: orNull(values.supportEnds),
    freeForAll: values.freeForAll,
    required: values.required,
    older: values.older,
    cves: listed(values.cves),
    fixes: listed(values.fixes),
    publishAt: moment('publishAt'),
    embargoUntil: moment('embargoUntil'),
    summary: pair(values.summaryPt, values.summaryEn),
    notes: pair(values.notesPt, values.notesEn),
    ...(values.revision === '' ? {} : { revision: Number(values.revision) }),
  }
  return { input, problems }
}

async function faultsOf(input: object): Promise<readonly FieldProblem[]> {
  const checked = await attempt([], async () => parse(draftSchema, input))
  return 'refused' in checked ? checked.refused.fields : []
}

/** Saves what was typed; what is refused names the form's own fields. */
export async function saveTyped(
  ctx: Context,
  form: Form,
  zone: string,
  key: { product: string; version: string } | null,
): Promise<
  | { values: ReleaseValues; done: { product: string; version: string } }
  | { values: ReleaseValues; refused: Refused; status: number }
> {
  const values = { ...typedIn(form), ...key }
  const { input, problems } = inputOf(values, zone)
  const result = await attempt([], async () => {
    // What cannot be read is told together with what can be and is wrong.
    if (problems.length > 0) throw invalid([...problems, ...(await faultsOf(input))])
    return { product: values.product, version: (await saveDraft(ctx, input)).version }
  })
  if ('done' in result) return { values, done: result.done }
  return { values, refused: inForm(result.refused), status: result.status }
}

/** The form of a release that is not there yet. */
export async function newReleaseForm(
  ctx: Context,
  request: Request,
  url: URL,
  zone: string,
): Promise<ReleaseForm & { done: { product: string; version: string } | null; status: number | null }> {
  if (request.method !== 'POST') {
    const values = { ...blankRelease, product: url.searchParams.get('product') ?? '' }
    return { values, refused: null, done: null, status: null }
  }
  const result = await saveTyped(ctx, await readForm(request, {}), zone, null)
  if ('done' in result) return { values: result.values, refused: null, done: result.done, status: null }
  return { values: result.values, refused: result.refused, done: null, status: result.status }
}
