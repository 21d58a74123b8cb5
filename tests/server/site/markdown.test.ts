import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { headingSlug, type Resolver, renderArticle } from '#server/site/markdown.ts'

const resolver: Resolver = {
  url: '/en/here/',
  link: (path) => (path === 'there.en.md' ? { url: '/en/there/' } : { expected: 'an article that exists' }),
  image: (path) =>
    path === 'images/map.svg'
      ? { file: '/x/map.svg', url: '/media/12345678-map.svg', width: 320, height: 80 }
      : { expected: 'an image that exists' },
}
const render = (markdown: string, lang: 'pt' | 'en' = 'en') => renderArticle(markdown, lang, resolver)

const attacks = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](data:text/html;base64,PHNjcmlwdD4=)',
  '[x](vbscript:msgbox)',
  '![x](javascript:alert(1))',
  '![x" onerror="alert(1)](images/map.svg)',
  '<a href="javascript:alert(1)">x</a>',
  '[x](there.en.md "t\\" onmouseover=\\"alert(1)")',
  '```x"><script>alert(1)</script>\ncode\n```',
  '## <svg onload=alert(1)>',
  '| <script>1</script> |\n| --- |\n| <b onclick=x> |',
  '> [!NOTE]\n> <script>alert(1)</script>',
  '[a]: javascript:alert(1)\n\n[a]',
  '<javascript:alert(1)>',
]

describe('articles', () => {
  it.each(attacks)('lets no markup or script of the text through: %s', (attack) => {
    const { html } = render(attack)
    const tags = html.match(/<[^>]*>/g)?.join('\n') ?? ''
    expect(tags).not.toMatch(/<(script|svg|b|img (?!src="\/media\/))/i)
    expect(tags.replace(/"[^"]*"/g, '')).not.toMatch(/\son\w+/i)
    expect(tags).not.toMatch(/(href|src)="\s*(javascript|data|vbscript):/i)
    expect(tags).not.toMatch(/style=/)
  })

  it('gives headings unique ids as GitHub does, without accents', () => {
    const { html, headings } = render(
      '## Configurar o serviço\n\n### Configurar o serviço\n\n## `gestorctl check`',
    )
    expect(headings).toEqual([
      { depth: 2, slug: 'configurar-o-servico', text: 'Configurar o serviço' },
      { depth: 3, slug: 'configurar-o-servico-1', text: 'Configurar o serviço' },
      { depth: 2, slug: 'gestorctl-check', text: 'gestorctl check' },
    ])
    expect(html).toContain(
      '<h2 id="configurar-o-servico">Configurar o serviço<a class="anchor" href="#configurar-o-servico" aria-label="Link to “Configurar o serviço”"></a></h2>',
    )
  })

  it('keeps ids unique whatever the headings are', () => {
    const heading = fc.constantFrom('A', 'A 1', 'A-1', 'Á', 'a', '???', 'B')
    fc.assert(
      fc.property(fc.array(heading, { maxLength: 12 }), (texts) => {
        const { headings } = render(texts.map((text) => `## ${text}`).join('\n\n'))
        expect(new Set(headings.map(({ slug }) => slug)).size).toBe(texts.length)
      }),
    )
  })

  it('makes an address of any heading', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(headingSlug(text)).toMatch(/^[\p{L}\p{N}_-]+$/u)
      }),
    )
  })

  it('reports a heading that competes with the title', () => {
    expect(render('Text.\n\n# Title again').problems).toEqual([
      { line: 3, reference: 'Title again', expected: expect.stringContaining('##') },
    ])
  })

  it.each([
    ['NOTE', 'Nota', 'Note'],
    ['TIP', 'Sugestão', 'Tip'],
    ['IMPORTANT', 'Importante', 'Important'],
    ['WARNING', 'Aviso', 'Warning'],
    ['CAUTION', 'Cuidado', 'Caution'],
  ])('turns [!%s] into a callout with a title in the language of the article', (kind, pt, en) => {
    const markdown = `> [!${kind}]\n> Some *text*.\n>\n> - and a list\n\nAfter.`
    const open = `<div class="callout callout-${kind.toLowerCase()}" role="note">\n<p class="callout-title">`
    expect(render(markdown, 'pt').html).toContain(`${open}${pt}</p>\n<p>Some <em>text</em>.</p>\n<ul>`)
    expect(render(markdown, 'en').html).toContain(`${open}${en}</p>`)
    expect(render(markdown).html).toMatch(/<\/ul>\n<\/div>\n<p>After\.<\/p>/)
  })

  it('leaves other quotations alone, and a callout without words whole', () => {
    expect(render('> [!HINT]\n> x').html).toContain('<blockquote>')
    expect(render('> [!NOTE]').html).toBe(
      '<div class="callout callout-note" role="note">\n<p class="callout-title">Note</p>\n</div>\n',
    )
  })

  it('lets tables scroll by themselves, named after their section, aligned by class', () => {
    const { html } = render('## Ports\n\n| a | b |\n| --- | --: |\n| 1 | 2 |')
    expect(html).toContain(
      '<div class="table-scroll" tabindex="0" role="region" aria-label="Table in “Ports”">',
    )
    expect(html).toContain('<td class="align-right">2</td>')
  })

  it('marks up known languages by classes and shows unknown ones plain', () => {
    expect(render('```bash\necho "x"\n```').html).toContain('<span class="hljs-built_in">echo</span>')
    expect(render('```text\n<b>\n```').html).toBe(
      '<pre tabindex="0"><code class="language-text">&lt;b&gt;\n</code></pre>\n',
    )
  })

  it('gives images their size and their address by content', () => {
    const { html, images } = render('![A map](images/map.svg)')
    expect(html).toBe(
      '<p><img src="/media/12345678-map.svg" alt="A map" width="320" height="80" loading="lazy" decoding="async"></p>\n',
    )
    expect(images).toHaveLength(1)
  })

  it('resolves links to articles, keeps those of the site, and marks those that leave', () => {
    expect(render('[a](there.en.md#x)').html).toBe('<p><a href="/en/there/#x">a</a></p>\n')
    expect(render('[a](#x)').anchors).toEqual([{ line: 1, reference: '#x', url: '/en/here/', anchor: 'x' }])
    expect(render('[a](/en/tickets/new)').html).toContain('href="/en/tickets/new"')
    expect(render('[a](https://example.org/)').html).toContain(
      '<a href="https://example.org/" rel="noopener">',
    )
  })

  it('shows a link that leads nowhere as its words, and reports it', () => {
    const { html, problems } = render('See\n[*the* page](gone.en.md)\nand [there](there.en.md).')
    expect(html).toBe('<p>See\n<em>the</em> page\nand <a href="/en/there/">there</a>.</p>\n')
    expect(problems).toEqual([{ line: 2, reference: 'gone.en.md', expected: 'an article that exists' }])
  })

  it('gives the words without markup', () => {
    expect(render('## A *b*\n\nText with `code`\nand a [link](there.en.md).\n\n- item').blocks).toEqual([
      'A b',
      'Text with code and a link.',
      'item',
    ])
  })
})
