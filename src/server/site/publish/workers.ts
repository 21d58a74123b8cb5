import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Document } from '../content.ts'
import {
  type MadeTexts,
  type PageProblem,
  type PagesSetup,
  type PageTask,
  pageMaker,
  type TextsSetup,
  textMaker,
} from './making.ts'

/** Fewer are made here: a thread of its own takes longer to start. */
const fewest = 150
const chunkSize = 40

export type Progress = (done: number, total: number) => Promise<void> | void
export type Setup = ({ kind: 'texts' } & TextsSetup) | ({ kind: 'pages' } & PagesSetup)
export type WorkerTask = { setup: Setup } | { chunk: unknown }
export type WorkerAnswer = { result: unknown } | { error: string }

/** Makes texts and pages on every core; the threads are started when there is enough to do, and used for both. */
export type Workers = {
  texts(setup: TextsSetup, documents: readonly Document[], progress: Progress): Promise<MadeTexts>
  pages(setup: PagesSetup, tasks: readonly PageTask[], progress: Progress): Promise<PageProblem[]>
  stop(): Promise<void>
}

type Thread = { ask(task: WorkerTask): Promise<unknown>; stop(): Promise<unknown> }

export function createWorkers(): Workers {
  let threads: Thread[] = []

  async function inChunks<Task, Made>(
    setup: Setup,
    tasks: readonly Task[],
    makeHere: () => Promise<(tasks: Task[]) => Promise<Made[]>>,
    progress: Progress,
  ): Promise<Made[]> {
    if (tasks.length === 0) return []
    const left = chunks(tasks)
    const made: Made[] = []
    let done = 0
    async function work(run: (chunk: Task[]) => Promise<Made[]>): Promise<void> {
      for (const chunk of left) {
        made.push(...(await run(chunk)))
        done += chunk.length
        await progress(done, tasks.length)
      }
    }
    if (tasks.length < fewest) {
      await work(await makeHere())
      return made
    }
    if (threads.length === 0) threads = Array.from({ length: Math.min(availableParallelism(), 8) }, thread)
    await Promise.all(
      threads.map(async ({ ask }) => {
        await ask({ setup })
        await work((chunk) => ask({ chunk }) as Promise<Made[]>)
      }),
    )
    return made
  }

  return {
    texts: (setup, documents, progress) =>
      inChunks({ kind: 'texts', ...setup }, documents, async () => textMaker(setup), progress),
    pages: (setup, tasks, progress) =>
      inChunks({ kind: 'pages', ...setup }, tasks, () => pageMaker(setup), progress),
    async stop() {
      await Promise.all(threads.map((each) => each.stop()))
      threads = []
    },
  }
}

function* chunks<T>(items: readonly T[]): Generator<T[]> {
  for (let at = 0; at < items.length; at += chunkSize) yield items.slice(at, at + chunkSize)
}

function thread(): Thread {
  const worker = new Worker(new URL('./worker.ts', import.meta.url))
  return {
    stop: () => worker.terminate(),
    ask: (task) =>
      new Promise((done, failed) => {
        const end = (): void => {
          worker.off('message', answered).off('error', broken).off('exit', gone)
        }
        const answered = (answer: WorkerAnswer): void => {
          end()
          if ('error' in answer) failed(new Error(answer.error))
          else done(answer.result)
        }
        const broken = (error: unknown): void => {
          end()
          failed(error)
        }
        const gone = (): void => broken(new Error('a thread that makes pages has ended'))
        worker.on('message', answered).on('error', broken).on('exit', gone)
        worker.postMessage(task)
      }),
  }
}
