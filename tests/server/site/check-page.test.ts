import { expect, it } from 'vitest'
import { linkCheck } from '#server/site/publish/check-page.ts'
import { leakIn, secretsOf } from '#server/site/publish/secrets.ts'

const known = new Set(['/pt/a/', '/pt/old/', '/media/1.svg'])
const check = linkCheck('https://portal.test', known)
const dead = (html: string): string[] => check('/pt/a/', html)

it('lets links to files, headings, redirects and pages made on demand be', () => {
  const html = `<h2 id="x"></h2><a href="#x"><a href="/pt/a/#x"><a href="/pt/old"><a href="/pt/tickets/new?product=gestor">
    <img src="/media/1.svg"><a href="https://portal.test/pt/a/"><a href="https://elsewhere.test/x"><a href="mailto:a@b.test"><a href="/pt/">
    <a href="/pt/manuals/gestor/7.4/x/changes/7.3/">`
  expect(dead(html)).toEqual([])
})

it.each(['/pt/b/', '#gone', '/pt/a/#gone', '/media/2.svg', 'https://portal.test/pt/b/'])(
  'names the link that leads nowhere: %s',
  (link) => expect(dead(`<a href="/pt/a/"><img src="${link}">`)).toEqual([link]),
)

const secrets = secretsOf(
  [
    {
      path: 'faq/internal/x.en.md',
      url: '/en/faq/internal/x/',
      title: 'Criteria for escalation',
      description: 'Public sentence that an open article has as its description.',
      blocks: ['The third line is called only when two senior agents agree.', 'Too short.'],
    },
    {
      path: 'faq/internal/y.en.md',
      url: '/en/faq/internal/y/',
      title: 'Escalation',
      description: 'Y.',
      blocks: [],
    },
  ],
  new Set(['Public sentence that an open article has as its description.']),
)

it.each([
  ['its address', '<a href="/en/faq/internal/x/">here</a>', 'x'],
  ['its address in full', '<a href="https://portal.test/en/faq/internal/x/">here</a>', 'x'],
  ['its title within words', '<p>See the Criteria for <em>escalation</em> first.</p>', 'x'],
  [
    'a sentence of it',
    '<p>Note: The third line is called only when two <b>senior</b> agents agree.</p>',
    'x',
  ],
  ['a title of one word alone', '<li>\nEscalation\n</li>', 'y'],
])('finds %s', (_what, html, article) => {
  expect(leakIn(html, true, secrets)).toBe(`faq/internal/${article}.en.md`)
})

it('lets be what is public as well, and what is everybody’s', () => {
  expect(
    leakIn('<p>Public sentence that an open article has as its description.</p>', true, secrets),
  ).toBeNull()
  expect(leakIn('<p>Criteria for escalations are public.</p>', true, secrets)).toBeNull()
  expect(leakIn('<p>Escalation takes a moment. Too short.</p>', true, secrets)).toBeNull()
  const twice =
    'Security fix: a session could be fixed in the preview. Those who use it install it at once, please.'
  const draft = {
    path: 'releases/gestor/7.5.3.en.md',
    url: '/en/releases/gestor/7.5.3/',
    title: 'Gestor 7.5.3',
  }
  const alike = secretsOf([{ ...draft, description: twice, blocks: [] }], new Set([twice]))
  expect(leakIn(`<p>${twice}</p>`, true, alike)).toBeNull()
  const own = ['The third line is called only when two senior agents agree.']
  expect(leakIn(`<p>${own[0]}</p>`, true, secrets, own)).toBeNull()
})
