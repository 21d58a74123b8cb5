import { type Audience, createLibrary, type Library } from '#domain/knowledge/index.ts'

/** The library as somebody of these audiences knows it: of the rest there is neither title nor number. */
export function libraryOf(
  library: Pick<Library, 'articles' | 'site' | 'products' | 'categories' | 'manuals'>,
  audiences: readonly Audience[],
): Library {
  const { articles, site, products, categories, manuals } = library
  const open = articles.filter(({ audience }) => audiences.includes(audience))
  return createLibrary(open, { site, products, categories, manuals })
}

export function publicLibraryOf(library: Library): Library {
  return libraryOf(library, ['public'])
}
