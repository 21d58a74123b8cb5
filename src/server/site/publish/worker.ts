import { parentPort } from 'node:worker_threads'
import { bundleMaker } from './bundles.ts'
import { type Maker, pageMaker, textMaker } from './making.ts'
import type { Setup, WorkerAnswer, WorkerTask } from './workers.ts'

// One thread of `workers.ts`: is told what to make, then makes the chunks that it is sent, one after the other.
type AnyMaker = Maker<never, unknown>
let maker: AnyMaker | null = null

async function prepare(setup: Setup): Promise<AnyMaker> {
  if (setup.kind === 'bundles') return bundleMaker(setup)
  return setup.kind === 'texts' ? textMaker(setup) : pageMaker(setup)
}

async function perform(task: WorkerTask): Promise<unknown> {
  if ('setup' in task) {
    maker = await prepare(task.setup)
    return null
  }
  if (!maker) throw new Error('nothing was said of what to make')
  if ('chunk' in task) return maker.make(task.chunk as never[])
  await maker.end()
  maker = null
  return null
}

async function answer(task: WorkerTask): Promise<WorkerAnswer> {
  try {
    return { result: await perform(task) }
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

parentPort?.on('message', (task: WorkerTask) => {
  void answer(task).then((said) => parentPort?.postMessage(said))
})
