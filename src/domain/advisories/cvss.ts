import type * as Calculator from 'ae-cvss-calculator'
import calculator from 'ae-cvss-calculator'

export type Cvss = { vector: string; score: number; rating: 'NONE' | 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL' }

/** Qualitative rating: CVSS 3.1, 5. */
function ratingOf(score: number): Cvss['rating'] {
  if (score === 0) return 'NONE'
  if (score < 4) return 'LOW'
  if (score < 7) return 'MEDIUM'
  return score < 9 ? 'HIGH' : 'CRITICAL'
}

// A CommonJS bundle: what it exports is on its default alone.
const { Cvss3P1 } = calculator as unknown as typeof Calculator

const base = /^CVSS:3\.1\/AV:[NALP]\/AC:[LH]\/PR:[NLH]\/UI:[NR]\/S:[UC]\/C:[NLH]\/I:[NLH]\/A:[NLH]$/

/** The score that a CVSS 3.1 base vector stands for. @returns null when it is none */
export function readCvss(vector: string): Cvss | null {
  if (!base.test(vector)) return null
  const score = new Cvss3P1(vector).calculateScores().base
  return typeof score === 'number' ? { vector, score, rating: ratingOf(score) } : null
}
