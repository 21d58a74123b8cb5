import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { onTestFinished } from 'vitest'

/** Mounts a disk of so few kilobytes at the folder, until the test is over; needs root. */
export function smallDisk(folder: string, kilobytes: number): void {
  mkdirSync(folder, { recursive: true })
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder])
  if (mounted.status !== 0) throw new Error(`this test needs to mount a small disk: ${mounted.stderr}`)
  onTestFinished(() => void spawnSync('umount', ['-l', folder]))
}
