import { parentPort, workerData } from 'node:worker_threads'
import type { Document } from '../content.ts'
import { type PageTask, pageMaker, textMaker } from './making.ts'
import type { Setup, WorkerAnswer } from './workers.ts'

// One thread of `workers.ts`: makes the chunks that it is sent, one after the other.
const setup = workerData as Setup
const port = parentPort
const making =
  setup.kind === 'texts'
    ? Promise.resolve((chunk: unknown) => textMaker(setup)(chunk as Document[]))
    : pageMaker(setup).then((make) => (chunk: unknown) => make(chunk as PageTask[]))

port?.on('message', (chunk: unknown) => {
  making
    .then((make): Promise<unknown> => make(chunk))
    .then(
      (result): WorkerAnswer => ({ result }),
      (error): WorkerAnswer => ({
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
    )
    .then((answer) => port.postMessage(answer))
})
