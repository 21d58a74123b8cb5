import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Article,
  alternatesOf,
  articleUrl,
  audiences,
  audiencesOf,
  createLibrary,
  latestVersion,
  manualRedirects,
  mayRead,
  neighboursOf,
  newestFirst,
  newestReleases,
  openArticle,
  opensTo,
  type Place,
  parsePath,
  relatedTo,
  versionsOf,
} from '#domain/knowledge/index.ts'
import { visitor } from '#domain/shared/index.ts'
import { access, article, settingsWith } from '../../support/articles.ts'
import { createWorld } from '../../support/world.ts'

const settings = settingsWith([
  { version: '7.3', status: 'supported' },
  { version: '7.4', status: 'current' },
])

const release = (version: string, date: string, withdrawn: string | null = null): Article =>
  article(`releases/gestor/${version}.en.md`, {
    release: { date, kind: 'full', withdrawn, replacement: null, embargoUntil: null },
  })

describe('paths and addresses', () => {
  it.each([
    ['faq/access/account-locked.pt.md', 'conta-bloqueada', '/pt/faq/acesso/conta-bloqueada/'],
    ['faq/access/account-locked.en.md', undefined, '/en/faq/access/account-locked/'],
    [
      'manuals/gestor/7.4/install-linux.pt.md',
      'instalar-em-linux',
      '/pt/manuals/gestor/7.4/instalar-em-linux/',
    ],
    ['releases/gestor/7.4.2.en.md', undefined, '/en/releases/gestor/7.4.2/'],
  ])('%s is at its address', (path, slug, url) => {
    expect(articleUrl(parsePath(path) as Place, slug, access)).toBe(url)
  })

  it.each([
    'faq/a.pt.md',
    'faq/a/b.md',
    'faq/a/b.fr.md',
    'faq/A/b.pt.md',
    'notes/a/b.pt.md',
    'manuals/gestor/x/b.pt.md',
    'faq/../a/b.pt.md',
  ])('%s is no article', (path) => expect(parsePath(path)).toBeNull())
})

