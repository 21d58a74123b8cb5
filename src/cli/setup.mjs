// Runs on any Node from 18 on, with no dependency: installs what the lock file asks for,
// then starts the given script on the pinned Node with everything after it as arguments.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { servingFlags } from './serving-flags.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const stampFile = join(root, 'node_modules', '.balcao-installed')
const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex')

function installed() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === lock
}

function install() {
  process.stderr.write('Installing what is missing (once) …\n')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  // Not `npm ci`: it refuses a lock file that lacks another platform’s optional packages. Versions stay the locked ones.
  const done = spawnSync(npm, ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (done.status !== 0) {
    process.stderr.write(
      'The packages could not be installed: see npm’s message above, mend it and run this again.\n',
    )
    process.exit(1)
  }
  writeFileSync(stampFile, lock)
}

function pinnedNode() {
  const names = { win32: 'bin/node.exe' }
  const path = join(
    root,
    'node_modules',
    `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`,
  )
  const node = join(path, names[process.platform] ?? 'bin/node')
  if (existsSync(node)) return node
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath
  process.stderr.write(
    `No pinned Node exists for ${process.platform}-${process.arch}: install Node 24 and run this again.\n`,
  )
  process.exit(1)
}

if (!installed()) install()
const node = pinnedNode()
const [script, ...args] = process.argv.slice(2)
const flags = ['--disable-warning=ExperimentalWarning']
if (/\b(?:demo|dev|start)\.ts$/.test(script)) flags.push(...servingFlags)
const child = spawn(node, [...flags, join(root, script), ...args], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, 'node_modules/.cache/compiled'),
    MALLOC_ARENA_MAX: process.env.MALLOC_ARENA_MAX ?? '2',
    PATH: `${dirname(node)}${delimiter}${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}`,
  },
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
