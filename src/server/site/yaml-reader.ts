import { type Document, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import type { Fault } from './faults.ts'

export type Source = { text: string; firstLine: number; file: string }

/** Reads YAML by a schema; each fault with its line and field. @returns null where there was one */
export function readYaml<T extends z.ZodType>(
  schema: T,
  source: Source,
  faults: Fault[],
): z.output<T> | null {
  const counter = new LineCounter()
  const document = parseDocument(source.text, { lineCounter: counter })
  const { file, firstLine } = source
  const lineAt = (offset: number): number => firstLine + Math.max(counter.linePos(offset).line, 1) - 1
  if (document.errors.length > 0) {
    for (const error of document.errors) {
      const said = error.message.split('\n')[0]?.replace(/ at line \d+.*$/, '') ?? ''
      faults.push({ file, line: lineAt(error.pos[0]), field: '', expected: `valid YAML (${said})` })
    }
    return null
  }
  const result = schema.safeParse(document.toJS() ?? {})
  if (result.success) return result.data
  for (const issue of result.error.issues) {
    for (const { path, expected } of expectations(issue)) {
      faults.push({
        file,
        line: lineAt(offsetOf(document, path)),
        field: path.map(String).join('.'),
        expected,
      })
    }
  }
  return null
}

/** Rules of several values together have a code of their own, which verbs tell in words elsewhere. */
const words: Readonly<Record<string, string>> = {
  'day-twice': 'a day that is not in the list already',
  overlap: 'hours that do not overlap',
}

type Expectation = { path: PropertyKey[]; expected: string }

function expectations(issue: z.core.$ZodIssue): Expectation[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...issue.path, key], expected: 'no field of this name' }))
  }
  return [{ path: issue.path, expected: words[issue.message] ?? issue.message }]
}

/** Where the value stands, or, where it is missing, what should hold it. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as
      | { range?: [number, number, number] }
      | undefined
    if (node?.range) return node.range[0]
  }
  return 0
}

export type Parts = {
  matter: string
  body: string
  bodyLine: number
  fieldLines: Record<string, number>
}

/** The front matter and the text of an article, or null when it has no front matter. */
export function splitFrontMatter(written: string): Parts | null {
  const text = written.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')
  const match = /^---\n([\s\S]*?)\n?---[ \t]*(?:\n|$)/.exec(text)
  if (!match) return null
  const matter = match[1] ?? ''
  const fields = matter.split('\n').flatMap((line, at) => {
    const name = /^([A-Za-z]\w*):/.exec(line)?.[1]
    return name ? [[name, at + 2] as const] : []
  })
  const body = text.slice(match[0].length)
  return { matter, body, bodyLine: match[0].split('\n').length, fieldLines: Object.fromEntries(fields) }
}
