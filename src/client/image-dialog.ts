import { shrinkImage } from './shrink-image.ts'

export type ImageWords = Record<
  | 'imageTitle'
  | 'alt'
  | 'hint'
  | 'insert'
  | 'cancel'
  | 'sending'
  | 'tooLarge'
  | 'stillLarge'
  | 'not'
  | 'imageFailed',
  string
>

type Send = (file: File, alt: string) => Promise<{ markdown: string } | { problem: string }>

function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  properties: Partial<HTMLElementTagNameMap[K]>,
): HTMLElementTagNameMap[K] {
  return Object.assign(document.createElement(name), properties)
}

/**
 * Shows a picture, asks what it shows, and sends it.
 * @returns its Markdown, or null where the asking was given up
 */
export async function askImage(chosen: File, words: ImageWords, send: Send): Promise<string | null> {
  const shrunk = await shrinkImage(chosen)
  const picture = make('img', { alt: '' })
  const alt = make('input', { className: 'control', id: 'image-alt', required: true, maxLength: 300 })
  const label = make('label', { htmlFor: alt.id, textContent: words.alt })
  const said = make('p', { className: 'problem', hidden: true })
  said.setAttribute('role', 'alert')
  const insert = make('button', { className: 'button', textContent: words.insert })
  const cancel = make('button', {
    className: 'button button-second',
    type: 'button',
    textContent: words.cancel,
  })
  const title = make('h2', { textContent: words.imageTitle, id: 'image-title' })
  const hint = make('p', { className: 'hint', textContent: words.hint })
  const deeds = make('p', { className: 'deeds' })
  deeds.append(insert, cancel)
  const form = make('form', { method: 'dialog' })
  form.append(title, picture, hint, label, alt, said, deeds)
  const dialog = make('dialog', { className: 'image-dialog' })
  dialog.setAttribute('aria-labelledby', title.id)
  dialog.append(form)
  document.body.append(dialog)

  const say = (problem: string): void => {
    said.textContent = problem
    said.hidden = false
  }
  const address = 'file' in shrunk ? URL.createObjectURL(shrunk.file) : null
  if (address) picture.src = address
  else {
    for (const part of [picture, hint, label, alt, insert]) part.hidden = true
    alt.required = false
    say('refused' in shrunk ? words[shrunk.refused] : '')
  }
  return new Promise((done) => {
    let markdown: string | null = null
    cancel.addEventListener('click', () => dialog.close())
    dialog.addEventListener('close', () => {
      if (address) URL.revokeObjectURL(address)
      dialog.remove()
      done(markdown)
    })
    form.addEventListener('submit', async (event) => {
      event.preventDefault()
      if (!('file' in shrunk) || insert.disabled) return
      insert.disabled = true
      insert.textContent = words.sending
      const answer = await send(shrunk.file, alt.value)
      insert.disabled = false
      insert.textContent = words.insert
      if ('problem' in answer) return say(answer.problem)
      markdown = answer.markdown
      dialog.close()
    })
    dialog.showModal()
    if (address) alt.focus()
  })
}
