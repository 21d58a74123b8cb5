import type { FieldProblem } from '#domain/shared/index.ts'

export type Told = { 'aria-invalid': true | undefined; 'aria-describedby': string | undefined }

/** What a control says of itself: what is wrong with it, which stands above it (WCAG 3.3.1), and then its hint. */
export function told(name: string, problems: readonly FieldProblem[], hint?: string): Told {
  const wrong = problems.some(({ field }) => field === name)
  return {
    'aria-invalid': wrong || undefined,
    'aria-describedby': [wrong && `${name}-problem`, hint].filter(Boolean).join(' ') || undefined,
  }
}
