import { createHash } from 'node:crypto'
import { access, readFile } from 'node:fs/promises'
import { join, posix, relative } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { imageSize } from 'image-size'
import { mayWriteArticles } from '#domain/editing/index.ts'
import { type Place, pathOf } from '#domain/knowledge/index.ts'
import { type FieldProblem, notAllowed } from '#domain/shared/index.ts'
import { type Form, problemsOfFiles, type ReceivedFile } from '../http/form.ts'
import { imageTypes } from '../site/image-types.ts'
import type { Desk } from './desk.ts'
import { putFile } from './folder.ts'

/** Of an image beside an article, in bytes. */
export const largestImage: number = 2 * 1024 * 1024

/** What the content is, whatever it is called. */
const endings: Record<string, string> = {
  png: 'png',
  jpg: 'jpg',
  webp: 'webp',
  gif: 'gif',
  svg: 'svg',
  avif: 'avif',
}

export type Taken = { markdown: string; problems: FieldProblem[] }

/** Puts the images of a form beside their article, as new files; each becomes a line of Markdown. */
export async function takeImages(desk: Desk, place: Place, form: Form): Promise<Taken> {
  if (!mayWriteArticles(desk.ctx.actor)) throw notAllowed('articles-not-yours')
  const problems: FieldProblem[] = problemsOfFiles(form, 'image', 2)
  const markdown: string[] = []
  for (const file of form.files.filter(({ field, size }) => field === 'image' && size > 0)) {
    const taken = await takeImage(desk, place, file, form.get('alt'))
    if (typeof taken === 'string') markdown.push(taken)
    else problems.push(taken)
  }
  return { markdown: markdown.join('\n\n'), problems }
}

function tooLarge(name: string): FieldProblem {
  return { field: 'image', code: 'too-large', params: { name, max: 2 } }
}

async function takeImage(
  { runtime }: Desk,
  place: Place,
  { hash, name, size }: ReceivedFile,
  alt: string,
): Promise<string | FieldProblem> {
  if (size > largestImage) return tooLarge(name)
  const said = alt.replace(/[\s[\]]+/g, ' ').trim()
  if (!said) return { field: 'alt', code: 'required' }
  const content = await buffer(runtime.files.read(hash))
  const ending = endingOf(content)
  if (!ending) return { field: 'image', code: 'not-an-image', params: { name } }
  const folder = join(posix.dirname(pathOf(place)), 'images')
  const file = await freeName(join(runtime.config.contentDir, folder), name, ending, content)
  if (file.fresh) await putFile(join(runtime.config.contentDir, folder, file.name), content)
  return `![${said}](images/${file.name})`
}

function endingOf(content: Buffer): string | null {
  try {
    const { type = '', width, height } = imageSize(content)
    const scripted = /<script|\son[a-z]+\s*=|javascript:|<foreignObject/i
    if (!width || !height || (type === 'svg' && scripted.test(content.toString('utf8')))) return null
    return endings[type] ?? null
  } catch {
    return null
  }
}

/** A name in lower case that no file has; the same picture under the same name is the same file. */
async function freeName(
  folder: string,
  name: string,
  ending: string,
  content: Buffer,
): Promise<{ name: string; fresh: boolean }> {
  const stem = slugOf(name.replace(/\.[^.]*$/, '')) || 'image'
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 8)
  const made = `${stem.slice(0, 60)}-${hash}.${ending}`
  const there = await access(join(folder, made)).then(
    () => true,
    () => false,
  )
  return { name: made, fresh: !there }
}

export function slugOf(words: string): string {
  return words
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
}

/** An image of the content folder, for those who write there. */
export async function imageResponse({ runtime, ctx }: Desk, path: string): Promise<Response> {
  const root = runtime.config.contentDir
  const file = join(root, path)
  const type = imageTypes[posix.extname(path).toLowerCase()]
  const inside =
    !relative(root, file).startsWith('..') && !path.split('/').some((part) => part.startsWith('.'))
  if (!mayWriteArticles(ctx.actor) || !type || !inside) return new Response(null, { status: 404 })
  const content = await readFile(file).catch(() => null)
  if (!content) return new Response(null, { status: 404 })
  return new Response(new Uint8Array(content), {
    headers: {
      'Content-Type': type,
      'Cache-Control': 'private, no-cache',
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    },
  })
}
