/** People of the desk, of one line or several, who look after some tickets together. */
export type Team = {
  id: string
  name: string
  note: string
  members: { id: string; name: string; line: number | null }[]
  archivedAt: number | null
}
