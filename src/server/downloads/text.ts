import type { IncomingMessage, ServerResponse } from 'node:http'

/** What stands beside a file: small, and as private as the file. */
export function sendText(
  req: IncomingMessage,
  res: ServerResponse,
  text: string,
  type = 'text/plain; charset=utf-8',
): void {
  res.writeHead(200, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'private, no-cache',
  })
  res.end(req.method === 'HEAD' ? undefined : text)
}
