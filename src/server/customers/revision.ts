import type { DeedForm } from '../http/deed-form.ts'
import type { Form } from '../http/form.ts'

/** Refusals of a form that was saved late. */
const late = ['organisation-changed', 'account-changed', 'contract-changed']

/** What the form began from; a form that does not say began from nothing that there is. */
export function revisionIn(form: Form): number {
  const written = form.get('revision')
  return /^\d{1,9}$/.test(written) ? Number(written) : -1
}

export function isLate({ refused }: Pick<DeedForm, 'refused'>): boolean {
  return refused !== null && late.includes(refused.code)
}

/** What the form begins from when it is sent again: who was shown what is held by now, from that. */
export function revisionFor(form: Pick<DeedForm, 'typed' | 'refused'>, held: number): string {
  return form.typed && !isLate(form) ? form.typed.get('revision') : String(held)
}
