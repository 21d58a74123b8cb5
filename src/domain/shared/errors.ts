/** What a verb refuses with. `code` is stable: pages, API and logs tell the reason by it. */
export type ErrorKind =
  | 'invalid'
  | 'not-signed-in'
  | 'not-allowed'
  | 'not-found'
  | 'conflict'
  | 'gone'
  | 'too-large'
  | 'too-many'

export type FieldProblem = { field: string; code: string; params?: Record<string, string | number> }

export class DomainError extends Error {
  readonly kind: ErrorKind
  readonly code: string
  readonly fields: readonly FieldProblem[]
  readonly details: Readonly<Record<string, string | number>>

  constructor(
    kind: ErrorKind,
    code: string,
    extra: { fields?: readonly FieldProblem[]; details?: Record<string, string | number> } = {},
  ) {
    super(code)
    this.name = 'DomainError'
    this.kind = kind
    this.code = code
    this.fields = extra.fields ?? []
    this.details = extra.details ?? {}
  }
}

/** The server's bundle and its entry hold one copy of this class each, so the name decides, not the class. */
export function isDomainError(error: unknown): error is DomainError {
  return error instanceof Error && error.name === 'DomainError' && 'kind' in error
}

export function invalid(fields: readonly FieldProblem[]): DomainError {
  return new DomainError('invalid', 'invalid-input', { fields })
}

export function notFound(what: string): DomainError {
  return new DomainError('not-found', `${what}-not-found`)
}

export function notAllowed(code: string): DomainError {
  return new DomainError('not-allowed', code)
}

export function conflict(code: string): DomainError {
  return new DomainError('conflict', code)
}
