import { isMap, isScalar, parseDocument, stringify } from 'yaml'

export type Fields = Record<string, unknown>

export type File = { before: string; matter: string; after: string; body: string }

/** The file in four pieces that put together are the file again, byte for byte. */
export function splitFile(text: string): File {
  const match = /^(\uFEFF?---\r?\n)([\s\S]*?)((?<=\n)---[ \t]*(?:\r?\n|$))([\s\S]*)$/.exec(text)
  if (!match) return { before: '---\n', matter: '', after: '---\n', body: text }
  const [, before = '', matter = '', after = '', body = ''] = match
  return { before, matter, after, body }
}

export function joinFile({ before, matter, after, body }: File): string {
  return before + matter + after + body
}

/** What the front matter says; nothing where it is no YAML. */
export function readFields(text: string): Fields {
  const document = parseDocument(splitFile(text).matter)
  const values: unknown = document.errors.length > 0 ? null : document.toJS()
  return values !== null && typeof values === 'object' && !Array.isArray(values) ? (values as Fields) : {}
}

/**
 * Sets some fields; `undefined` takes one away. Only the characters of those fields change: comments, order and
 * whatever else its writer typed stay.
 */
export function setFields(text: string, changes: Fields): string {
  const file = splitFile(text)
  let { matter } = file
  for (const [name, value] of Object.entries(changes)) matter = setField(matter, name, value)
  return joinFile({ ...file, matter })
}

function setField(matter: string, name: string, value: unknown): string {
  const eol = matter.includes('\r\n') ? '\r\n' : '\n'
  const [from, to] = rangeOf(matter, name) ?? [-1, -1]
  const line = value === undefined ? '' : lineOf(name, value)
  if (from === -1) {
    if (line === '') return matter
    const ended = matter === '' || matter.endsWith('\n') ? matter : matter + eol
    return `${ended}${line}${eol}`
  }
  if (line !== '') return matter.slice(0, from) + line + matter.slice(to)
  // With what stands on the same line after it.
  const end = matter.indexOf('\n', to)
  return matter.slice(0, from) + (end === -1 ? '' : matter.slice(end + 1))
}

/** Where a field stands, from its name to the end of its value. */
function rangeOf(matter: string, name: string): [number, number] | null {
  const { contents } = parseDocument(matter)
  if (!isMap(contents)) return null
  const pair = contents.items.find(({ key }) => isScalar(key) && key.value === name)
  if (!pair || !isScalar(pair.key)) return null
  const from = pair.key.range?.[0] ?? 0
  const value = pair.value as { range?: [number, number, number] } | null
  let to = value?.range?.[1] ?? pair.key.range?.[1] ?? from
  // A block's value ends with the line's end, which belongs to the next field.
  while (to > from && /[\r\n ]/.test(matter[to - 1] ?? '')) to--
  return [from, to]
}

const style = { lineWidth: 0, flowCollectionPadding: false, collectionStyle: 'flow' } as const

function lineOf(name: string, value: unknown): string {
  return `${name}: ${stringify(value, style).trimEnd()}`
}

/** Puts another text below the front matter; one that differs in line ends alone is the same. */
export function setBody(text: string, typed: string): string {
  const file = splitFile(text)
  const lines = typed.replaceAll('\r\n', '\n')
  if (lines === file.body.replaceAll('\r\n', '\n')) return text
  return joinFile({ ...file, body: file.body.includes('\r\n') ? lines.replaceAll('\n', '\r\n') : lines })
}
