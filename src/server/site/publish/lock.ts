import { mkdir, open, readFile, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function olderThan(path: string, milliseconds: number): Promise<boolean> {
  return stat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs > milliseconds,
    () => false,
  )
}

async function take(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx')
    await file.writeFile(String(process.pid))
    await file.close()
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const holder = Number(await readFile(path, 'utf8').catch(() => ''))
  // Left behind by a process that was killed, perhaps before it could write who it was.
  const left = holder > 0 ? !lives(holder) : await olderThan(path, 5_000)
  if (left) await rm(path, { force: true })
  return false
}

/** One at a time on this machine: waits for its turn. */
export async function locked<T>(path: string, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(path), { recursive: true })
  while (!(await take(path))) await wait(50)
  try {
    return await work()
  } finally {
    await rm(path, { force: true })
  }
}
