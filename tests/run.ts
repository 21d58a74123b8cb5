import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { checks, runStep } from './steps.ts'

/** Everything, with one last line for the whole; each check counts as one test. */
let passed = 0
/** What failed, told once more at the very end: the output before it is long. */
const failures: string[] = []
for (const step of checks) {
  if (runStep(step)) passed += 1
  else failures.push(step.name)
}

const folder = mkdtempSync(join(tmpdir(), 'balcao-report-'))

type Report = { numPassedTests: number; testResults: FileReport[] }
type FileReport = {
  name: string
  status: string
  message: string
  assertionResults: { status: string; fullName: string; failureMessages: string[] }[]
}

/** @returns each failed test of a file with its message; a file that does not load is one */
function failuresOf(file: FileReport): string[] {
  const path = relative(process.cwd(), file.name)
  const tests = file.assertionResults.filter((test) => test.status === 'failed')
  if (tests.length === 0) {
    return file.status === 'failed' ? [`${path}\n${indented(file.message)}`] : []
  }
  return tests.map((test) => `${path} > ${test.fullName}\n${indented(test.failureMessages[0] ?? '')}`)
}

function indented(message: string): string {
  return message
    .split('\n')
    .slice(0, 12)
    .map((line) => `    ${line}`)
    .join('\n')
}

function runTests(name: string, config: string): void {
  const report = join(folder, `${name.replaceAll(' ', '-')}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const ran = runStep({ name, command: 'vitest', args: ['run', '--config', config, ...reporters] })
  try {
    const result = JSON.parse(readFileSync(report, 'utf8')) as Report
    passed += result.numPassedTests
    const told = result.testResults.flatMap(failuresOf)
    failures.push(...told)
    // An error outside all tests fails a run without failing a test.
    if (!ran && told.length === 0) failures.push(name)
  } catch {
    failures.push(name)
  }
}

runTests('unit and integration', 'tests/vitest.config.ts')
runTests('journeys', 'tests/journeys/vitest.config.ts')
rmSync(folder, { recursive: true, force: true })

for (const failure of failures) process.stdout.write(`\n✗ ${failure}\n`)
process.stdout.write(`\n${passed} passed, ${failures.length} failed\n`)
process.exitCode = failures.length > 0 || passed === 0 ? 1 : 0
