const escapes: Record<string, string> = { '&': '&amp;', '"': '&quot;', '<': '&lt;' }

/**
 * One page's text among all pages of its manual: headings two levels lower, ids and names of tables that are its own,
 * and links to other pages of the manual as links within the page.
 * @param anchors by the address of a page, where it stands
 */
export function pageInWhole(
  html: string,
  { url, title }: { url: string; title: string },
  anchors: Readonly<Record<string, string>>,
): string {
  const own = anchors[url]?.slice(1) ?? ''
  const name = title.replace(/[&"<]/g, (sign) => escapes[sign] ?? sign)
  return html
    .replace(/<a class="anchor"[^>]*><\/a>/g, '')
    .replace(/<(\/?)h([2-4])\b/g, (_all, end: string, level: string) => `<${end}h${Number(level) + 2}`)
    .replace(/(<h\d[^>]*\sid=")([^"]*)/g, (_all, start: string, id: string) => `${start}${own}-${id}`)
    .replace(/(role="region" aria-label=")/g, (start) => `${start}${name}: `)
    .replace(/\shref="([^"#]*)(?:#([^"]*))?"/g, (all, path: string, hash?: string) => {
      const anchor = anchors[path === '' ? url : path]
      if (!anchor) return all
      return ` href="${anchor}${hash ? `-${hash}` : ''}"`
    })
}
