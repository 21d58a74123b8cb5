import { createReadStream } from 'node:fs'
import { extname } from 'node:path'
import { Readable } from 'node:stream'
import { mayRead } from '#domain/knowledge/index.ts'
import type { Actor } from '#domain/shared/index.ts'
import { imageTypes } from './image-types.ts'
import type { Site } from './site.ts'

/** An image of a restricted article, for those who may read one that shows it. */
export function mediaResponse(site: Site, actor: Actor, url: string): Response {
  const found = site.media(url)
  if (!found || !mayRead(actor, found)) return new Response(null, { status: 404 })
  const type = imageTypes[extname(found.file).toLowerCase()] ?? 'application/octet-stream'
  const body = Readable.toWeb(createReadStream(found.file)) as unknown as ReadableStream
  return new Response(body, { headers: { 'Content-Type': type, 'Cache-Control': 'private, max-age=3600' } })
}
