import { z } from 'zod'

export const maxTags = 20

/** Tags are words of the house: two that differ by case or by spaces are one. */
export const tagSchema = z
  .string()
  .transform((typed) => typed.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase())
  .pipe(z.string().min(1).max(40))
