/** Which draft this tab sent last: the page that is shown then may be of another ticket, or of none that was known. */
const lastSent = 'draft-sent'

/**
 * Keeps what is typed in a form in this browser until it is sent; a closed tab or a crash loses nothing. Where the page
 * names an address, the server keeps it too, for the writer's other devices.
 */
class KeptDraft extends HTMLElement {
  /** The server's draft that what is typed goes on from. The server's clock is not this browser's: it only tells drafts apart. */
  #base = ''
  #later: ReturnType<typeof setTimeout> | undefined
  #sending: AbortController | null = null

  connectedCallback(): void {
    const form = this.querySelector('form')
    const key = `draft:${this.dataset.key}`
    const sent = this.dataset.sent && sessionStorage.getItem(lastSent)
    if (sent) localStorage.removeItem(sent)
    if (this.dataset.arrived) localStorage.removeItem(`draft:${this.dataset.arrived}`)
    if (this.dataset.sent || this.dataset.arrived) {
      sessionStorage.removeItem(lastSent)
      // Once: a reload must not throw away what was begun since. What is said carries no value.
      const kept = [...new URLSearchParams(location.search)].filter(([, value]) => value !== '')
      const query = new URLSearchParams(kept).toString()
      history.replaceState(null, '', query ? `${location.pathname}?${query}` : location.pathname)
    }
    if (!form) return
    this.#base = this.dataset.keptAt ?? ''
    if (this.dataset.fresh) this.#restore(form, key)
    let timer: ReturnType<typeof setTimeout> | undefined
    form.addEventListener('input', () => {
      clearTimeout(timer)
      timer = setTimeout(() => this.#keep(form, key), 300)
    })
    form.addEventListener('submit', () => {
      clearTimeout(timer)
      this.#keep(form, key)
      sessionStorage.setItem(lastSent, key)
      // What is sent must not come after itself as a draft.
      clearTimeout(this.#later)
      this.#sending?.abort()
    })
  }

  #keep(form: HTMLFormElement, key: string): void {
    const fields: Record<string, string> = {}
    for (const [name, value] of new FormData(form)) {
      if (
        typeof value === 'string' &&
        !['key', 'visit', 'uploads', 'deed', 'updatedAt', 'seen'].includes(name)
      )
        fields[name] = value
    }
    // Boxes of one name are kept together, also when none is ticked.
    for (const box of form.querySelectorAll<HTMLInputElement>('[type=checkbox]:not([name=uploads])')) {
      const ticked = form.querySelectorAll<HTMLInputElement>(`[type=checkbox][name="${box.name}"]:checked`)
      fields[box.name] = [...ticked].map(({ value }) => value).join('\n')
    }
    if (fields.body || fields.subject)
      localStorage.setItem(key, JSON.stringify({ ...fields, base: this.#base }))
    else localStorage.removeItem(key)
    clearTimeout(this.#later)
    if (this.dataset.server) this.#later = setTimeout(() => void this.#send(key, fields), 1200)
  }

  async #send(key: string, fields: Record<string, string>): Promise<void> {
    this.#sending?.abort()
    this.#sending = new AbortController()
    this.#note(key, { sent: fields.body ?? '' })
    const held = localStorage.getItem(key)
    const answer = await fetch(this.dataset.server ?? '', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ fields }),
      signal: this.#sending.signal,
    }).catch(() => null)
    if (!answer?.ok) return
    const { updatedAt } = (await answer.json()) as { updatedAt: number | null }
    this.#base = String(updatedAt ?? '')
    // What was typed meanwhile has not arrived.
    this.#note(key, { base: this.#base, arrived: localStorage.getItem(key) === held ? 'yes' : '' })
  }

  #note(key: string, more: Record<string, string>): void {
    const held = localStorage.getItem(key)
    if (held !== null) localStorage.setItem(key, JSON.stringify({ ...JSON.parse(held), ...more }))
  }

  /** What is here alone, with what is there; null: the page has what is newer, for it was written, sent or discarded elsewhere. */
  #unsent(form: HTMLFormElement, held: Record<string, string>): Record<string, string> | null {
    if (!this.dataset.server) return held
    if (held.arrived) return null
    if (this.#base === '' || this.#base === held.base) return held
    const field = form.elements.namedItem('body') as HTMLTextAreaElement | null
    const [here = '', there = ''] = [held.body, field?.value]
    // Its answer alone was missed.
    if (there === held.sent) return held
    if (there.includes(here)) return null
    // Of two together, the one that fewer may read says who may.
    const internal = new FormData(form).get('internal') || held.internal
    const both = { ...held, ...(typeof internal === 'string' && { internal }) }
    return here.includes(there) ? both : { ...both, body: `${there}\n\n${here}` }
  }

  #restore(form: HTMLFormElement, key: string): void {
    const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as Record<string, string> | null
    if (!kept) return
    const held = this.#unsent(form, kept)
    if (!held) {
      localStorage.removeItem(key)
      return
    }
    for (const [name, value] of Object.entries(held)) {
      const field = form.elements.namedItem(name)
      const boxes = form.querySelectorAll<HTMLInputElement>(`[type=checkbox][name="${name}"]`)
      for (const box of boxes) box.checked = value.split('\n').includes(box.value)
      if (boxes.length > 0) continue
      // By each: setting the value of all would never choose an empty one.
      if (field instanceof RadioNodeList)
        for (const each of form.querySelectorAll<HTMLInputElement>(`[type=radio][name="${name}"]`))
          each.checked = each.value === value
      // Asked only once it is known who calls; until then it is no less chosen.
      else if (field === null && name === 'organisation') form.append(hidden(name, value))
      // What the page was opened for goes before what was typed once.
      else if (field instanceof HTMLElement && 'value' in field && field.dataset.given === undefined)
        field.value = value
    }
    // The page says it already, of the server's; its button discards what is here too.
    if (form.querySelector('[name=deed][value=discard]')) return
    const note = document.createElement('p')
    note.className = 'notice'
    note.setAttribute('role', 'status')
    note.append(`${this.dataset.restored} `)
    const discard = document.createElement('button')
    discard.type = 'button'
    discard.className = 'button button-quiet button-small'
    discard.textContent = this.dataset.discard ?? ''
    discard.addEventListener('click', () => {
      localStorage.removeItem(key)
      if (this.dataset.server) void this.#send(key, {})
      form.reset()
      note.remove()
    })
    note.append(discard)
    form.prepend(note)
  }
}

function hidden(name: string, value: string): HTMLInputElement {
  const field = document.createElement('input')
  field.type = 'hidden'
  field.name = name
  field.value = value
  return field
}

customElements.define('kept-draft', KeptDraft)
