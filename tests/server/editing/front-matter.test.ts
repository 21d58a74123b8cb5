import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readMoment, shownFields, writeFields } from '#server/editing/article-fields.ts'
import { joinFile, readFields, setBody, setFields, splitFile } from '#server/editing/front-matter.ts'

const file = `---
# Kept by the access team.
title:   "A conta está bloqueada"   # as people say it
audience: public
products: [ gestor ]

aliases:
  - GST-1204   # the code
  - conta bloqueada
order: 30
updated: 2026-09-30
---
Primeira linha.  \r\n\r\n\tFim sem linha`

describe('the front matter', () => {
  it('changes the fields that are set and not a character else', () => {
    const changed = setFields(file, {
      title: 'Outra: conta',
      order: 40,
      aliases: ['x', 'y: z'],
      products: undefined,
    })
    expect(changed).toBe(`---
# Kept by the access team.
title: "Outra: conta"   # as people say it
audience: public

aliases: [x, "y: z"]
order: 40
updated: 2026-09-30
---
Primeira linha.  \r\n\r\n\tFim sem linha`)
    expect(readFields(changed)).toMatchObject({ title: 'Outra: conta', aliases: ['x', 'y: z'], order: 40 })
  })

  it('takes new fields at its end, also where there was none', () => {
    expect(setFields('---\ntitle: A\n---\nx', { owner: 'Inês' })).toBe('---\ntitle: A\nowner: Inês\n---\nx')
    expect(setFields('only text', { title: 'A' })).toBe('---\ntitle: A\n---\nonly text')
    expect(setFields('---\r\ntitle: A\r\n---\r\nx', { order: 1 })).toBe(
      '---\r\ntitle: A\r\norder: 1\r\n---\r\nx',
    )
  })

  it('is the same file again, put together', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('---', '\n', '\r\n', 'title: a', '\uFEFF', ' ', 'x', '# c') }),
        (text) => {
          const parts = splitFile(text)
          if (parts.matter !== '' || text.startsWith('---'))
            expect(joinFile(parts).endsWith(parts.body)).toBe(true)
          if (/^---\n[\s\S]*\n---\n/.test(text)) expect(joinFile(parts)).toBe(text)
        },
      ),
    )
  })

  it('keeps what was shown and not touched, whatever it is', () => {
    const shown = shownFields(file, 'faq', 'Europe/Lisbon')
    expect(writeFields(file, 'faq', (name) => shown[name] ?? '', 'Europe/Lisbon')).toBe(file)
  })

  it('holds any words', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }),
        fc.array(fc.string({ minLength: 1 }), { minLength: 1 }),
        (title, aliases) => {
          const written = setFields(file, { title, aliases })
          expect(readFields(written)).toMatchObject({ title, aliases, audience: 'public', order: 30 })
          expect(splitFile(written).body).toBe(splitFile(file).body)
        },
      ),
    )
  })

  it('reads moments by the clock of the house', () => {
    expect(readMoment('2026-11-24T10:00', 'Europe/Lisbon')).toBe(Date.UTC(2026, 10, 24, 10))
    expect(readMoment('2026-07-24T10:00', 'Europe/Lisbon')).toBe(Date.UTC(2026, 6, 24, 9))
    expect(readMoment('soon', 'Europe/Lisbon')).toBeNull()
    const typed = (name: string): string =>
      ({ ...shownFields(file, 'faq', 'Europe/Lisbon'), expireAt: '2026-07-24T10:00' })[name] ?? ''
    const written = writeFields(file, 'faq', typed, 'Europe/Lisbon')
    expect(readFields(written).expireAt).toBe('2026-07-24T09:00:00Z')
    expect(shownFields(written, 'faq', 'Europe/Lisbon').expireAt).toBe('2026-07-24T10:00')
  })
})

describe('the text below', () => {
  it('stays byte for byte when it comes back from a form', () => {
    const typed = splitFile(file).body.replaceAll(/\r?\n/g, '\r\n')
    expect(setBody(file, typed)).toBe(file)
    expect(setBody('---\na: 1\n---\nx\n', 'y\r\nz')).toBe('---\na: 1\n---\ny\nz')
    expect(setBody('---\na: 1\n---\nx\r\n', 'y\r\nz')).toBe('---\na: 1\n---\ny\r\nz')
  })
})
