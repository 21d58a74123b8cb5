import { checks, runStep } from './steps.ts'

const failed = checks.filter((step) => !runStep(step))
if (failed.length > 0) process.stdout.write(`\nFailed: ${failed.map((step) => step.name).join(', ')}\n`)
process.exitCode = failed.length > 0 ? 1 : 0
