/** One thing to mend in the content: where it is and what was expected. */
export type Fault = {
  /** Path below the content folder. */
  file: string
  line: number
  /** Name of the front matter's field, or the reference in the text; empty for the file as a whole. */
  field: string
  expected: string
  /** It names something that is not there yet; everything else is wrong in itself. */
  dangling?: true
}

export function formatFault({ file, line, field, expected }: Fault): string {
  return `${file}:${line}: ${field ? `${field}: ` : ''}expected ${expected}`
}

/** By file, then line: every fault at once, in the order in which a writer mends them. */
export function inFileOrder(faults: readonly Fault[]): Fault[] {
  return [...faults].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line)
}

/** The content has faults: nothing was published. */
export class ContentError extends Error {
  override name = 'ContentError'
  readonly faults: readonly Fault[]
  constructor(faults: readonly Fault[]) {
    super(`The content has faults, so nothing was published:\n${faults.map(formatFault).join('\n')}`)
    this.faults = faults
  }
}
