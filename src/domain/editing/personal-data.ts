import { fold } from '#words/index.ts'

export type RemovedKind =
  | 'link'
  | 'secret'
  | 'email'
  | 'iban'
  | 'address'
  | 'phone'
  | 'tax-number'
  | 'reference'
  | 'person'
  | 'organisation'

export type Rule = { kind: RemovedKind; shape: RegExp; holds?: (found: string) => boolean }

const telling =
  /[?&#;/](?:[\w-]*(?:token|key|sig|signature|auth|session|sid|password|pwd|secret|code|ticket))=/i
/** A long run of letters and digits mixed: nothing that a person would have named so. */
const random = /(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{20,}/

function carriesSecret(url: string): boolean {
  return (
    /^[a-z]+:\/\/[^/\s]*@/i.test(url) ||
    telling.test(url) ||
    random.test(url.replace(/^[a-z]+:\/\/[^/]+/i, ''))
  )
}

/** The check digit of Portuguese tax numbers. */
export function isTaxNumber(found: string): boolean {
  const digits = found.replace(/\D/g, '')
  if (!/^[1235689]\d{8}$/.test(digits)) return false
  const sum = [...digits.slice(0, 8)].reduce((total, digit, at) => total + Number(digit) * (9 - at), 0)
  const rest = sum % 11
  return Number(digits[8]) === (rest < 2 ? 0 : 11 - rest)
}

const byte = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)'

/** In order: what stands within something larger comes after it. */
export const rules: readonly Rule[] = [
  { kind: 'link', shape: /\b[a-z][a-z0-9+.-]*:\/\/[^\s<>"')\]]+/gi, holds: carriesSecret },
  { kind: 'email', shape: /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/gu },
  { kind: 'secret', shape: /\bbal_\w{6,}/g },
  {
    kind: 'secret',
    shape:
      /(?<=\b(?:palavra-passe|password|senha|passe|token|api[ -]?key|bearer|chave)\b[*_`"' ]*[:=][*_`"' ]*)[^\s*_`"'[]\S*/giu,
  },
  {
    kind: 'iban',
    shape: /\b[A-Z]{2}\d{2}(?:[ .-]?[A-Z0-9]{4}){2,7}(?:[ .-]?[A-Z0-9]{1,4})?\b/gi,
    holds: (found) => (found.match(/\d/g)?.length ?? 0) >= 12 && found.replace(/[ .-]/g, '').length >= 15,
  },
  {
    kind: 'address',
    shape: new RegExp(`(?<![\\d.])(?:${byte}\\.){3}${byte}(?![\\d]|\\.\\d)`, 'g'),
    holds: (found) => found !== '127.0.0.1' && found !== '0.0.0.0',
  },
  {
    kind: 'address',
    shape: /(?<![\w:])(?:[0-9a-f]{1,4}:){2,7}(?::|[0-9a-f]{1,4})(?::?[0-9a-f]{1,4})*(?![\w:])/gi,
    holds: (found) => (found.match(/:/g)?.length ?? 0) >= 3 && found !== '::1',
  },
  { kind: 'phone', shape: /(?<![\w+])(?:\+|00)\d{1,3}[ .-]?(?:\(?\d{1,4}\)?[ .-]?){1,5}\d{2,4}(?!\w)/g },
  {
    kind: 'tax-number',
    shape: /(?<![\w.-])(?:PT[ -]?)?\d{3}[ .]?\d{3}[ .]?\d{3}(?![\w-]|\.\d)/gi,
    holds: isTaxNumber,
  },
  { kind: 'tax-number', shape: /(?<=\b(?:NIF|NIPC|contribuinte|VAT)\b[^\d\n]{0,8})(?:PT)?\d{9}\b/gi },
  { kind: 'phone', shape: /(?<![\w.-])\(?[239]\d{2}\)?[ .-]?\d{3}[ .-]?\d{3}(?![\w-]|\.\d)/g },
  { kind: 'phone', shape: /(?<![\w.-])[239]\d[ .-]?\d{3}[ .-]?\d{2}[ .-]?\d{2}(?![\w-]|\.\d)/g },
  { kind: 'reference', shape: /\bSUP-\d+\b/gi },
]

const variants: Record<string, string> = {
  a: 'aáàâãä',
  c: 'cç',
  e: 'eéèêë',
  i: 'iíìîï',
  n: 'nñ',
  o: 'oóòôõö',
  u: 'uúùûü',
}

/** A name as people type it: with or without its accents, whatever stands between its words. */
function typed(name: string): string {
  return name
    .trim()
    .split(/\s+/)
    .map((word) => [...word.normalize('NFC')].map(letter).join(''))
    .join('[\\s,.]+')
}

function letter(character: string): string {
  const base = fold(character)
  const known = variants[base]
  if (known) return `[${known}${known.toUpperCase()}]`
  return character.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
}

function whole(pattern: string, flags: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, flags)
}

const particles = ['da', 'das', 'de', 'do', 'dos', 'van', 'von', 'del']

/** Full names first, then their parts, which count only where they begin as a name does. */
export function nameRules(people: readonly string[], organisations: readonly string[]): Rule[] {
  const parts = people
    .flatMap((name) => name.trim().split(/\s+/))
    .filter((part) => [...part].length >= 2 && !particles.includes(part.toLowerCase()))
  return [
    ...named('organisation', organisations, 'giu'),
    ...named('person', people, 'giu'),
    ...named('person', [...new Set(parts)], 'giu').map((rule) => ({
      ...rule,
      holds: (found: string) => /^\p{Lu}/u.test(found),
    })),
  ]
}

function named(kind: RemovedKind, names: readonly string[], flags: string): Rule[] {
  return names
    .filter((name) => name.trim().length >= 2)
    .toSorted((a, b) => b.length - a.length)
    .map((name) => ({ kind, shape: whole(typed(name), flags) }))
}
