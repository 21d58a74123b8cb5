import { STATUS_CODES } from 'node:http'
import type { FieldProblem } from '#domain/shared/index.ts'
import { type Lang, texts } from '#i18n/index.ts'

export type ProblemExtra = {
  requestId?: string
  /** Language of the words for people. */
  lang?: Lang
  detail?: string
  fields?: readonly FieldProblem[]
  headers?: Record<string, string>
  /** Further members, such as the revision to accept. */
  members?: Readonly<Record<string, string | number>>
}

/**
 * RFC 9457 problem details. `code` is stable, for programs; `detail`, of the whole and of each field, says to people
 * what to do.
 */
export function problem(status: number, code: string, extra: ProblemExtra = {}): Response {
  const words = texts(extra.lang ?? 'en').errors
  const detail = extra.detail ?? words.says(code)
  const body = {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    code,
    ...(detail ? { detail } : {}),
    ...(extra.fields?.length ? { errors: extra.fields.map((field) => explained(field, words)) } : {}),
    ...extra.members,
    ...(extra.requestId ? { requestId: extra.requestId } : {}),
  }
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store', ...extra.headers },
  })
}

function explained(problem: FieldProblem, words: ReturnType<typeof texts>['errors']): object {
  return { ...problem, detail: words.field(problem.code, problem.params ?? {}) }
}
