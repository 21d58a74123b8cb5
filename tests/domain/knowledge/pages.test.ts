import { describe, expect, it } from 'vitest'
import { type ArticleView, changesAt, createLibrary, type Library, pagesOf } from '#domain/knowledge/index.ts'
import { article, settingsWith } from '../../support/articles.ts'

const settings = settingsWith([
  { version: '7.3', status: 'supported' },
  { version: '7.4', status: 'current' },
  { version: '7.2', status: 'old' },
])

const viewAt = (library: Library, url: string): ArticleView => pagesOf(library).get(url)?.() as ArticleView

describe('pages', () => {
  const library = createLibrary(
    [
      article('manuals/gestor/7.4/new.en.md'),
      article('manuals/gestor/7.3/old.en.md'),
      article('manuals/gestor/7.2/old.en.md'),
      article('manuals/gestor/7.3/both.en.md'),
      article('manuals/gestor/7.4/both.en.md'),
    ],
    settings,
  )

  it('have the nearest lower version in the place of a page that a version lacks', () => {
    const view = viewAt(library, '/en/manuals/gestor/7.4/old/')
    expect(view.article.version).toBe('7.3')
    expect(view).toMatchObject({
      url: '/en/manuals/gestor/7.4/old/',
      canonical: '/en/manuals/gestor/7.3/old/',
      insteadOf: '7.4',
      previous: null,
    })
    expect(view.versions.filter(({ current }) => current).map(({ version }) => version)).toEqual(['7.4'])
    expect(pagesOf(library).has('/en/manuals/gestor/7.3/new/')).toBe(false)
  })

  it('have the original in the place of a translation, found under its own address', () => {
    const view = viewAt(library, '/pt/manuals/gestor/7.4/new/')
    expect(view.article).toMatchObject({ lang: 'pt', original: 'en' })
    expect(view.canonical).toBe('/en/manuals/gestor/7.4/new/')
    expect(view.translated).toBe(false)
  })

  it('say what changed since any lower version that has the page, and of none other', () => {
    expect(viewAt(library, '/en/manuals/gestor/7.4/both/').changes).toEqual({
      from: '7.3',
      url: '/en/manuals/gestor/7.4/both/changes/7.3/',
    })
    expect(changesAt(library, '/en/manuals/gestor/7.4/both/changes/7.3/')).toMatchObject({
      older: { version: '7.3' },
      newer: { version: '7.4' },
      choices: [{ version: '7.3', current: true }],
    })
    for (const url of [
      '/en/manuals/gestor/7.4/both/changes/7.2/',
      '/en/manuals/gestor/7.3/both/changes/7.4/',
      '/en/manuals/gestor/7.4/nowhere/changes/7.3/',
      '/en/manuals/gestor/7.4/both/changes/',
    ])
      expect(changesAt(library, url)).toBeNull()
  })
})

describe('a shelf of many', () => {
  const many = Array.from({ length: 250 }, (_, at) =>
    article(`faq/access/q-${at}.en.md`, { order: at, title: `Question ${at}` }),
  )
  const library = createLibrary(many, settings)

  it('is cut into pages, each once', () => {
    const pages = pagesOf(library)
    const urls = ['/en/faq/access/', '/en/faq/access/page-2/', '/en/faq/access/page-3/']
    const rows = urls.flatMap((url) => {
      const view = pages.get(url)?.()
      return view?.kind === 'category' ? view.rows.map((row) => row.url) : []
    })
    expect(new Set(rows).size).toBe(250)
    expect(pages.has('/en/faq/access/page-4/')).toBe(false)
  })

  it('stands beside an article by its neighbours alone', () => {
    for (const [at, first] of [
      [0, 0],
      [120, 100],
      [249, 210],
    ] as const) {
      const { nav } = viewAt(library, `/en/faq/access/q-${at}/`)
      const titles = nav.groups.flatMap(({ links }) => links.map(({ title }) => title))
      expect(titles).toHaveLength(40)
      expect(titles[0]).toBe(`Question ${first}`)
      expect(nav.groups[0]?.links.filter(({ current }) => current).map(({ title }) => title)).toEqual([
        `Question ${at}`,
      ])
      expect(nav.all).toBe('/en/faq/access/')
    }
  })

  it('changes only the pages that show what changed', () => {
    const edited = createLibrary(
      many.map((each) =>
        each.name === 'q-120' ? { ...each, description: 'New', updated: '2026-02-02' } : each,
      ),
      settings,
    )
    const before = pagesOf(library)
    const differing = [...pagesOf(edited)]
      .filter(([url, view]) => JSON.stringify(view()) !== JSON.stringify(before.get(url)?.()))
      .map(([url]) => url)
    expect(differing.sort()).toEqual([
      '/en/faq/access/page-2/',
      '/en/faq/access/q-120/',
      '/pt/faq/acesso/page-2/',
      '/pt/faq/acesso/q-120/',
    ])
  })
})
