import {
  approveEdit,
  archiveArticle,
  askReview,
  discardEdit,
  mergeEdit,
  type Published,
  publishEdit,
  returnEdit,
  type Saved,
  type Sides,
  scheduleEdit,
  unscheduleEdit,
} from '#domain/editing/index.ts'
import { type Place, pathOf } from '#domain/knowledge/index.ts'
import { invalid } from '#domain/shared/index.ts'
import type { Form } from '../http/form.ts'
import { readMoment } from './article-fields.ts'
import type { Desk } from './desk.ts'
import { readFields, setFields } from './front-matter.ts'

export type Deed = {
  desk: Desk
  place: Place
  key: { articleId: string; lang: 'pt' | 'en' }
  file: string | null
  form: Form
  revision: number
  text: string
}

export type Outcome = { done: string } | { conflict: Sides } | { faults: true }
type Run = (deed: Deed) => Promise<Outcome>

/** `after`: what was typed is kept first. `before`: the deed is about what is there, or keeps it itself. */
export type Deeds = Record<string, { after?: Run; before?: Run }>

export const deeds: Deeds = {
  publish: { after: publish },
  approve: {
    async after(deed) {
      const faulty = await faults(deed)
      if (faulty) return { faults: true }
      await approveEdit(deed.desk.ctx, { ...deed.key, revision: deed.revision })
      return publish(deed)
    },
  },
  ask: {
    async after(deed) {
      const { desk, key, form, revision } = deed
      if (await faults(deed)) return { faults: true }
      const about = { reviewer: form.get('reviewer'), words: form.get('words') }
      await askReview(desk.ctx, { ...key, revision, ...about })
      return { done: 'asked' }
    },
  },
  return: {
    async after({ desk, key, form, revision }) {
      await returnEdit(desk.ctx, { ...key, revision, words: form.get('words') })
      return { done: 'given-back' }
    },
  },
  schedule: {
    async after(deed) {
      const { desk, key, form, revision } = deed
      const publishAt = readMoment(form.get('publishAt'), desk.zone)
      if (publishAt === null) throw invalid([{ field: 'publishAt', code: 'invalid' }])
      if (await faults(deed)) return { faults: true }
      await scheduleEdit(desk.ctx, { ...key, revision, publishAt })
      return { done: 'scheduled' }
    },
  },
  unschedule: {
    async before({ desk, key, revision }) {
      await unscheduleEdit(desk.ctx, { ...key, revision })
      return { done: 'unscheduled' }
    },
  },
  discard: {
    async before({ desk, key, revision }) {
      await discardEdit(desk.ctx, { ...key, revision })
      return { done: 'discarded' }
    },
  },
  archive: {
    async before({ desk, key, file, revision }) {
      const text = setFields(file ?? '', { status: 'archived' })
      const write = { ...key, revision, text, why: '' }
      return outcome(await archiveArticle(desk.ctx, write, file, desk.folder), 'archived')
    },
  },
  merge: {
    async before({ desk, key, file, form, text }) {
      const write = { ...key, revision: form.get('theirs'), text, why: '' }
      const merged: Saved = await mergeEdit(desk.ctx, write, file, form.get('fileHash') || null, desk.folder)
      return 'conflict' in merged ? merged : { done: 'merged' }
    },
  },
}

async function faults({ desk, place, text, form }: Deed): Promise<boolean> {
  const all = await desk.folder.check(pathOf(place), text)
  return all.some(({ dangling }) => !dangling || form.get('dangling') !== 'on')
}

async function publish({ desk, key, form, revision, text }: Deed): Promise<Outcome> {
  const dangling = form.get('dangling') === 'on'
  const cause = readFields(text).status === 'archived' ? 'archived' : 'published'
  const result = await publishEdit(desk.ctx, { ...key, revision, dangling, cause }, desk.folder)
  return outcome(result, 'published')
}

function outcome(result: Published, done: string): Outcome {
  if ('published' in result) return { done }
  return 'conflict' in result ? result : { faults: true }
}
