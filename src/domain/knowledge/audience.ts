import { type Actor, isStaff } from '../shared/index.ts'
import { type Audience, audiences } from './schemas.ts'

/** The audiences an actor belongs to; each includes those before it. */
export function audiencesOf(actor: Actor): readonly Audience[] {
  if (isStaff(actor)) return audiences
  if (actor.kind !== 'person') return ['public']
  return actor.role === 'partner' ? ['public', 'customer', 'partner'] : ['public', 'customer']
}

export function mayRead(actor: Actor, article: { audience: Audience }): boolean {
  return audiencesOf(actor).includes(article.audience)
}

/** Whether whoever reads the one may read the other too. */
export function opensTo(reader: Audience, article: Audience): boolean {
  return audiences.indexOf(article) <= audiences.indexOf(reader)
}
