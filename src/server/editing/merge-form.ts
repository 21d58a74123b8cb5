import { currentEdit, getRevision } from '#domain/editing/index.ts'
import type { Place } from '#domain/knowledge/index.ts'
import { pathOf } from '#domain/knowledge/index.ts'
import type { Form } from '../http/form.ts'
import type { Desk } from './desk.ts'
import { type Choice, compare, isConflict, merge } from './merge.ts'

/** The text that the choices of a comparison come to: the same blocks again, from the same three texts. */
export async function mergedText(desk: Desk, place: Place, form: Form): Promise<string> {
  const [base, theirs] = await sidesOf(desk, place, form)
  const blocks = compare(base, form.get('mine'), theirs)
  const choices = blocks.filter(isConflict).map((_block, at) => choiceOf(form, at))
  return merge(blocks, choices)
}

/** A text that was written on the file is compared with the file, else one revision with another. */
async function sidesOf({ ctx, folder }: Desk, place: Place, form: Form): Promise<[string, string]> {
  const key = { articleId: place.id, lang: place.lang }
  if (form.get('fileHash')) {
    const edit = await currentEdit(ctx, key)
    return [edit?.baseText ?? '', (await folder.read(pathOf(place))) ?? '']
  }
  const text = async (number: string): Promise<string> =>
    Number(number) > 0 ? (await getRevision(ctx, { ...key, number })).text : ''
  return [await text(form.get('revision')), await text(form.get('theirs'))]
}

function choiceOf(form: Form, at: number): Choice | undefined {
  const take = form.get(`take-${at}`)
  if (take === 'words') return { words: form.get(`words-${at}`) }
  return take === 'mine' || take === 'theirs' || take === 'both' || take === 'base' ? { take } : undefined
}
