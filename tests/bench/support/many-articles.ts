import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

type Lang = 'pt' | 'en'

const root = join(import.meta.dirname, '../../../content')

/** Sentences of the real articles: words come as often, and together with others, as people write them. */
function sentencesOf(lang: Lang): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(`.${lang}.md`))
    .sort()
    .flatMap((path) => {
      const body = readFileSync(join(root, path), 'utf8').replace(/^---[\s\S]*?\n---\n/, '')
      const words = body
        .replace(/```[\s\S]*?```/g, '')
        .replace(/\]\([^)]*\)/g, '')
        .replace(/[#>*`|[\]!]/g, '')
      return words.split(/(?<=[.:?])\s+|\n+/).map((sentence) => sentence.replace(/^[\d.\s-]+/, '').trim())
    })
    .filter((sentence) => sentence.length > 30 && sentence.length < 220)
}

const real: Record<Lang, string[]> = { pt: sentencesOf('pt'), en: sentencesOf('en') }

/** The same numbers in every run. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

function article(at: number, lang: Lang, size: number): { title: string; description: string; body: string } {
  const next = numbers(at * 2 + (lang === 'pt' ? 1 : 2))
  for (let warm = 0; warm < 5; warm++) next()
  const sentence = (): string => real[lang][Math.floor(next() * real[lang].length)] ?? ''
  const paragraph = (): string => Array.from({ length: 4 }, sentence).join(' ')
  const parts: string[] = [paragraph()]
  for (let length = parts[0]?.length ?? 0, section = 1; length < size; section++) {
    const code = `GST-${1000 + ((at * 7 + section) % 9000)}`
    const part = [
      `## ${sentence()
        .replace(/[.:?]$/, '')
        .slice(0, 60)}`,
      paragraph(),
      `1. ${sentence()}\n2. ${sentence()}\n3. ${sentence()}`,
      section % 2 === 0 ? `\`\`\`bash\ngestorctl check --code ${code}\n\`\`\`` : `> [!NOTE]\n> ${sentence()}`,
      section % 3 === 0 ? `| ${code} | ${at} |\n| --- | --- |\n| ${code} | ${sentence()} |` : paragraph(),
    ].join('\n\n')
    parts.push(part)
    length += part.length
  }
  const plain = (text: string): string => text.replace(/["\\]/g, '')
  return {
    title: `${plain(sentence()).slice(0, 60)} ${at}`,
    description: plain(sentence()).slice(0, 200),
    body: parts.join('\n\n'),
  }
}

const perCategory = 100
const perManual = 200

/** Content of so many pages, half in each language, questions and manual pages in equal parts, of about `size` characters each. */
export function writeContent(folder: string, pages: number, size = 4500): void {
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const both = (words: string): string => `{ pt: ${words}, en: ${words} }`
  const names = Math.floor(pages / 2)
  const questions = Math.ceil(names / 2)
  const categories = Math.ceil(questions / perCategory)
  const manuals = Math.max(1, Math.ceil((names - questions) / perManual))
  put(
    'site.yaml',
    `name: Bench\ncompany: Bench\ntagline: ${both('Bench')}\ncalendar: pt-office\ncontact: { email: a@b.test }\nhours: ${both('Always')}\nfooter: ${both('Bench')}\nfrequent: []\n`,
  )
  const products = Array.from({ length: manuals }, (_, at) => `product-${at}`)
  put(
    'products.yaml',
    products.map((id) => `- { id: ${id}, name: ${id}, summary: ${both(id)}, manual: "1.0" }\n`).join(''),
  )
  put(
    'faq/categories.yaml',
    Array.from(
      { length: categories },
      (_, at) => `- { id: topic-${at}, title: ${both(`Topic ${at}`)}, description: ${both('Topic')} }\n`,
    ).join(''),
  )
  for (const id of products) {
    put(
      `manuals/${id}/manual.yaml`,
      `title: ${both(id)}\ndescription: ${both(id)}\nversions: [{ version: "1.0", status: current }]\nsections: [${[0, 1, 2, 3, 4].map((at) => `{ id: part-${at}, title: ${both(`Part ${at}`)} }`).join(', ')}]\n`,
    )
  }
  for (let at = 0; at < names; at++) {
    for (const lang of ['pt', 'en'] as const) {
      const { title, description, body } = article(at, lang, size)
      const head = `title: "${title}"\ndescription: "${description}"\naudience: public\nupdated: 2026-09-30\norder: ${at}\n`
      if (at < questions) {
        const topic = Math.floor(at / perCategory)
        const link = at > 0 && at % perCategory !== 0 ? `\n\n[${title}](q-${at - 1}.${lang}.md)` : ''
        put(`faq/topic-${topic}/q-${at}.${lang}.md`, `---\n${head}---\n${body}${link}\n`)
        continue
      }
      const manual = (at - questions) % manuals
      const part = Math.floor((at - questions) / manuals / (perManual / 5)) % 5
      put(
        `manuals/product-${manual}/1.0/p-${at}.${lang}.md`,
        `---\n${head}section: part-${part}\n---\n${body}\n`,
      )
    }
  }
}
