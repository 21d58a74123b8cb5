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
export type WorkerAnswer = { result: unknown } | { error: string; faults?: unknown }

export async function makeTexts(
  setup: TextsSetup,
  documents: readonly Document[],
  progress: Progress,
): Promise<MadeTexts> {
  const make = async () => textMaker(setup)
  return inChunks({ kind: 'texts', ...setup }, documents, make, progress)
}

export async function makePages(
  setup: PagesSetup,
  tasks: readonly PageTask[],
  progress: Progress,
): Promise<PageProblem[]> {
  return inChunks({ kind: 'pages', ...setup }, tasks, () => pageMaker(setup), progress)
}

async function inChunks<Task, Made>(
  setup: Setup,
  tasks: readonly Task[],
  make: () => Promise<(tasks: Task[]) => Promise<Made[]>>,
  progress: Progress,
): Promise<Made[]> {
  const chunks: Task[][] = []
  for (let at = 0; at < tasks.length; at += chunkSize) chunks.push(tasks.slice(at, at + chunkSize))
  const made: Made[] = []
  let done = 0
  const left = chunks[Symbol.iterator]()
  async function work(run: (chunk: Task[]) => Promise<Made[]>): Promise<void> {
    for (const chunk of left) {
      made.push(...(await run(chunk)))
      done += chunk.length
      await progress(done, tasks.length)
    }
  }
  if (tasks.length < fewest) {
    if (tasks.length > 0) await work(await make())
    return made
  }
  const threads = Array.from({ length: Math.min(availableParallelism(), 8) }, () => thread(setup))
  try {
    await Promise.all(threads.map(({ run }) => work(run as (chunk: Task[]) => Promise<Made[]>)))
  } finally {
    await Promise.all(threads.map(({ worker }) => worker.terminate()))
  }
  return made
}

function thread(setup: Setup): { worker: Worker; run(chunk: unknown): Promise<unknown> } {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: setup })
  worker.setMaxListeners(0)
  return {
    worker,
    run: (chunk) =>
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
        worker.postMessage(chunk)
      }),
  }
}
