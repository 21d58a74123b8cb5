import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { basename, extname, join, relative } from 'node:path'
import { imageSize } from 'image-size'
import type { Image, Resolved } from './markdown/env.ts'

const kinds = ['.svg', '.png', '.jpg', '.jpeg', '.webp', '.avif', '.gif']
const largest = 2 * 1024 * 1024

const known = new Map<string, { stamp: string; image: Resolved<Image> }>()

/**
 * An image of an article with its size and its address, which carries its content, so that it may be kept for ever.
 * @param path below the folder
 */
export function readImage(folder: string, path: string): Resolved<Image> {
  const file = join(folder, path)
  if (relative(folder, file).startsWith('..')) return { expected: 'an image below the content folder' }
  if (!kinds.includes(extname(file).toLowerCase())) return { expected: `an image file (${kinds.join(', ')})` }
  const stat = statSync(file, { throwIfNoEntry: false })
  if (!stat?.isFile()) return { expected: 'an image that exists' }
  const stamp = `${stat.mtimeMs} ${stat.size}`
  const held = known.get(file)
  if (held?.stamp === stamp) return held.image
  const image = measure(file, stat.size)
  known.set(file, { stamp, image })
  return image
}

function measure(file: string, size: number): Resolved<Image> {
  if (size > largest)
    return { expected: `an image of 2 MB or less (this one has ${(size / 1024 / 1024).toFixed(1)} MB)` }
  const content = readFileSync(file)
  if (extname(file) === '.svg' && /<script|\son[a-z]+=|javascript:/i.test(content.toString('utf8'))) {
    return { expected: 'an SVG without script' }
  }
  try {
    const { width, height } = imageSize(content)
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 8)
    const name = basename(file).replace(/[^\w.-]/g, '-')
    return { file, url: `/media/${hash}-${name}`, width, height }
  } catch {
    return { expected: 'an image with a width and a height' }
  }
}
