import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { end, readDefinition } from '#domain/processes/index.ts'
import { isDomainError } from '#domain/shared/index.ts'
import { access, names } from './support.ts'

function faults(input: unknown): string[] {
  try {
    readDefinition(input)
    return []
  } catch (error) {
    if (!isDomainError(error)) throw error
    return error.fields.map(({ field, code }) => `${field}: ${code}`)
  }
}

/** The definition with one thing changed, named by its path. */
function changed(path: string, value: unknown): unknown {
  const copy = structuredClone(access) as unknown
  const parts = path.split('.')
  let node = copy as Record<string, unknown>
  for (const part of parts.slice(0, -1)) node = node[part] as Record<string, unknown>
  const last = parts.at(-1) ?? ''
  if (value === undefined) delete node[last]
  else node[last] = value
  return copy
}

const step = (id: string, next: readonly unknown[], more: object = {}): object => ({
  id,
  by: 'agent',
  names: names(id),
  next,
  ...more,
})
const withSteps = (...steps: object[]): object => ({ id: 'um', names: names('Um'), steps })
const form = { fields: [{ key: 'a', names: names('A'), kind: 'text' }] }

describe('a process definition', () => {
  it('is read with what it leaves out', () => {
    expect(faults(access)).toEqual([])
    const read = readDefinition(withSteps(step('a', [{ to: end }])))
    expect(read.end).toEqual([])
    expect(read.steps[0]).toMatchObject({ fields: [], enter: [] })
  })

  it.each([
    ['id', 'Com espaço', 'id: not-a-word'],
    ['id', 'new', 'id: reserved'],
    ['names.en', undefined, 'names.en: required'],
    ['steps', [], 'steps: required'],
    ['passos', 1, 'passos: unknown-name'],
    ['steps.0.feilds', [], 'steps.0.feilds: unknown-name'],
    ['steps.0.by', 'chefe', 'steps.0.by: invalid'],
    ['steps.1.id', 'pedido', 'steps.1.id: twice'],
    ['steps.1.id', 'end', 'steps.1.id: reserved'],
    ['steps.0.fields.1.key', 'quem', 'steps.0.fields.1.key: twice'],
    ['steps.0.fields.0.kind', 'choice', 'steps.0.fields.0.options: required'],
    [
      'steps.0.fields.0.options',
      [{ value: 'a', names: names('A') }],
      'steps.0.fields.0.options: options-of-choice',
    ],
    ['steps.2.fields.0.options.1.value', 'leitura', 'steps.2.fields.0.options.1.value: twice'],
    ['steps.1.next.0.to', 'nenhures', 'steps.1.next.0.to: unknown-step'],
    ['steps.0.next.0.when.field', 'nada', 'steps.0.next.0.when.field: unknown-field'],
    ['steps.0.next.0.when.field', 'quem', 'steps.0.next.0.when.field: not-a-choice'],
    ['steps.0.next.0.when.is', 'talvez', 'steps.0.next.0.when.is: unknown-value'],
    ['steps.2.next.0.names', undefined, 'steps.2.next: mixed-ways'],
    ['steps.2.next.1.when', { field: 'perfil', is: 'tudo' }, 'steps.2.next: no-free-button'],
    ['steps.0.next.1.when', { field: 'urgente', is: 'no' }, 'steps.0.next: no-last-way'],
    ['steps.0.next.0.when', undefined, 'steps.0.next.1: never-taken'],
    ['steps.0.next.0.to', 'decisao', 'steps.1.id: unreachable'],
    ['steps.2.enter.0', { kind: 'status', status: 'waiting' }, 'steps.2.enter.0.waitingFor: required'],
    [
      'steps.2.enter.0',
      { kind: 'status', status: 'open', waitingFor: 'customer' },
      'steps.2.enter.0.waitingFor: waiting-only',
    ],
    ['steps.1.enter.0', { kind: 'priority', reason: 'Porque sim' }, 'steps.1.enter.0.impact: required'],
  ])('says what is wrong with %s = %j', (path, value, fault) => {
    expect(faults(changed(path, value))).toContain(fault)
  })

  it('says which steps lead nowhere, and which loop without anything to fill in', () => {
    const stuck = withSteps(
      step(
        'a',
        [
          { to: 'b', names: names('B') },
          { to: end, names: names('Fim') },
        ],
        form,
      ),
      step('b', [{ to: 'c' }], form),
      step('c', [{ to: 'b' }], form),
    )
    expect(faults(stuck)).toEqual(['steps.1.next: no-way-out', 'steps.2.next: no-way-out'])
    const idle = (more: object): object =>
      withSteps(
        step('a', [{ to: 'b' }]),
        step(
          'b',
          [
            { to: 'a', names: names('A') },
            { to: end, names: names('Fim') },
          ],
          more,
        ),
      )
    expect(faults(idle({}))).toEqual(['steps.0.next: loop-without-form', 'steps.1.next: loop-without-form'])
    expect(faults(idle(form))).toEqual([])
  })

  it('has at most twenty steps, and twenty fields a step', () => {
    const many = Array.from({ length: 21 }, (_, at) => step(`s${at}`, [{ to: at < 20 ? `s${at + 1}` : end }]))
    expect(faults(withSteps(...many))).toEqual(['steps: too-many'])
    const fields = Array.from({ length: 21 }, (_, at) => ({ key: `f${at}`, names: names('F'), kind: 'text' }))
    expect(faults(withSteps(step('a', [{ to: end }], { fields })))).toEqual(['steps.0.fields: too-many'])
  })

  /** Any plan of steps: buttons to anywhere, also to steps that are not there. */
  const plan = fc.integer({ min: 1, max: 8 }).chain((size) =>
    fc.array(
      fc.record({
        tos: fc.uniqueArray(fc.integer({ min: 0, max: size }), { minLength: 1, maxLength: 4 }),
        filled: fc.boolean(),
      }),
      { minLength: size, maxLength: size },
    ),
  )
  const idOf = (at: number, size: number): string => (at === size ? end : `s${at}`)

  it('is accepted exactly where every step is come to, comes to the end, and waits for something in a loop', () => {
    fc.assert(
      fc.property(plan, (steps) => {
        const size = steps.length
        const walk = (from: readonly number[], may: (at: number) => boolean): Set<number> => {
          const seen = new Set<number>()
          const queue = [...from]
          for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
            if (seen.has(at) || !may(at)) continue
            seen.add(at)
            queue.push(...(steps[at]?.tos ?? []))
          }
          return seen
        }
        const every = steps.map((_, at) => at)
        const whole = walk([0], () => true)
        const idle = (at: number): boolean => at < size && steps[at]?.filled === false
        const sound =
          every.every((at) => whole.has(at) && walk([at], () => true).has(size)) &&
          every.every((at) => !idle(at) || !walk(steps[at]?.tos ?? [], idle).has(at))
        const typed = withSteps(
          ...steps.map(({ tos, filled }, at) =>
            step(
              idOf(at, size),
              tos.map((to) => ({ to: idOf(to, size), names: names('Ir') })),
              filled ? form : {},
            ),
          ),
        )
        expect(faults(typed).length === 0).toBe(sound)
      }),
      { numRuns: 400 },
    )
  })

  it('refuses whatever else is typed with faults, never by breaking', () => {
    fc.assert(
      fc.property(fc.anything(), (typed) => {
        expect(faults(typed).length).toBeGreaterThan(0)
      }),
    )
  })
})
