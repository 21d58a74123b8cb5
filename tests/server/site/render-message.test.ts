import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderMessage } from '#server/site/render-message.ts'

describe('messages', () => {
  it('link bare addresses, and trust no link', () => {
    expect(renderMessage('See https://example.org/a?b=1&c=2.')).toBe(
      '<p>See <a href="https://example.org/a?b=1&amp;c=2" rel="nofollow noopener ugc">https://example.org/a?b=1&amp;c=2</a>.</p>\n',
    )
    expect(renderMessage('[x](https://example.org)')).toContain('rel="nofollow noopener ugc"')
    expect(renderMessage('gestor.conf and example.org')).toBe('<p>gestor.conf and example.org</p>\n')
  })

  it('fetch no image: a link stands in its place', () => {
    expect(renderMessage('![plan](https://spy.example/1.gif)')).toBe(
      '<p><a href="https://spy.example/1.gif" rel="nofollow noopener ugc">plan</a></p>\n',
    )
    expect(renderMessage('![plan](/files/1)')).toBe('<p>plan</p>\n')
  })

  it('link to addresses of the web and of mail only; another link reads as its words', () => {
    expect(renderMessage('\\![b](data:image/png;base64,x)')).toBe('<p>!b</p>\n')
    expect(renderMessage('[a](/pt/tickets) **[b](#c)**')).toBe('<p>a <strong>b</strong></p>\n')
    expect(renderMessage('[a](javascript:x)')).not.toContain('<a')
    expect(renderMessage('[a](mailto:ana@demo.test)')).toContain('href="mailto:ana@demo.test"')
  })

  it('keep line breaks, code and lists, and have no heading of the page', () => {
    expect(renderMessage('one\ntwo')).toBe('<p>one<br>\ntwo</p>\n')
    expect(renderMessage('# Urgent')).toBe('<p class="message-heading"><strong>Urgent</strong></p>\n')
    expect(renderMessage('```\n<x>\n```')).toContain('&lt;x&gt;')
    expect(renderMessage('| a |\n| - |\n| b |')).toContain('<div class="table-scroll" tabindex="0">')
  })

  it('hold no markup but our own, whatever was written', () => {
    const piece = fc.constantFrom(
      '<script>',
      '</p>',
      '<img src=x onerror=y>',
      '[a](javascript:x)',
      '![b](data:image/png;base64,x)',
      '"',
      '`',
      '> ',
      '- ',
      '\n',
      '<a href=',
      'https://a.test/"onclick="x',
      '|',
      '---',
      '&lt;',
    )
    const ours =
      /^<\/?(p|a|em|strong|s|code|pre|ul|ol|li|blockquote|br|hr|div|table|thead|tbody|tr|th|td|span)(\s(href="(https?:|mailto:)[^"]*"|rel="[^"]*"|class="[^"]*"|tabindex="0"|start="\d+"|title="[^"]*"))*>$/
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 20 }), (pieces) => {
        for (const tag of renderMessage(pieces.join('')).match(/<[^>]*>/g) ?? []) expect(tag).toMatch(ours)
      }),
      { numRuns: 500 },
    )
  })

  it('bear nesting without end, and lose no word in it', () => {
    expect(renderMessage(`${'>'.repeat(5000)}x`)).toContain('x')
    expect(renderMessage(`${'> '.repeat(60)}x\n${'>'.repeat(61)} y`)).toMatch(/x[\s\S]*y/)
    expect(renderMessage('['.repeat(20_000))).toContain('[')
  })
})
