import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Document } from '../content.ts'
import { type BundlesSetup, bundleMaker, type MadeBundle } from './bundles.ts'
import {
  type MadePage,
  type MadeText,
  type Maker,
  type PagesSetup,
  type PageTask,
  pageMaker,
  type TextsSetup,
  textMaker,
} from './making.ts'
import type { Bundle } from './search-index.ts'
import { workerScript } from './worker-script.ts'

/** Fewer are made here: a thread of its own takes longer to start. */
const fewest = 150
const chunkSize = 40

export type Progress = (done: number, total: number) => Promise<void> | void
export type Setup =
  | ({ kind: 'texts' } & TextsSetup)
  | ({ kind: 'pages' } & PagesSetup)
  | ({ kind: 'bundles' } & BundlesSetup)
export type WorkerTask = { setup: Setup } | { chunk: unknown } | { end: true }
export type WorkerAnswer = { result: unknown } | { error: string }

/** Makes a release on every core; the threads are started when there is enough to do, and used for everything. */
export type Workers = {
  /** Starts the threads: where there is much to do, they load while it is found out what. */
  start(): void
  texts(setup: TextsSetup, documents: readonly Document[], progress: Progress): Promise<MadeText[]>
  pages(setup: PagesSetup, tasks: readonly PageTask[], progress: Progress): Promise<MadePage[]>
  /** Before the pages, in as many threads as there are bundles: the others need not wait. */
  bundles(setup: BundlesSetup, bundles: readonly Bundle[]): Promise<MadeBundle[]>
  stop(): Promise<void>
}

type Thread = {
  ask(task: WorkerTask): Promise<unknown>
  /** One kind of work after the other. */
  alone(work: () => Promise<void>): Promise<void>
  stop(): Promise<unknown>
}
type Work<Task, Made> = {
  setup: Setup
  tasks: readonly Task[]
  /** How much there is to do, and how much of it goes to a thread at a time. */
  size?: number
  chunk?: number
  threads(): Thread[]
  makerHere(): Promise<Maker<Task, Made>> | Maker<Task, Made>
  progress?: Progress
}

/** Does the tasks in chunks: here where they are few, else in the threads. */
async function inChunks<Task, Made>(work: Work<Task, Made>): Promise<Made[]> {
  const { setup, tasks, size = tasks.length, chunk = chunkSize, progress } = work
  if (tasks.length === 0) return []
  const left = chunks(tasks, chunk)
  const made: Made[] = []
  let done = 0
  async function doAll(run: (chunk: Task[]) => Promise<Made[]>): Promise<void> {
    for (const each of left) {
      made.push(...(await run(each)))
      done += each.length
      await progress?.(done, tasks.length)
    }
  }
  if (size < fewest) {
    const { make, end } = await work.makerHere()
    await doAll(make).finally(end)
    return made
  }
  await Promise.all(
    work.threads().map(({ ask, alone }) =>
      alone(async () => {
        await ask({ setup })
        await doAll((each) => ask({ chunk: each }) as Promise<Made[]>)
        await ask({ end: true })
      }),
    ),
  )
  return made
}

/** @param code fingerprint of the code that the threads run */
export function createWorkers(code: string): Workers {
  const threads: Thread[] = []
  const shared = (): Thread[] => {
    if (threads.length > 0) return threads
    const script = workerScript(code)
    while (threads.length < Math.min(availableParallelism(), 8)) threads.push(thread(script))
    return threads
  }

  return {
    start: shared,
    texts: (setup, tasks, progress) =>
      inChunks({
        setup: { kind: 'texts', ...setup },
        tasks,
        threads: shared,
        makerHere: () => textMaker(setup),
        progress,
      }),
    pages: (setup, tasks, progress) =>
      inChunks({
        setup: { kind: 'pages', ...setup },
        tasks,
        threads: shared,
        makerHere: () => pageMaker(setup),
        progress,
      }),
    bundles: (setup, tasks) =>
      inChunks({
        setup: { kind: 'bundles', ...setup },
        tasks,
        size: tasks.reduce((sum, { articles }) => sum + articles.length, 0),
        chunk: 1,
        threads: () => shared().slice(0, tasks.length),
        makerHere: () => bundleMaker(setup),
      }),
    async stop() {
      await Promise.all(threads.map((each) => each.stop()))
      threads.length = 0
    },
  }
}

function* chunks<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size)
}

/** Room for garbage, in MB: what a page is made of lives for a page. */
const resourceLimits = { maxYoungGenerationSizeMb: 64 }

function thread(script: Promise<string>): Thread {
  const starting = script.then((path) => new Worker(path, { resourceLimits }))
  starting.catch(() => undefined)
  let before: Promise<void> = Promise.resolve()
  return {
    alone(work) {
      const own = before.then(work)
      before = own.catch(() => undefined)
      return own
    },
    stop: () =>
      starting.then(
        (worker) => worker.terminate(),
        () => undefined,
      ),
    async ask(task) {
      const worker = await starting
      return new Promise((done, failed) => {
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
      })
    },
  }
}
