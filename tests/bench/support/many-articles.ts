import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

// Words as support texts have them: the few common ones, then a long tail.
const stems = {
  pt: 'atualização configuração instalação sessão utilizador ficheiro documento pedido servidor serviço cópia segurança permissão pasta versão licença certificado assinatura processo recibo vencimento declaração cálculo período tabela erro código registo arquivo pesquisa impressora digitalização resposta mensagem prazo contrato organização'.split(
    ' ',
  ),
  en: 'update configuration installation session user file document ticket server service backup security permission folder version licence certificate signature process payslip salary declaration calculation period table error code record archive search printer scanning answer message deadline contract organisation'.split(
    ' ',
  ),
}
const joints = {
  pt: 'de do da para com em por quando depois antes sem ao'.split(' '),
  en: 'of the to with in by when after before without at'.split(' '),
}

/** The same numbers in every run. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

type Lang = 'pt' | 'en'

function article(at: number, lang: Lang, size: number): { title: string; description: string; body: string } {
  const next = numbers(at * 2 + (lang === 'pt' ? 1 : 2))
  const pick = (words: readonly string[]): string => words[Math.floor(next() ** 2 * words.length)] ?? ''
  const word = (): string => {
    const tail = next()
    if (tail < 0.35) return pick(joints[lang])
    if (tail < 0.9) return pick(stems[lang])
    return `${pick(stems[lang])}${Math.floor(next() * 4000)}`
  }
  const sentence = (): string => {
    const words = Array.from({ length: 8 + Math.floor(next() * 10) }, word).join(' ')
    return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
  }
  const paragraph = (): string => Array.from({ length: 4 }, sentence).join(' ')
  const parts: string[] = [paragraph()]
  for (let length = parts[0]?.length ?? 0, section = 1; length < size; section++) {
    const code = `GST-${1000 + ((at * 7 + section) % 9000)}`
    const part = [
      `## ${sentence().slice(0, -1)} ${section}`,
      paragraph(),
      `1. ${sentence()}\n2. ${sentence()}\n3. ${sentence()}`,
      section % 2 === 0 ? `\`\`\`bash\ngestorctl check --code ${code}\n\`\`\`` : `> [!NOTE]\n> ${sentence()}`,
      section % 3 === 0
        ? `| ${word()} | ${word()} |\n| --- | --- |\n| ${code} | ${sentence()} |`
        : paragraph(),
    ].join('\n\n')
    parts.push(part)
    length += part.length
  }
  return { title: `${sentence().slice(0, 60)} ${at}`, description: sentence(), body: parts.join('\n\n') }
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
