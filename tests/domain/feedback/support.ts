import { type Article, createLibrary, type Library, mayRead } from '#domain/knowledge/index.ts'
import type { Actor } from '#domain/shared/index.ts'
import { article as articleAt } from '#tests/support/articles.ts'
import type { World } from '#tests/support/world.ts'

export const day = 86_400_000
export const hour = 3_600_000

/** A published question of the category access. */
export function article(name: string, changes: Partial<Article> = {}): Article {
  const { lang = 'pt' } = changes
  return articleAt(`faq/access/any.${lang}.md`, {
    id: `faq/access/${name}`,
    name,
    url: `/${lang}/faq/acesso/${name}/`,
    title: `O artigo ${name}`,
    order: 1,
    updated: '2026-09-30',
    ...changes,
  })
}

/** The articles, or those of them that the actor may know of. */
export function libraryOf(articles: readonly Article[], actor?: Actor): Library {
  const open = actor ? articles.filter((one) => mayRead(actor, one)) : articles
  return createLibrary(open, { products: [], categories: [], manuals: {} } as never)
}

export async function rows(world: World, sql: string): Promise<Record<string, unknown>[]> {
  const { rows } = await world.database.client.execute(sql)
  return rows.map((row) => ({ ...row }))
}
