import { fold } from '../../words/index.ts'

/** People of the desk, of one line or several, who look after some tickets together. */
export type Team = {
  id: string
  name: string
  note: string
  members: { id: string; name: string; line: number | null }[]
  archivedAt: number | null
}

/** By which names of teams are the same: case, accents and spaces aside. */
export function plainTeamName(name: string): string {
  return fold(name).replace(/\s+/g, ' ').trim()
}
