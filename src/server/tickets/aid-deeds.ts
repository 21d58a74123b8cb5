import type { Context } from '#domain/shared/index.ts'
import {
  addToChecklist,
  addToCopy,
  changeFields,
  removeFromChecklist,
  removeFromCopy,
  removeReminder,
  setReminder,
  tagTicket,
  tickChecklist,
  untagTicket,
  unwatchTicket,
  watchTicket,
} from '#domain/tickets/index.ts'
import { readMoment } from '../editing/article-fields.ts'
import { answersIn } from '../http/answers-in.ts'
import type { Form } from '../http/form.ts'

type Deed = (ctx: Context, reference: string, form: Form, zone: string) => Promise<void>

/** The desk's deeds with what hangs on a ticket. */
export const aidDeeds: Readonly<Record<string, Deed>> = {
  fields: (ctx, reference, form) => changeFields(ctx, { reference, fields: answersIn(form) }),
  tag: (ctx, reference, form) => tagTicket(ctx, { reference, tag: form.get('tag') }),
  untag: (ctx, reference, form) => untagTicket(ctx, { reference, tag: form.get('tag') }),
  watch: (ctx, reference, form) => watchTicket(ctx, { reference, person: form.get('person') }),
  unwatch: (ctx, reference, form) => unwatchTicket(ctx, { reference, person: form.get('person') }),
  'copy-in': (ctx, reference, form) => addToCopy(ctx, { reference, email: form.get('email') }),
  'copy-out': (ctx, reference, form) => removeFromCopy(ctx, { reference, person: form.get('person') }),
  remind: (ctx, reference, form, zone) => {
    const at = form.get('at') ? (readMoment(form.get('at'), zone) ?? 'unreadable') : undefined
    return setReminder(ctx, { reference, at, word: form.get('word') })
  },
  unremind: (ctx, reference, form) => removeReminder(ctx, { reference, reminder: form.get('reminder') }),
  'item-add': (ctx, reference, form) => addToChecklist(ctx, { reference, text: form.get('text') }),
  'item-tick': (ctx, reference, form) =>
    tickChecklist(ctx, { reference, item: form.get('item'), done: form.get('ticked') }),
  'item-remove': (ctx, reference, form) => removeFromChecklist(ctx, { reference, item: form.get('item') }),
}
