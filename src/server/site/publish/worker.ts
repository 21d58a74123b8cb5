import { parentPort } from 'node:worker_threads'
import type { Document } from '../content.ts'
import { type PageTask, pageMaker, textMaker } from './making.ts'
import type { Setup, WorkerAnswer, WorkerTask } from './workers.ts'

// One thread of `workers.ts`: is told what to make, then makes the chunks that it is sent, one after the other.
type Make = (chunk: unknown) => Promise<unknown>
let make: Make = () => Promise.reject(new Error('nothing was said of what to make'))

async function prepare(setup: Setup): Promise<Make> {
  if (setup.kind === 'texts') {
    const texts = textMaker(setup)
    return (chunk) => texts(chunk as Document[])
  }
  const pages = await pageMaker(setup)
  return (chunk) => pages(chunk as PageTask[])
}

async function answer(task: WorkerTask): Promise<WorkerAnswer> {
  try {
    if ('chunk' in task) return { result: await make(task.chunk) }
    make = await prepare(task.setup)
    return { result: null }
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

parentPort?.on('message', (task: WorkerTask) => {
  void answer(task).then((said) => parentPort?.postMessage(said))
})
