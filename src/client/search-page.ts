import { ended, goesOn } from './search-log.ts'

/** Tells how the search of this page ended. */
class SearchEnd extends HTMLElement {
  connectedCallback(): void {
    const { q = '', found, id } = this.dataset
    const search = { id, q, place: 'page', found: Number(found) } as const
    if (!id) ended(search)
    document.addEventListener('click', ({ target }) => {
      const link = target instanceof Element ? target.closest<HTMLAnchorElement>('main a') : null
      if (!link) return
      if (link.matches('.filter')) goesOn()
      else if (link.matches('[data-ask]')) ended({ ...search, asked: true })
      else if (link.matches('.results a')) ended({ ...search, opened: link.dataset.url ?? link.pathname })
    })
  }
}

customElements.define('search-end', SearchEnd)
