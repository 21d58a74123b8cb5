import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Busboy, type BusboyHeaders } from '@fastify/busboy'
import { DomainError, type FieldProblem, isDomainError } from '#domain/shared/index.ts'
import type { FileStore, StoredFile } from '../files/store.ts'

export type ReceivedFile = StoredFile & { field: string; name: string; type: string }

export type Form = {
  fields: Map<string, string[]>
  files: ReceivedFile[]
  /** Files that are not kept, and what they are refused with. */
  notKept: { name: string; why: 'too-large' | 'disk-full' }[]
  /** How many fields and files came. */
  size: number
  get(name: string): string
  all(name: string): string[]
}

/** Limits of one form. Without `store` files are read and dropped. Sizes in bytes. */
export type FormLimits = { store?: FileStore; maxFiles?: number; maxFileSize?: number }

const maxFieldsSize = 512 * 1024
/** The parser leaves out what comes after so many without a word in the form. */
const maxFields = 2000

/**
 * Reads a posted form (urlencoded or multipart), streaming each file to the store as it comes.
 * @throws DomainError `too-large` when the fields together pass 512 KiB, `invalid` when it is no form
 */
export async function readForm(request: Request, limits: FormLimits): Promise<Form> {
  const type = request.headers.get('content-type') ?? ''
  const fields = new Map<string, string[]>()
  const files: ReceivedFile[] = []
  const notKept: Form['notKept'] = []
  const form: Form = {
    fields,
    files,
    notKept,
    get size() {
      return fields.size + files.length
    },
    get: (name) => fields.get(name)?.[0] ?? '',
    all: (name) => fields.get(name) ?? [],
  }
  if (!request.body) return form
  if (!/^(multipart\/form-data|application\/x-www-form-urlencoded)\b/i.test(type)) {
    throw new DomainError('invalid', 'not-a-form')
  }

  let total = 0
  const storing: Promise<ReceivedFile | null>[] = []
  const parser = new Busboy({
    headers: { ...Object.fromEntries(request.headers), 'content-type': type } as BusboyHeaders,
    limits: {
      fieldSize: maxFieldsSize,
      fields: maxFields,
      files: limits.store ? (limits.maxFiles ?? 10) : 100,
      ...(limits.maxFileSize ? { fileSize: limits.maxFileSize } : {}),
    },
  })
  parser.on('field', (name, value) => {
    total += Buffer.byteLength(value)
    // The parser cuts a field at the limit without a word, so the limit itself is too much.
    if (total >= maxFieldsSize) return
    const held = fields.get(name)
    if (held) held.push(value)
    else fields.set(name, [value])
  })
  parser.on('fieldsLimit', () => {
    total = maxFieldsSize
  })
  parser.on('file', (field, stream, name, _encoding, mime) => {
    if (!name || !limits.store) {
      stream.resume()
      return
    }
    const content = stream as Readable & { truncated: boolean }
    // What the disk does not take is still read: there may be more in the form behind it.
    const kept = limits.store.put(content.iterator({ destroyOnReturn: false }), Number.MAX_SAFE_INTEGER).then(
      (stored) => {
        if (!content.truncated) return { ...stored, field, name: cleanName(name), type: mime }
        notKept.push({ name, why: 'too-large' })
        return null
      },
      (error) => {
        if (!isDomainError(error) || error.code !== 'disk-full') throw error
        notKept.push({ name, why: 'disk-full' })
        content.resume()
        return null
      },
    )
    // An aborted upload fails the pipeline below too: the first of the two is reported.
    kept.catch(() => undefined)
    storing.push(kept)
  })
  await pipeline(Readable.fromWeb(request.body as import('node:stream/web').ReadableStream), parser)
  // In the order they were sent, whichever was stored first.
  for (const file of await Promise.all(storing)) if (file) files.push(file)
  if (total >= maxFieldsSize) {
    throw new DomainError('too-large', 'form-too-large', { details: { limit: maxFieldsSize } })
  }
  return form
}

/** What a form says of the files that are not kept. @param max megabytes */
export function problemsOfFiles({ notKept }: Form, field: string, max: number): FieldProblem[] {
  return notKept.map(({ name, why }) => ({ field, code: why, params: { name, max } }))
}

/** The last path segment, without control characters; names are shown and sent back, never used as paths. */
export function cleanName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  // biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the purpose
  const clean = last.replace(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').trim()
  return (clean || 'file').slice(0, 200)
}
