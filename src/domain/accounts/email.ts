import { z } from 'zod'

/** Lower case: two people cannot differ by case alone. RFC 5321 allows 254 characters. */
export const emailSchema = z
  .string()
  .trim()
  .min(1)
  .max(254)
  .transform((value) => value.toLowerCase())
  .pipe(z.email())
