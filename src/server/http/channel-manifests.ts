import { getChannelManifest } from '#domain/releases/index.ts'
import { DomainError, isDomainError } from '#domain/shared/index.ts'
import { sendText } from '../downloads/text.ts'
import type { Runtime } from '../runtime.ts'
import { statusOfError } from './error-response.ts'
import { problem } from './problem.ts'
import { contextOfRequest } from './request-context.ts'
import type { Handler } from './server.ts'

const address = /^\/downloads\/([a-z0-9-]{1,64})\/(stable|rc|beta)\.json(\.minisig)?$/

/** `GET /downloads/{product}/{channel}.json` and its signature, for whoever has a contract of the product. */
export function channelManifests(runtime: Runtime): Handler {
  return async (req, res, call) => {
    const [, product, channel, signature] = address.exec(call.pathname) ?? []
    if (!product || (req.method !== 'GET' && req.method !== 'HEAD')) return false
    try {
      const ctx = await contextOfRequest(runtime, req, call.requestId)
      if (ctx.actor.kind !== 'person') throw new DomainError('not-signed-in', 'token-required')
      const manifest = await getChannelManifest(ctx, { product, channel })
      // The bytes that were signed, whatever they look like.
      if (signature) sendText(req, res, manifest.signature)
      else sendText(req, res, manifest.document, 'application/json')
    } catch (error) {
      if (!isDomainError(error)) throw error
      const answer = problem(statusOfError(error), error.code, { requestId: call.requestId })
      const headers = Object.fromEntries(answer.headers)
      if (answer.status === 401) headers['WWW-Authenticate'] = 'Bearer realm="balcao"'
      res.writeHead(answer.status, headers)
      res.end(req.method === 'HEAD' ? undefined : await answer.text())
    }
    return true
  }
}
