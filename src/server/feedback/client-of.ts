import type { Client } from './voters.ts'

export function clientOf(astro: { request: Request; locals: { clientAddress?: string } }): Client {
  return {
    address: astro.locals.clientAddress ?? '',
    userAgent: (astro.request.headers.get('user-agent') ?? '').slice(0, 300),
  }
}

/** Asked for ahead of time by the browser: nobody has looked at it yet. */
export function isPrefetch({ headers }: Request): boolean {
  return /prefetch|prerender/.test(`${headers.get('sec-purpose')} ${headers.get('purpose')}`)
}
