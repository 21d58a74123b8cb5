import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { pathOf } from '#domain/knowledge/index.ts'
import type { RenderedContent } from '../render-content.ts'
import { filesBelow, inParallel } from './files.ts'

const texts = new Set(['.html', '.xml', '.json', '.txt', '.js', '.atom', '.md', '.svg'])
/** Shorter ones are nobody's secret: “Choose Save.” */
const shortest = 40

function sentences(text: string): string[] {
  return text
    .split(/(?<=[.!?:])\s+|\n/)
    .map((sentence) => sentence.replace(/\s+/g, ' ').trim())
    .filter((sentence) => sentence.length >= shortest)
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#x27': "'" }

/** The words of a page; a block's end ends a line. */
function wordsOf(html: string): string {
  return html
    .replace(/<\/?(a|abbr|b|code|em|i|kbd|mark|s|small|span|strong|sub|sup|time|wbr)\b[^>]*>/g, '')
    .replace(/<[^>]+>/g, '\n')
    .replace(/&(amp|lt|gt|quot|#39|#x27);/g, (whole, name: string) => entities[name] ?? whole)
}

/** No title, address, description or sentence of a restricted article may be in the public tree. @throws naming each */
export async function checkSecrets(folder: string, { content, rendered }: RenderedContent): Promise<void> {
  const { articles } = content.library
  const open = new Set<string>()
  const secret = new Map<string, string>()
  for (const { audience, url } of articles) {
    if (audience !== 'public') continue
    for (const block of rendered.get(url)?.blocks ?? []) {
      for (const sentence of sentences(block)) open.add(sentence)
    }
  }
  const restricted = articles.filter(({ audience }) => audience !== 'public')
  for (const article of restricted) {
    for (const block of [article.description, ...(rendered.get(article.url)?.blocks ?? [])]) {
      for (const sentence of sentences(block)) if (!open.has(sentence)) secret.set(sentence, pathOf(article))
    }
  }
  if (restricted.length === 0) return
  const leaks: string[] = []
  const files = (await filesBelow(folder)).filter((path) => texts.has(extname(path)))
  await inParallel(files, 8, async (path) => {
    const text = await readFile(path, 'utf8')
    const words = path.endsWith('.html') ? wordsOf(text) : text
    const named = restricted.find(({ title, url }) => text.includes(url) || words.includes(title))
    const told = sentences(words).find((sentence) => secret.has(sentence))
    const source = named ? pathOf(named) : told ? secret.get(told) : undefined
    if (source) leaks.push(`${path} holds words of ${source}`)
  })
  if (leaks.length > 0) throw new Error(`Restricted words would become public:\n${leaks.sort().join('\n')}`)
}
