import { EventEmitter } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { PageView } from '#domain/knowledge/index.ts'
import type { Text } from '../render-content.ts'
import type { Frame } from '../site-settings.ts'

/** The page to make: a view with the texts it shows, by the address of their article; null: an error page. */
export type PressLocals = Frame & { view: PageView | null; texts: Readonly<Record<string, Text>> }
/** Makes one page by the portal's own program, as it would answer a request. @throws where it answers another status than 200 */
export type Press = (url: string, locals: PressLocals) => Promise<string>

type Program = {
  handler(req: IncomingMessage, res: ServerResponse, next: () => void, locals: object): Promise<void>
}

/** What the program writes an answer to: nothing leaves the process. */
class Answer extends EventEmitter {
  status = 0
  statusMessage = ''
  headersSent = false
  readonly #chunks: Uint8Array[] = []

  writeHead(status: number): this {
    this.status = status
    this.headersSent = true
    return this
  }
  write(chunk: Uint8Array | string): boolean {
    this.#chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk)
    return true
  }
  end(chunk?: Uint8Array | string): void {
    if (chunk) this.write(chunk)
    this.emit('finish')
  }
  destroy(error?: Error): void {
    this.status = 500
    if (error) this.write(String(error.stack ?? error))
  }
  get text(): string {
    return Buffer.concat(this.#chunks).toString('utf8')
  }
}

function requestFor(url: string): object {
  const request = new EventEmitter()
  const headers = { host: 'localhost' }
  return Object.assign(request, { url, method: 'GET', headers, socket: { on() {}, removeListener() {} } })
}

/** @param folder of the program: see `programFolder` */
export async function loadPress(folder: string): Promise<Press> {
  const { handler } = (await import(pathToFileURL(join(folder, 'entry.mjs')).href)) as Program
  return async (url, press) => {
    const answer = new Answer()
    const missing = (): void => {
      answer.status = 404
    }
    await handler(requestFor(url) as IncomingMessage, answer as unknown as ServerResponse, missing, { press })
    if (answer.status === 200) return answer.text
    throw new Error(`${url} cannot be made (${answer.status}): ${answer.text.slice(0, 2000)}`)
  }
}
