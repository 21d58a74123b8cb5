import { findPerson } from '#domain/accounts/index.ts'
import { requestPublish } from '#domain/editing/index.ts'
import { type EventRow, eventsOfTypesAfter, moveReader, readerPosition } from '#domain/events/index.ts'
import { type CheckNotes, getManagedRelease, type ManagedRelease } from '#domain/releases/index.ts'
import { type FieldProblem, isDomainError } from '#domain/shared/index.ts'
import { type Lang, langs } from '#i18n/index.ts'
import { contentFolder } from '../editing/folder.ts'
import type { Runtime } from '../runtime.ts'
import { dateIn, notesPath, notesText, type Setting, withdrawnText } from './notes-text.ts'
import { signing } from './signing.ts'

type Means = Pick<Runtime, 'config' | 'log' | 'database' | 'context' | 'site'>

/** The catalogue is empty in a command: the zone is the house's all the same. */
function settingOf({ site }: Pick<Means, 'site'>, productName: string, now: number): Setting {
  return { productName, now, zone: site.catalogue.settings.site.zone }
}

/**
 * Notes are there in both languages and can be published as they are: those of the draft, else the files. What is for
 * some organisations alone has its notes in the draft, since files are for everybody.
 */
export function checkNotes(runtime: Means): CheckNotes {
  const folder = contentFolder(runtime)
  return async (release, draft) => {
    const problems: FieldProblem[] = []
    const now = Date.now()
    for (const lang of langs) {
      const path = notesPath(release, lang)
      const held = await folder.read(path)
      if (release.exclusive) {
        if (held !== null) problems.push({ field: 'notes', code: 'notes-for-all', params: { path } })
        if (draft.notes === null) problems.push({ field: 'notes', code: 'notes-missing', params: { lang } })
        continue
      }
      if (held === null && draft.notes === null) {
        problems.push({ field: 'notes', code: 'notes-missing', params: { lang } })
        continue
      }
      const planned = { ...release, publishedAt: Math.max(draft.publishAt ?? 0, now) }
      const text = notesText(planned, draft, lang, held, settingOf(runtime, release.productId, now))
      const fault = (await folder.check(path, text)).find(({ dangling }) => !dangling)
      if (fault) {
        const params = { lang, line: fault.line, what: `${fault.field} ${fault.expected}`.slice(0, 200) }
        problems.push({ field: 'notes', code: 'notes-faulty', params })
      }
    }
    return problems
  }
}

/** Whether a release has notes in any language, as files. */
export async function hasNotes(
  runtime: Means,
  { product, version }: { product: string; version: string },
): Promise<boolean> {
  const folder = contentFolder(runtime)
  for (const lang of langs) {
    if ((await folder.read(notesPath({ productId: product, version }, lang))) !== null) return true
  }
  return false
}

const reader = 'release-notes'
const types = ['release.published', 'release.yanked']

/**
 * Writes the notes of what was published or withdrawn into the content folder, and asks for the site to be published.
 * It reads the events, so a crash between a deed and its words loses nothing, and a repetition changes nothing.
 */
export async function writeDueNotes(runtime: Means): Promise<number> {
  let written = 0
  for (;;) {
    const events = await eventsOfTypesAfter(
      runtime.database.reader,
      types,
      await readerPosition(runtime.database.reader, reader),
      20,
    )
    const last = events.at(-1)
    if (!last) return written
    let changed = 0
    for (const event of events) changed += await writeNotesOf(runtime, event)
    written += changed
    const ctx = runtime.context({ kind: 'system', name: reader })
    await ctx.write(async (tx) => {
      if (changed > 0) await requestPublish(ctx, 'command')
      await moveReader(tx, reader, last.id)
    })
  }
}

async function writeNotesOf(runtime: Means, event: EventRow): Promise<number> {
  const [product = '', version = ''] = (event.subject ?? '').replace(/^release:/, '').split('/')
  const ctx = runtime.context({ kind: 'system', name: reader })
  const managed = await getManagedRelease(ctx, { product, version }, signing).catch((error) => {
    // It has gone meanwhile; anything else is tried again.
    if (isDomainError(error) && error.kind === 'not-found') return null
    throw error
  })
  if (!managed || managed.release.exclusive) return 0
  let written = 0
  for (const lang of langs) written += (await writeNotes(runtime, managed, lang, event)) ? 1 : 0
  return written
}

async function writeNotes(
  runtime: Means,
  { release, product, draft }: ManagedRelease,
  lang: Lang,
  event: EventRow,
): Promise<boolean> {
  const folder = contentFolder(runtime)
  const path = notesPath(release, lang)
  const held = await folder.read(path)
  const setting = settingOf(runtime, product.name, event.at)
  let text = held
  // Without a draft the notes are somebody's files, written when they liked.
  if (event.type === 'release.published' && draft && (held !== null || draft.notes !== null)) {
    text = notesText(release, draft, lang, held, setting)
  } else if (event.type === 'release.yanked' && held !== null) {
    text = withdrawnText(release, lang, held, dateIn(setting.zone, event.at))
  }
  if (text === null || text === held) return false
  await folder.put(path, text)
  const person = event.actorId === null ? null : await findPerson(runtime.database.reader, event.actorId)
  const author = person ? { id: person.id, name: person.name } : { id: '', name: 'Balcão' }
  await folder.keep(path, text, { author, committer: null })
  return true
}
