import { type Library, parsePath } from '#domain/knowledge/index.ts'
import type { Runtime } from '../runtime.ts'

export type DeadLink = {
  file: string
  line: number
  reference: string
  /** Of the article that holds it; null where it is not published. */
  url: string | null
  title: string | null
}

/** References to what is not there. */
export async function deadLinks(
  runtime: Runtime,
  library: Library,
): Promise<readonly DeadLink[] | 'checking' | 'failed'> {
  const faults = await runtime.contentCheck.faults()
  if (typeof faults === 'string') return faults
  return faults
    .filter(({ dangling }) => dangling)
    .map(({ file, line, field }) => {
      const place = parsePath(file)
      const article = place && library.find(place.lang, place.id)
      return { file, line, reference: field, url: article?.url ?? null, title: article?.title ?? null }
    })
}
