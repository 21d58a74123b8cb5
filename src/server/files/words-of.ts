import type { FileStore } from './store.ts'

/** Of a text, so much is searched: a log says early what it is about, and its end is in no question. */
const most = 200_000

/** The beginning of a stored content as text, in UTF-8 or else as Windows writes it; null: it is none, or it is gone. */
export async function wordsOf(files: FileStore, hash: string): Promise<string | null> {
  if (!(await files.has(hash))) return null
  const parts: Buffer[] = []
  for await (const part of files.read(hash, { start: 0, end: most - 1 })) parts.push(part as Buffer)
  const bytes = Buffer.concat(parts)
  if (bytes.includes(0)) return null
  try {
    // A character that the limit cut in two is no fault.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: bytes.length === most })
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
