import { spawnSync } from 'node:child_process'

export type Step = { name: string; command: string; args: string[] }

/** Fast checks that need no browser. */
export const checks: readonly Step[] = [
  { name: 'types', command: 'tsc', args: ['--noEmit', '-p', 'tsconfig.json'] },
  { name: 'types of pages', command: 'astro', args: ['check'] },
  { name: 'lint and format', command: 'biome', args: ['check', '--error-on-warnings', '.'] },
  {
    name: 'import rules',
    command: 'depcruise',
    args: ['--config', 'tests/dependency-cruiser.cjs', 'src', 'db'],
  },
]

/** @returns whether the step ended well; its output goes to the terminal */
export function runStep(step: Step): boolean {
  process.stdout.write(`\n── ${step.name}\n`)
  const done = spawnSync(step.command, step.args, { stdio: ['ignore', 'inherit', 'inherit'] })
  if (done.error) process.stderr.write(`${step.command} does not run: ${done.error.message}\n`)
  const ok = done.status === 0
  process.stdout.write(`${ok ? '✓' : '✗'} ${step.name}\n`)
  return ok
}
