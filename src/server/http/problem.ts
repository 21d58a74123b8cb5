import type { FieldProblem } from '#domain/shared/index.ts'

const titles: Record<number, string> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  410: 'Gone',
  413: 'Too large',
  415: 'Unsupported media type',
  416: 'Range not satisfiable',
  422: 'Invalid input',
  429: 'Too many requests',
  500: 'Unexpected error',
}

export type ProblemExtra = {
  requestId?: string
  detail?: string
  fields?: readonly FieldProblem[]
  headers?: Record<string, string>
}

/** RFC 9457 problem details; `code` is stable for programs, `detail` is for people. */
export function problem(status: number, code: string, extra: ProblemExtra = {}): Response {
  const title = titles[status] ?? 'Error'
  const body = {
    type: `about:blank#${code}`,
    title,
    status,
    code,
    ...(extra.detail ? { detail: extra.detail } : {}),
    ...(extra.fields?.length ? { errors: extra.fields } : {}),
    ...(extra.requestId ? { requestId: extra.requestId } : {}),
  }
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store', ...extra.headers },
  })
}
