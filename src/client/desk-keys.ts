import type { KeyMap } from './keys.ts'
import { alongQueue } from './ticket-trail.ts'

type Deed = { keys: string; target(): HTMLElement | null; run(target: HTMLElement): void }

const find = (selector: string): HTMLElement | null => document.querySelector<HTMLElement>(selector)

function keyMap(): KeyMap | null {
  return document.querySelector<KeyMap>('key-map')
}

function rowHere(): HTMLElement | null {
  return keyMap()?.row ?? null
}

function boxOf(row: HTMLElement | null): HTMLInputElement | null {
  return row?.querySelector<HTMLInputElement>('[name=tickets]') ?? null
}

/** All that are picked, else the row one is at. */
function claimPicked(bar: HTMLElement): void {
  const form = bar.closest('form')
  const deed = bar.querySelector<HTMLSelectElement>('[name=deed]')
  const box = boxOf(rowHere())
  if (!form || !deed) return
  if (!form.querySelector('[name=tickets]:checked')) {
    if (!box) return
    box.checked = true
  }
  deed.value = 'claim'
  form.requestSubmit(bar.querySelector<HTMLButtonElement>('[value=bulk]'))
}

const link = (keys: string, selector: string): Deed => ({
  keys,
  target: () => find(selector),
  run: (target) => target.click(),
})

/** By the names that their words have. */
const deeds: Record<string, Deed> = {
  pick: {
    keys: 'x',
    target: () => boxOf(rowHere() ?? find('.work > li')),
    run: () => boxOf(rowHere())?.click(),
  },
  claim: {
    keys: 'c',
    target: () => find('.desk-work [value=claim], .bulk-bar'),
    run: (target) => (target.matches('.bulk-bar') ? claimPicked(target) : target.click()),
  },
  note: {
    keys: 'n',
    target: () => find('.composer [name=internal][value=on]'),
    run: (target) => {
      target.click()
      find('.composer textarea')?.focus()
    },
  },
  escalate: {
    keys: 'e',
    target: () => find('#escalate'),
    run: (target) => {
      target.setAttribute('open', '')
      target.querySelector<HTMLElement>('select')?.focus()
    },
  },
  next: { keys: 'j', target: () => alongQueue(1), run: (target) => target.click() },
  previous: { keys: 'k', target: () => alongQueue(-1), run: (target) => target.click() },
  queues: link('g q', '.desk-places a[href$="/desk"]'),
  mine: link('g m', '.queues a[href*="view=mine"]'),
  unassigned: link('g u', '.queues a[href*="view=unassigned"]'),
  templates: link('g t', '.desk-places a[href$="/desk/templates"]'),
  articles: link('g a', '.desk-places a[href$="/desk/articles"]'),
}

await customElements.whenDefined('key-map')
keyMap()?.addKeys({
  deeds: () => Object.keys(deeds).filter((name) => deeds[name]?.target()),
  // Two keys one after the other are parted by a space.
  keys: () =>
    Object.fromEntries(
      Object.values(deeds).flatMap(({ keys, target, run }) => {
        const found = target()
        return found ? [[keys, () => run(found)] as const] : []
      }),
    ),
})
