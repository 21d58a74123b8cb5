import MarkdownIt from 'markdown-it'
import { scrollingBlocks } from './markdown/blocks.ts'
import { highlight } from './markdown/highlight.ts'

/** What people write in tickets: line breaks count, bare addresses are links, and nothing is fetched from outside. */
const engine = new MarkdownIt({ html: false, linkify: true, breaks: true, highlight })
engine.linkify.set({ fuzzyLink: false, fuzzyEmail: true, fuzzyIP: false })
scrollingBlocks(engine)

// markdown-it lets data:image and relative addresses through: the first may hold anything, the second leads nowhere in a letter.
engine.core.ruler.push('absolute-links', (state) => {
  for (const token of state.tokens) {
    let dropping = false
    token.children =
      token.children?.filter(({ type, attrs }) => {
        if (type === 'link_open') {
          const href = String(attrs?.find(([name]) => name === 'href')?.[1] ?? '')
          dropping = !/^(https?:|mailto:)/i.test(href)
        }
        return !(dropping && (type === 'link_open' || type === 'link_close'))
      }) ?? null
  }
})

engine.renderer.rules.link_open = (tokens, at, options, _env, self) => {
  const token = tokens[at]
  token?.attrSet('rel', 'nofollow noopener ugc')
  return self.renderToken(tokens, at, options)
}

// A customer's heading is no heading of the page.
engine.renderer.rules.heading_open = () => '<p class="message-heading"><strong>'
engine.renderer.rules.heading_close = () => '</strong></p>\n'

// Attachments are shown beside the message; an image from elsewhere would tell its server who reads.
engine.renderer.rules.image = (tokens, at, options, env, self) => {
  const token = tokens[at]
  const { escapeHtml } = engine.utils
  const href = escapeHtml(String(token?.attrGet('src') ?? ''))
  const words = escapeHtml(self.renderInlineAsText(token?.children ?? [], options, env)) || href
  return /^https?:/i.test(href) ? `<a href="${href}" rel="nofollow noopener ugc">${words}</a>` : words
}

/** Markdown of a message or a preview as safe HTML. */
export function renderMessage(markdown: string): string {
  // Beyond a depth markdown-it drops the words: a long exchange of quoted mail must not lose its beginning.
  return engine.render(markdown.replace(/^(?:[ \t]*>){11,}/gm, '>'.repeat(10)))
}
