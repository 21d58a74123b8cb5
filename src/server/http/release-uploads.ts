import { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Server } from '@tus/server'
import {
  beginReleaseUpload,
  dropReleaseUpload,
  endReleaseUpload,
  getReleaseUpload,
  largestReleaseFile,
} from '#domain/releases/index.ts'
import {
  type Context,
  DomainError,
  isAdministrator,
  isDomainError,
  notAllowed,
} from '#domain/shared/index.ts'
import { texts } from '#i18n/index.ts'
import { settleUploads } from '../releases/settle-uploads.ts'
import { hasRoom, removeUploadFiles, uploadsPath } from '../releases/upload-files.ts'
import { createUploadStore } from '../releases/upload-store.ts'
import type { Runtime } from '../runtime.ts'
import { statusOfError } from './error-response.ts'
import { contextOfRequest } from './request-context.ts'
import { isSameOrigin } from './same-origin.ts'
import type { Handler } from './server.ts'

/** What the protocol's server answers in the place of the upload: words for whoever sends. */
type Stop = { status_code: number; body: string }

const methods = ['POST', 'HEAD', 'PATCH', 'DELETE', 'OPTIONS']

function stopOf({ actor }: Context, error: DomainError): Stop {
  const { errors } = texts(actor.kind === 'person' ? actor.lang : 'en')
  const [first] = error.fields
  const body = first ? errors.field(first.code, first.params ?? {}) : errors.refusal(error.code)
  const status_code = error.code === 'method-not-allowed' ? 405 : statusOfError(error)
  return { status_code, body }
}

/**
 * Release files by the tus protocol (version 1.0.0): begun once, sent in parts, gone on with after any interruption of
 * line, browser or server. What has arrived whole is hashed and moved into the content store behind.
 */
export async function releaseUploads(runtime: Runtime): Promise<Handler> {
  const { config, log } = runtime
  const asking = new AsyncLocalStorage<Context>()
  const datastore = await createUploadStore(config)

  async function requireRoom(size: number): Promise<void> {
    if (!(await hasRoom(config, size))) throw new DomainError('conflict', 'disk-full')
  }

  const server = new Server({
    path: uploadsPath,
    datastore,
    relativeLocation: true,
    maxSize: largestReleaseFile,
    allowedOrigins: [config.publicUrl.origin],
    disableTerminationForFinishedUploads: true,
    async onUploadCreate(_request, { id, size = 0, metadata }) {
      const ctx = asking.getStore() as Context
      const { product, version, filename: name } = metadata ?? {}
      try {
        await requireRoom(size)
        const replaced = await beginReleaseUpload(ctx, { product, version, id, name, size })
        for (const gone of replaced) await removeUploadFiles(config, gone)
        return {}
      } catch (error) {
        throw isDomainError(error) ? stopOf(ctx, error) : error
      }
    },
    async onUploadFinish(_request, { id }) {
      await endReleaseUpload(runtime.context({ kind: 'system', name: 'release-uploads' }), id)
      settleUploads(runtime).catch((error) => log.error({ err: error, id }, 'an upload was not taken'))
      return {}
    },
    async onResponseError(_request, error) {
      if (('status_code' in error ? error.status_code : 500) < 500) return undefined
      // The store says only that it could not write: a full disk is told apart by looking.
      const ctx = asking.getStore()
      if (ctx && !(await hasRoom(config, 0))) return stopOf(ctx, new DomainError('conflict', 'disk-full'))
      log.error({ err: error }, 'an upload failed')
      return undefined
    },
  })

  async function allow(ctx: Context, req: IncomingMessage, id: string): Promise<void> {
    if (!methods.includes(req.method ?? '')) throw new DomainError('invalid', 'method-not-allowed')
    const headers = new Headers(
      Object.entries(req.headers).map(([name, value]): [string, string] => [name, String(value)]),
    )
    if (!isSameOrigin({ method: req.method ?? '', headers }, config.publicUrl))
      throw notAllowed('cross-origin')
    if (ctx.actor.kind !== 'person') throw new DomainError('not-signed-in', 'not-signed-in')
    if (!isAdministrator(ctx.actor)) throw notAllowed('publish-not-yours')
    if (id !== '') await getReleaseUpload(ctx, id)
    if (req.method === 'PATCH') await requireRoom(Number(req.headers['content-length'] ?? 0))
  }

  return async (req, res, { pathname, ...call }) => {
    if (pathname !== uploadsPath && !pathname.startsWith(`${uploadsPath}/`)) return false
    const ctx = await contextOfRequest(runtime, req, call.requestId)
    const id = pathname.slice(uploadsPath.length + 1)
    try {
      await allow(ctx, req, id)
    } catch (error) {
      if (!isDomainError(error)) throw error
      res.setHeader('Allow', methods.join(', '))
      answer(res, stopOf(ctx, error))
      return true
    }
    await asking.run(ctx, () => server.handle(req, res))
    if (req.method === 'DELETE' && res.statusCode === 204) await dropReleaseUpload(ctx, { id })
    return true
  }
}

function answer(res: ServerResponse, { status_code, body }: Stop): void {
  res.writeHead(status_code, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Tus-Resumable': '1.0.0',
    'Cache-Control': 'no-store',
    // What is still on its way is not read.
    Connection: 'close',
  })
  res.end(body)
}