describe('versions', () => {
  it('sort by number, newest first', () => {
    expect(['7.4.2', '7.10.0', '7.4.10', '8.0.0-beta', '8.0.0', '7.4'].sort(newestFirst)).toEqual([
      '8.0.0',
      '8.0.0-beta',
      '7.10.0',
      '7.4.10',
      '7.4.2',
      '7.4',
    ])
  })

  it('are in one order however they came', () => {
    const version = fc.array(fc.nat(12), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.'))
    fc.assert(
      fc.property(fc.array(version, { maxLength: 8 }), (versions) => {
        expect([...versions].reverse().sort(newestFirst)).toEqual([...versions].sort(newestFirst))
      }),
    )
  })

  it('stand for latest by status, else by number', () => {
    expect(settings.manuals.gestor && latestVersion(settings.manuals.gestor)).toBe('7.4')
    expect(
      latestVersion({
        versions: [
          { version: '7.9', status: 'old' },
          { version: '7.10', status: 'supported' },
        ],
      }),
    ).toBe('7.10')
  })
})

describe('a library', () => {
  const pages = [
    article('manuals/gestor/7.4/last.en.md', { section: 'use' }),
    article('manuals/gestor/7.4/second.en.md', { order: 20 }),
    article('manuals/gestor/7.4/first.en.md', { order: 10 }),
    article('manuals/gestor/7.4/first.pt.md', { slug: 'primeira' }),
    article('manuals/gestor/7.3/first.en.md'),
  ]
  const library = createLibrary(
    [
      ...pages,
      article('faq/access/a.en.md', { related: ['faq/access/c', 'faq/access/gone', 'faq/access/a'] }),
      article('faq/access/b.en.md', { order: 20 }),
      article('faq/access/c.en.md', { order: 5 }),
      release('7.4.0', '2026-02-02'),
      release('7.4.1', '2026-03-23', '2026-03-27'),
      release('7.10.0', '2026-04-13'),
    ],
    settings,
  )
  const find = (id: string): Article => library.find('en', id) as Article

  it('puts pages in reading order, with neighbours across sections', () => {
    expect(library.pages('en', 'gestor', '7.4').map(({ name }) => name)).toEqual(['first', 'second', 'last'])
    const { previous, next } = neighboursOf(library, find('manuals/gestor/7.4/second'))
    expect([previous?.name, next?.name]).toEqual(['first', 'last'])
    expect(neighboursOf(library, find('manuals/gestor/7.4/last')).next).toBeNull()
  })

  it('pairs translations, and lets the original stand in where one is missing', () => {
    expect(alternatesOf(library, find('manuals/gestor/7.4/first'))).toEqual({
      addresses: { en: '/en/manuals/gestor/7.4/first/', pt: '/pt/manuals/gestor/7.4/primeira/' },
      translated: true,
    })
    const alone = find('manuals/gestor/7.4/second')
    expect(alternatesOf(library, alone)).toMatchObject({
      addresses: { pt: '/pt/manuals/gestor/7.4/second/' },
      translated: false,
    })
    const standIn = library.find('pt', alone.id)
    expect(standIn).toMatchObject({ lang: 'pt', original: 'en', title: alone.title })
    expect(library.pages('pt', 'gestor', '7.4')).toContain(standIn)
  })

  it('keeps the page when the version changes', () => {
    expect(versionsOf(library, find('manuals/gestor/7.3/first'))).toEqual([
      { version: '7.4', url: '/en/manuals/gestor/7.4/first/', current: false, latest: true, samePage: true },
      { version: '7.3', url: '/en/manuals/gestor/7.3/first/', current: true, latest: false, samePage: true },
    ])
    expect(versionsOf(library, find('manuals/gestor/7.4/last'))[1]).toMatchObject({
      url: '/en/manuals/gestor/7.3/',
      samePage: false,
    })
  })

  it('relates what is named and there, else the neighbours of a question', () => {
    expect(relatedTo(library, find('faq/access/a'), 5).map(({ name }) => name)).toEqual(['c'])
    expect(relatedTo(library, find('faq/access/b'), 5).map(({ name }) => name)).toEqual(['c', 'a'])
  })

  it('has the newest releases without the withdrawn, and goes from older to newer', () => {
    expect(newestReleases(library, 'en', 5).map(({ version }) => version)).toEqual(['7.10.0', '7.4.0'])
    expect(neighboursOf(library, find('releases/gestor/7.4.1')).next?.version).toBe('7.10.0')
  })

  it('redirects latest and the bare product to the current version', () => {
    const redirects = manualRedirects(library, ['en'])
    expect(redirects).toContainEqual({ from: '/en/manuals/gestor/', to: '/en/manuals/gestor/7.4/' })
    expect(redirects).toContainEqual({
      from: '/en/manuals/gestor/latest/second/',
      to: '/en/manuals/gestor/7.4/second/',
    })
  })
})

describe('audiences', () => {
  it('are those of the role', async () => {
    const { person } = await createWorld()
    expect(audiencesOf(visitor)).toEqual(['public'])
    expect(audiencesOf(await person('ana'))).toEqual(['public', 'customer'])
    expect(audiencesOf(await person('bruno'))).toEqual(['public', 'customer'])
    expect(audiencesOf(await person('dora'))).toEqual(['public', 'customer', 'partner'])
    for (const name of ['eva', 'helena', 'ines', 'joao'] as const)
      expect(audiencesOf(await person(name))).toEqual(audiences)
  })

  it('answer not found for what is not theirs, as for what is not there', async () => {
    const { as } = await createWorld()
    const internal = article('faq/access/x.en.md', { audience: 'staff' })
    expect(openArticle(await as('eva'), internal)).toBe(internal)
    for (const who of [visitor, 'ana', 'dora'] as const) {
      const ctx = await as(who)
      expect(mayRead(ctx.actor, internal)).toBe(false)
      for (const asked of [internal, null]) {
        expect(() => openArticle(ctx, asked)).toThrow(
          expect.objectContaining({ kind: 'not-found', code: 'article-not-found' }),
        )
      }
    }
  })

  it('open to those who may read more, not less', () => {
    for (const reader of audiences)
      for (const other of audiences)
        expect(opensTo(reader, other)).toBe(audiences.indexOf(other) <= audiences.indexOf(reader))
  })
})
