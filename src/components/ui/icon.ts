import { unescapeHTML } from 'astro/runtime/server/index.js'
import type { IconNode } from 'lucide'
import type { Html } from './html.ts'

const drawn = new WeakMap<IconNode, Map<string, Html>>()

/**
 * An icon as markup, hidden from assistive technology: words stand beside it or in the label of what it is in. Not a
 * component: a page has dozens of icons, and each component costs more than the rest of the line it stands in.
 * @param size in CSS pixels
 */
export function icon(node: IconNode, size = 24, classes = ''): Html {
  const variants = drawn.get(node) ?? new Map<string, Html>()
  drawn.set(node, variants)
  const key = `${size} ${classes}`
  const held = variants.get(key) ?? unescapeHTML(draw(node, size, classes))
  variants.set(key, held)
  return held
}

function draw(node: IconNode, size: number, classes: string): string {
  const shapes = node.map(([tag, attributes]) => {
    const pairs = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`)
    return `<${tag}${pairs.join('')}/>`
  })
  const names = ['icon', classes].filter(Boolean).join(' ')
  return `<svg class="${names}" width="${size}" height="${size}" viewBox="0 0 24 24" aria-hidden="true">${shapes.join('')}</svg>`
}
