import type { FieldProblem } from '#domain/shared/index.ts'

export type Told = { 'aria-invalid': true | undefined; 'aria-describedby': string | undefined }

/** What a control says of itself: what is wrong with it, which stands above it (WCAG 3.3.1), and then its hint. */
export function told(name: string, problems: readonly FieldProblem[], hint?: string): Told {
  const wrong = problems.some(({ field }) => field === name)
  return {
    'aria-invalid': wrong || undefined,
    'aria-describedby': [wrong && `${name}-problem`, hint].filter(Boolean).join(' ') || undefined,
  }
}

// Quoted values may hold what was typed, angle brackets too.
const control = /<(?:input|select|textarea|fieldset)(?=[\s>])(?:\s+[^\s"=<>/]+(?:="[^"]*")?)*/g

/** Markup whose control of this name says what `told` tells, before whatever it is described by already. */
export function tell(markup: string, name: string, said: Told): string {
  return markup.replace(control, (tag) => {
    if (!tag.includes(` id="${name}"`)) return tag
    const own = / aria-describedby="([^"]*)"/.exec(tag)
    const ids = [...new Set(`${said['aria-describedby'] ?? ''} ${own?.[1] ?? ''}`.split(' ').filter(Boolean))]
    const bare = own ? tag.replace(own[0], '') : tag
    const invalid = said['aria-invalid'] && !/ aria-invalid\b/.test(tag) ? ' aria-invalid="true"' : ''
    return bare + invalid + (ids.length > 0 ? ` aria-describedby="${ids.join(' ')}"` : '')
  })
}
