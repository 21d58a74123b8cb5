import { type Document, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import type { FieldProblem } from '#domain/shared/index.ts'

/** One thing to mend in a definition, and where it stands. */
export type SourceFault = {
  line: number
  field: string
  code: string
  params: Record<string, string | number>
}

export type ReadSource = {
  value: unknown
  /** Why it is no YAML at all. */
  faults: SourceFault[]
  /** Faults of the value, by line. */
  locate: (problems: readonly FieldProblem[]) => SourceFault[]
}

/** The key or the item that a path names, or as much of it as is there. */
function offsetOf(document: Document, path: readonly string[]): number {
  let node: unknown = document.contents
  let offset = 0
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === part)
      if (!pair) break
      offset = (pair.key as { range?: [number, number, number] }).range?.[0] ?? offset
      node = pair.value
    } else if (isSeq(node)) {
      node = node.items[Number(part)]
      offset = (node as { range?: [number, number, number] } | undefined)?.range?.[0] ?? offset
    } else break
  }
  return offset
}

/** Reads what was typed as YAML. */
export function readSource(text: string): ReadSource {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter })
  const lineAt = (offset: number): number => Math.max(counter.linePos(offset).line, 1)
  const broken = document.errors.map((error) => ({
    line: lineAt(error.pos[0]),
    field: '',
    code: 'not-yaml',
    params: { said: error.message.split('\n')[0]?.replace(/ at line \d+.*$/, '') ?? '' },
  }))
  const locate = (problems: readonly FieldProblem[]): SourceFault[] =>
    problems
      .map(({ field, code, params = {} }) => ({
        line: lineAt(offsetOf(document, field === 'form' ? [] : field.split('.'))),
        field: field === 'form' ? '' : field,
        code,
        params,
      }))
      .sort((one, other) => one.line - other.line)
  if (broken.length > 0) return { value: null, faults: broken, locate }
  try {
    return { value: document.toJS({ maxAliasCount: 50 }) ?? {}, faults: [], locate }
  } catch (error) {
    const said = error instanceof Error ? error.message : ''
    return { value: null, faults: [{ line: 1, field: '', code: 'not-yaml', params: { said } }], locate }
  }
}
