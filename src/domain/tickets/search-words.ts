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

export type Expressions = {
  exact: string
  partial: string
  /** The last word, as it was typed. */
  last: string
  /** @param words all that the last one may be the beginning of, as the index has them */
  beginning(words: readonly string[]): string
}

/**
 * What somebody typed as FTS5 expressions: every word must occur; `partial` takes the last for a beginning. Words are
 * quoted, so that nothing typed is an operator.
 * @returns null when there is no word in it
 */
export function matchExpressions(typed: string, actor: Actor): Expressions | null {
  const bare = wordsIn(typed)
  const last = bare.at(-1)
  if (last === undefined) return null
  const words = bare.map((word) => `"${word}"`)
  const within = scopeExpression(actor)
  const before = words.slice(0, -1).map((word) => `${word} AND `)
  return {
    exact: `body : (${words.join(' AND ')})${within}`,
    partial: `body : (${words.join(' AND ')} *)${within}`,
    last,
    beginning: (known) =>
      `body : (${before.join('')}(${known.map((word) => `"${word}"`).join(' OR ')}))${within}`,
  }
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
