import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { locked } from '#server/site/publish/lock.ts'

it('publishes one at a time, and takes over the lock of a process that is gone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'balcao-lock-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, 'site/publish.lock')
  await mkdir(dirname(path))
  await writeFile(path, '999999999')
  let [now, most] = [0, 0]
  const turns = [1, 2, 3].map((turn) =>
    locked(path, async () => {
      most = Math.max(most, ++now)
      await new Promise((done) => setTimeout(done, 5))
      now--
      return turn
    }),
  )
  expect(await Promise.all(turns)).toEqual([1, 2, 3])
  expect(most).toBe(1)
  await expect(locked(path, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await locked(path, async () => 'free')).toBe('free')
})
