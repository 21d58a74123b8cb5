import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { eventNames } from '#i18n/event-names.ts'

const source = join(import.meta.dirname, '../../src')

/** Types of events as the code writes them: `type: 'noun.past'`, also one of several. */
function typesIn(folder: string): Set<string> {
  const types = new Set<string>()
  for (const item of readdirSync(join(source, folder), { recursive: true, withFileTypes: true })) {
    if (!item.name.endsWith('.ts')) continue
    const text = readFileSync(join(item.parentPath, item.name), 'utf8')
    for (const [, written = ''] of text.matchAll(/\btype: ([^,}]*'[a-z-]+\.[a-z-]+'[^,}]*)/g))
      for (const [, type = ''] of written.matchAll(/'([a-z-]+\.[a-z-]+)'/g)) types.add(type)
  }
  return types
}

test('every event of the audit has a name in both languages', () => {
  const types = [...typesIn('domain'), ...typesIn('server')]
  expect(types.length).toBeGreaterThan(120)
  expect(types.filter((type) => !eventNames[type])).toEqual([])
  for (const [pt, en] of Object.values(eventNames)) expect(pt).not.toBe(en)
})
