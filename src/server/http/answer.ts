/** Thrown by a page's helper to end the request with this response; the middleware sends it. */
export class Answer extends Error {
  override name = 'Answer'
  readonly response: Response
  constructor(response: Response) {
    super(`answer ${response.status}`)
    this.response = response
  }
}

export function isAnswer(error: unknown): error is Answer {
  return error instanceof Error && error.name === 'Answer' && 'response' in error
}

/** 303: the browser follows with GET, so that a reload repeats nothing. */
export function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { Location: path } })
}

/** A path of ours to return to, or the fallback: never another site. */
export function safePath(value: string | null | undefined, fallback: string): string {
  return value && /^\/(?![/\\])[^\s\\]*$/.test(value) ? value : fallback
}
