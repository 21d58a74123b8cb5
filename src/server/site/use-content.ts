import { ContentError, formatFault } from './faults.ts'
import { indexWords } from './publish/index-words.ts'
import { checkContent, type Publishing } from './publish.ts'
import { sourceOfContent } from './source.ts'
import { onChange } from './watch.ts'

function report({ log }: Publishing, error: unknown): void {
  if (!(error instanceof ContentError)) log.error({ err: error }, 'the site was not published')
  else for (const fault of error.faults) log.error({ fault }, `not published: ${formatFault(fault)}`)
}

/** In development nothing is published: pages made on demand read the content itself, again after each change. */
export async function useContent(runtime: Publishing, changed?: () => void): Promise<() => void> {
  async function read(): Promise<void> {
    const made = await checkContent(runtime.config.contentDir)
    const source = sourceOfContent(made)
    runtime.site.use(source)
    await indexWords(runtime, made, (article) => source.text(article))
    changed?.()
  }
  await read()
  return onChange(runtime, () => read().catch((error) => report(runtime, error)))
}
