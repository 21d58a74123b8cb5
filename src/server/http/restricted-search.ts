import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname } from 'node:path'
import { audiencesOf } from '#domain/knowledge/index.ts'
import { type Actor, visitor } from '#domain/shared/index.ts'
import type { Runtime } from '../runtime.ts'
import { cookieOf, sessionCookieName } from './cookies.ts'
import type { Handler } from './server.ts'

const path = /^\/search\/(customer|partner|staff)\/(pt|en)\/((?:[a-z]+\/)?[\w.-]+)$/
const types: Record<string, string> = { '.js': 'text/javascript; charset=utf-8', '.json': 'application/json' }

/**
 * Search indexes of restricted articles, for those who may read them: `/search/scopes` says which one may use, and
 * `/search/{audience}/{lang}/…` are their files. Not yours and not there are one answer.
 */
export function restrictedSearch(runtime: Runtime): Handler {
  const { site, config, sessions } = runtime
  const name = sessionCookieName({ secure: config.publicUrl.protocol === 'https:' })

  async function actorOf(req: IncomingMessage): Promise<Actor> {
    const secret = cookieOf(req.headers.cookie, name)
    return (secret && (await sessions.validate(secret))?.actor) || visitor
  }

  function send(res: ServerResponse, path: string, body: Buffer): void {
    res
      .writeHead(200, {
        'Content-Type': types[extname(path)] ?? 'application/octet-stream',
        'Content-Length': String(body.length),
        'Cache-Control': 'private, no-cache',
      })
      .end(body)
  }

  return async (req, res, { pathname }) => {
    if (req.method !== 'GET') return false
    if (pathname === '/search/scopes') {
      const lang = new URL(req.url ?? '/', 'http://localhost').searchParams.get('lang') === 'en' ? 'en' : 'pt'
      const held = site.searchScopes(lang)
      const scopes = audiencesOf(await actorOf(req)).filter((audience) => held.includes(audience))
      const headers = { 'Content-Type': 'application/json', 'Cache-Control': 'private, no-store' }
      res.writeHead(200, headers).end(JSON.stringify(scopes))
      return true
    }
    const [, audience, lang, file] = path.exec(pathname) ?? []
    if (!audience || !lang || !file) return false
    const allowed = audiencesOf(await actorOf(req)).some((each) => each === audience)
    const body = allowed ? await site.searchFile(`${audience}/${lang}/${file}`) : null
    if (body === null) return false
    send(res, file, body)
    return true
  }
}
