import { Readable } from 'node:stream'
import type { Context } from '#domain/shared/index.ts'
import { findAttachment } from '#domain/tickets/index.ts'
import type { FileStore } from '../files/store.ts'

/** What a browser may show by itself; anything else, HTML and SVG above all, is only saved. */
const shown = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'application/pdf', 'text/plain']

/** An attachment's content, for whoever may read its message. */
export async function attachmentResponse(ctx: Context, files: FileStore, id: string): Promise<Response> {
  const { hash, name, size, type } = await findAttachment(ctx, { id })
  const disposition = shown.includes(type) ? 'inline' : 'attachment'
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  return new Response(Readable.toWeb(files.read(hash)) as unknown as ReadableStream, {
    headers: {
      'Content-Type': type === 'text/plain' ? 'text/plain; charset=utf-8' : type,
      'Content-Length': String(size),
      'Content-Disposition': `${disposition}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'Cache-Control': 'private, max-age=3600',
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    },
  })
}
