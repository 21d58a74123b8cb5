import { rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { configOrStop, portOrStop, root } from './environment.ts'

const loopback = ['127.0.0.1', '::1', 'localhost']
const args = process.argv.slice(2)
const unknown = args.find((arg) => arg !== '--reset')
if (unknown) {
  process.stderr.write(`The demo knows only --reset, not ${unknown}.\n`)
  process.exit(2)
}

// The demo's accounts have a password everybody knows: never the operator's data, never beyond this machine.
const dataDir = resolve(root, process.env.DATA_DIR ?? 'db/local', 'demo')
const config = configOrStop({
  DATA_DIR: dataDir,
  DATABASE_URL: '',
  FILES_URL: '',
  SMTP_URL: '',
  LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
})
if (!loopback.includes(config.host)) {
  process.stderr.write(`HOST is “${config.host}”, but the demo serves this machine only: use 127.0.0.1.\n`)
  process.exit(2)
}

await portOrStop(config)
// Only now: whatever listens there may be this demo, at work on its data.
if (args.includes('--reset')) await rm(dataDir, { recursive: true, force: true })
// Most of the program is loaded only once nothing stands in its way.
const { openDemo } = await import('./open-demo.ts')
await openDemo(config)
