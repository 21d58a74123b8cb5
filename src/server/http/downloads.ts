import type { IncomingMessage, ServerResponse } from 'node:http'
import { type FoundDownload, findDownload } from '#domain/releases/index.ts'
import { DomainError, isDomainError } from '#domain/shared/index.ts'
import { refuse } from '../downloads/refuse.ts'
import { sendFile } from '../downloads/send-file.ts'
import { sendText } from '../downloads/text.ts'
import { whoAsks } from '../downloads/who-asks.ts'
import type { Runtime } from '../runtime.ts'
import type { Call, Handler } from './server.ts'

const address = /^\/downloads\/([a-z0-9-]{1,64})\/([0-9A-Za-z.+-]{1,40})\/([^/]{1,600})$/

/**
 * `GET` and `HEAD /downloads/{product}/{version}/{file}`, and `.sha256` and `.minisig` beside it; by session, token, or
 * the grant in the address. `?organisation=` names for whom, of those that one speaks for.
 */
export function downloads(runtime: Runtime): Handler {
  return async (req, res, call) => {
    if (!call.pathname.startsWith('/downloads/')) return false
    try {
      if (req.method !== 'GET' && req.method !== 'HEAD') {
        res.setHeader('Allow', 'GET, HEAD')
        throw new DomainError('invalid', 'method-not-allowed')
      }
      await answer(runtime, req, res, call)
    } catch (error) {
      if (!isDomainError(error) || res.headersSent) throw error
      await refuse(runtime, req, res, call, error)
    }
    return true
  }
}

async function answer(
  runtime: Runtime,
  req: IncomingMessage,
  res: ServerResponse,
  call: Call,
): Promise<void> {
  const asker = await whoAsks(runtime, req, call.requestId)
  const { ctx, grant } = asker
  const { actor } = ctx
  if (actor.kind !== 'person') throw new DomainError('not-signed-in', 'token-required')
  const { suffix, ...wanted } = wantedFile(call.pathname)
  const organisation = new URLSearchParams((req.url ?? '').split('?')[1]).get('organisation') ?? undefined
  const file = await findDownload(ctx, grant ? { ...wanted, bound: grant } : { ...wanted, organisation })
  if (suffix) {
    sendCompanion(req, res, file, suffix)
    return
  }
  // A browser resumes at the address that it was led to, also when the session has ended by then.
  if (asker.by === 'session' && req.headers['sec-fetch-mode'] === 'navigate') {
    const { fileId, organisationId } = file
    const text = runtime.grants.sign(
      { id: ctx.ids.next(), fileId, organisationId, personId: actor.id, tokenId: null },
      ctx.now,
    )
    const location = `${call.pathname}?grant=${text}`
    res.writeHead(302, { Location: location, 'Cache-Control': 'private, no-store' }).end()
    return
  }
  await sendFile(runtime, { asker, file, actor }, req, res, call)
}

type Wanted = { product: string; version: string; name: string; suffix: '.sha256' | '.minisig' | null }

/** The address taken apart strictly: one decoding, no separators left. */
function wantedFile(pathname: string): Wanted {
  const [, product, version, encoded] = address.exec(pathname) ?? []
  try {
    const whole = decodeURIComponent(encoded ?? '')
    const suffix = /\.(?:sha256|minisig)$/.exec(whole)?.[0] as Wanted['suffix'] | undefined
    const name = suffix ? whole.slice(0, -suffix.length) : whole
    // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the purpose
    if (product && version && name && name.length <= 200 && !/[\\/\u0000-\u001f]/.test(name))
      return { product, version, name, suffix: suffix ?? null }
  } catch {
    // A malformed escape names no file.
  }
  throw new DomainError('not-found', 'file-not-found')
}

/** What proves a file: its hash as `sha256sum -c` reads it, or its signature. */
function sendCompanion(
  req: IncomingMessage,
  res: ServerResponse,
  file: FoundDownload,
  suffix: '.sha256' | '.minisig',
): void {
  const text = suffix === '.sha256' ? `${file.sha256}  ${file.name}\n` : file.signature
  if (text === null) throw new DomainError('not-found', 'file-not-found')
  sendText(req, res, text)
}
