import { type Form, readForm } from './form.ts'
import { attempt, type Refused } from './message-form.ts'

export type DeedForm = {
  /** What was typed; null: nothing was sent. */
  typed: Form | null
  refused: Refused | null
  /** HTTP status of a refusal. */
  status: number | null
  /** The button that was pressed. */
  deed: string
}

type Done<T> = DeedForm & { done: T | null }

/** A field as it was typed, else as it is held. */
export function typedIn(
  { typed }: Pick<DeedForm, 'typed'>,
  name: string,
  held: string | null | undefined,
): string {
  return typed ? typed.get(name) : (held ?? '')
}

/**
 * A page's forms: each button `deed` has what it does. @param deeds the first is done where no button is named
 * @returns `done`: what the deed returned, never null where it was done
 */
export async function deedForm<T>(
  request: Request,
  deeds: Record<string, (form: Form) => Promise<T>>,
): Promise<Done<T>> {
  const nothing = { typed: null, refused: null, status: null, deed: '', done: null }
  if (request.method !== 'POST') return nothing
  const form = await readForm(request, {})
  const [first = ''] = Object.keys(deeds)
  const named = form.get('deed')
  const deed = Object.hasOwn(deeds, named) ? named : first
  const result = await attempt([], async () => deeds[deed]?.(form) as Promise<T>)
  if ('done' in result) return { ...nothing, typed: form, deed, done: result.done }
  // Of what a field holds, the field itself is named.
  const fields = result.refused.fields.map((problem) => ({
    ...problem,
    field: problem.field.split('.')[0] ?? '',
  }))
  return { ...nothing, typed: form, deed, refused: { ...result.refused, fields }, status: result.status }
}
