import type { ArticleView } from '#domain/knowledge/index.ts'
import type { Text } from '../render-content.ts'

/** Address of an article as Markdown. */
export function markdownFile(url: string): string {
  return `${url.replace(/\/$/, '')}.md`
}

/** An article as Markdown for whoever reads without a browser: title, facts, text, with whole addresses. */
export function markdownOf({ article, canonical }: ArticleView, { markdown }: Text, origin: string): string {
  const { title, description, updated } = article
  const body = markdown.replace(/\]\((\/[^)\s]*)/g, (_all, path: string) => `](${origin}${path}`)
  return `# ${title}\n\n> ${description}\n\n<${origin}${canonical}> · ${updated}\n\n${body}\n`
}
