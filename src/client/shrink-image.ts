const longestSide = 1600
const largest = 2 * 1024 * 1024
const largestRaw = 20 * 1000 * 1000

export type Shrunk = { file: File } | { refused: 'tooLarge' | 'stillLarge' | 'not' }

/** A picture small enough to stand in an article; the original where that is smaller. */
export async function shrinkImage(file: File): Promise<Shrunk> {
  if (file.size > largestRaw) return { refused: 'tooLarge' }
  if (!file.type.startsWith('image/')) return { refused: 'not' }
  // Drawings have no pixels to spare, and moving pictures would stand still.
  if (file.type === 'image/svg+xml' || file.type === 'image/gif') {
    return file.size > largest ? { refused: 'stillLarge' } : { file }
  }
  const picture = await createImageBitmap(file).catch(() => null)
  if (!picture) return { refused: 'not' }
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/webp', 0.86))
  const smaller = blob && (blob.size < file.size || scale < 1)
  const name = file.name.replace(/\.[^.]*$/, '') || 'image'
  const kept = smaller ? new File([blob], `${name}.webp`, { type: 'image/webp' }) : file
  return kept.size > largest ? { refused: 'stillLarge' } : { file: kept }
}
