import { z } from 'zod'

const common: ReadonlySet<string> = new Set([
  '1234567890',
  '12345678910',
  '0123456789',
  '0987654321',
  '1q2w3e4r5t',
  'qwertyuiop',
  'qwerty12345',
  'asdfghjkl1',
  'password12',
  'password123',
  'password1234',
  'passw0rd123',
  'administrator',
  'administrador',
  'palavrapasse',
  'palavra-passe',
  'iloveyou12',
  'letmein123',
  'welcome123',
  'bemvindo123',
  'portugal123',
  'benfica1904',
  'sporting1906',
  'fcporto1893',
  'abcdefghij',
  '1111111111',
  '0000000000',
  'aaaaaaaaaa',
  'changeme123',
  'mudar12345',
]) // prettier-ignore

/** 10 to 256 characters of any Unicode, normalised (NFKC), not among the most common ones (NIST 800-63B). */
export const passwordSchema = z
  .string()
  .transform((value) => value.normalize('NFKC'))
  .pipe(
    z
      .string()
      .min(10)
      .max(256)
      .refine((value) => !common.has(value.toLowerCase()), 'too-common'),
  )
