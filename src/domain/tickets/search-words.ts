import { type Actor, deskRoles } from '../shared/index.ts'

const maxWords = 10

function wordsIn(typed: string): string[] {
  return (
    typed
      .normalize('NFC')
      .match(/[\p{L}\p{N}\p{M}]+/gu)
      ?.slice(0, maxWords)
      .map((word) => word.slice(0, 64)) ?? []
  )
}

/**
 * What somebody typed as FTS5 expressions: every word must occur; `partial` takes the last for a beginning. Words are
 * quoted, so that nothing typed is an operator.
 * @returns null when there is no word in it
 */
export function matchExpressions(typed: string, actor: Actor): { exact: string; partial: string } | null {
  const words = wordsIn(typed).map((word) => `"${word}"`)
  if (words.length === 0) return null
  const within = scopeExpression(actor)
  const exact = `body : (${words.join(' AND ')})${within}`
  return { exact, partial: `body : (${words.join(' AND ')} *)${within}` }
}

/** The word by which an organisation's messages that customers may read are found; store.ts writes it. */
function scopeWord(organisationId: string): string {
  return `c${organisationId.replace(/[-_]/g, '').toLowerCase()}`
}

/** Whoever looks after more organisations than this searches in all that customers may read. */
const maxScopes = 200

/** Customers search what customers may read, of their organisations; which tickets they may see is asked besides. */
function scopeExpression(actor: Actor): string {
  if (actor.kind !== 'person' || deskRoles.includes(actor.role)) return ''
  const many = actor.organisationIds.length > maxScopes
  const within = many ? ['c'] : actor.organisationIds.map(scopeWord)
  return ` AND scope : (${within.map((word) => `"${word}"`).join(' OR ')})`
}
