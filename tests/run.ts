import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checks, runStep } from './steps.ts'

/** Everything, with one last line for the whole; each check counts as one test. */
let passed = 0
let failed = 0
for (const step of checks) {
  if (runStep(step)) passed += 1
  else failed += 1
}

const folder = mkdtempSync(join(tmpdir(), 'balcao-report-'))

function runTests(name: string, config: string): void {
  const report = join(folder, `${name.replaceAll(' ', '-')}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const ran = runStep({ name, command: 'vitest', args: ['run', '--config', config, ...reporters] })
  try {
    const result = JSON.parse(readFileSync(report, 'utf8')) as {
      numPassedTests: number
      numFailedTests: number
    }
    passed += result.numPassedTests
    failed += result.numFailedTests
    // A file that does not load fails without failing a test.
    if (!ran && result.numFailedTests === 0) failed += 1
  } catch {
    failed += 1
  }
}

runTests('unit and integration', 'tests/vitest.config.ts')
runTests('journeys', 'tests/journeys/vitest.config.ts')
rmSync(folder, { recursive: true, force: true })

process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0
