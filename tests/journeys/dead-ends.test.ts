import { expect, inject, test } from 'vitest'
import { people } from '#db/seed/world.ts'

async function cookieOf(name: string): Promise<string> {
  const body = new URLSearchParams({ email: `${name}@demo.test`, password: 'balcao-demo' })
  const answer = await fetch(`${inject('portal')}/pt/login`, { method: 'POST', body, redirect: 'manual' })
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

/** Links for people in the page; the menu's that a script shows only to whom they are for are left out. */
function linksOf(html: string): string[] {
  // What a preview shows is meant for the article's readers.
  const own = html.replace(/<section class="article-preview[\s\S]*?<\/section>/g, '')
  return [...own.matchAll(/<a [^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => !/ hidden[ =>]/.test(tag) && !tag.includes('data-for='))
    .map((tag) => / href="([^"#]*)/.exec(tag)?.[1]?.replaceAll('&amp;', '&') ?? '')
    .filter((path) => path.startsWith('/'))
}

/** Other journeys put articles away for a while, to see what then: what is not there may come back. */
async function openPage(path: string, cookie: string): Promise<Response> {
  for (let attempt = 0; ; attempt++) {
    const answer = await fetch(inject('portal') + path, { headers: { cookie } })
    const away = answer.status === 404 && path.includes('/desk/articles/') && attempt < 45
    if (!away) return answer
    await new Promise((done) => setTimeout(done, 1000))
  }
}

/** Reports combine periods, filters and orders: one of each combination of names stands for all their values. */
function sameKind(path: string): string {
  if (!path.includes('/reports') && !path.includes('/tickets/report')) return path
  const { pathname, searchParams } = new URL(path, 'http://portal')
  const kind = searchParams.get('format') ?? searchParams.get('metric') ?? ''
  return [pathname, kind, ...new Set([...searchParams.keys()].sort())].join(' ')
}

const begin: Record<string, string[]> = {
  customer: ['tickets', 'updates', 'account'],
  'customer-manager': ['tickets', 'updates', 'account'],
  partner: ['tickets', 'updates', 'account'],
  agent: ['desk', 'updates', 'account'],
  supervisor: ['desk', 'updates', 'account'],
  administrator: ['desk', 'updates', 'account'],
  editor: ['desk/articles', 'updates', 'account'],
}

test.each(people.flatMap(({ id, role }) => (['pt', 'en'] as const).map((lang) => [id, lang, role] as const)))(
  'nothing that %s is shown in %s leads nowhere, or into the other language',
  async (name, lang, role) => {
    const cookie = await cookieOf(name)
    const paths = (begin[role] ?? []).map((path) => `/${lang}/${path}`)
    const seen = new Set<string>(paths.map(sameKind))
    const wrong: string[] = []
    for (let at = 0; at < paths.length; at++) {
      const path = paths[at] ?? ''
      const answer = await openPage(path, cookie)
      if (!answer.ok) wrong.push(`${path}: ${answer.status}`)
      const isPage = answer.headers.get('content-type')?.startsWith('text/html')
      const html = await answer.text()
      if (isPage && !html.includes(`<html lang="${lang}`)) wrong.push(`${path}: not in ${lang}`)
      // Static pages are followed one step: their own links are the build's to check.
      const own = new RegExp(`^/${lang}/(tickets|updates|account|desk)\\b`).test(path)
      if (!isPage || !own) continue
      for (const link of linksOf(html)) {
        if (seen.has(sameKind(link)) || !(link.startsWith(`/${lang}/`) || link.startsWith('/downloads/')))
          continue
        seen.add(sameKind(link))
        paths.push(link)
      }
    }
    expect(wrong).toEqual([])
    expect(paths.length).toBeGreaterThanOrEqual(8)
  },
)
