import { z } from 'zod'
import { conflict } from '../shared/index.ts'

/** Of what was changed; a change that names none, as a table or a file does, is of what there is by now. */
export const revisionSchema = z.number().int().min(-1).optional()

/** @throws DomainError `conflict` where somebody changed it since */
export function checkRevision(held: number, from: number | undefined, code: string): void {
  if (from !== undefined && from !== held) throw conflict(code)
}
