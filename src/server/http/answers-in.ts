import type { Form } from './form.ts'

const prefix = 'fields.'

/** What a form says of the fields of a ticket, by key. */
export function answersIn(form: Form): Record<string, string> {
  const named = [...form.fields].filter(([name]) => name.startsWith(prefix))
  return Object.fromEntries(named.map(([name, [value = '']]) => [name.slice(prefix.length), value]))
}
