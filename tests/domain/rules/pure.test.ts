import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { causeOf, deepest, mostRuns, stopped } from '#domain/rules/chain.ts'
import { definitionSchema, type Fact, factNames, fieldOf, triggers } from '#domain/rules/definition.ts'
import { foresee } from '#domain/rules/foresee.ts'
import { type Facts, hasWords, holds, type Kinds, matches, searchable } from '#domain/rules/match.ts'
import { replay, type State } from '#domain/rules/replay.ts'
import type { FactRow } from '#domain/rules/runs-store.ts'
import { triggerOf } from '#domain/rules/triggers.ts'

const facts: Facts = {
  priority: 'high',
  urgency: 'critical',
  impact: 'normal',
  product: 'gestor',
  requestType: 'incidente',
  team: 'folha',
  organisation: 'vila-nova',
  line: 1,
  queue: 'support',
  status: 'open',
  waitingFor: null,
  channel: 'web',
  requesterRole: 'customer',
  assignee: null,
  open: true,
  clock: null,
  words: searchable('Não abre o expediente: erro G-210 na assinatura'),
  fields: { instalacao: 'local', posto: 'VN-SEC-014, na tesouraria', desde: '2026-11-20' },
}
const kinds: Kinds = new Map([
  ['instalacao', 'choice'],
  ['posto', 'text'],
])

describe('matching', () => {
  it('asks each fact of the ticket', () => {
    const yes = {
      priority: 'high',
      urgency: 'critical',
      impact: 'normal',
      product: 'gestor',
      requestType: 'incidente',
      team: 'folha',
      organisation: 'vila-nova',
      line: '1',
      queue: 'support',
      status: 'open',
      channel: 'web',
      requesterRole: 'customer',
      assigned: 'nobody',
      hours: 'open',
      words: 'expediente',
    } as const
    for (const fact of factNames) {
      const value = yes[fact as keyof typeof yes]
      expect([fact, holds({ fact, values: ['none', value ?? 'customer'] }, facts, kinds)]).toEqual([
        fact,
        value !== undefined,
      ])
      expect([fact, holds({ fact, values: ['none'] }, facts, kinds)]).toEqual([fact, false])
    }
    const waits: Facts = {
      ...facts,
      status: 'waiting',
      waitingFor: 'customer',
      clock: 'line',
      assignee: 'eva',
      open: false,
    }
    expect(holds({ fact: 'waitingFor', values: ['customer'] }, waits, kinds)).toBe(true)
    expect(holds({ fact: 'clock', values: ['line'] }, waits, kinds)).toBe(true)
    expect(holds({ fact: 'assigned', values: ['somebody'] }, waits, kinds)).toBe(true)
    expect(holds({ fact: 'hours', values: ['closed'] }, waits, kinds)).toBe(true)
  })

  it('asks the answers to fields, by their kind', () => {
    const says = (key: string, ...values: string[]): boolean =>
      holds({ fact: `field:${key}`, values }, facts, kinds)
    expect([
      says('instalacao', 'nuvem', 'local'),
      says('posto', 'tesour*'),
      says('posto', 'VN-sec*'),
    ]).toEqual(Array(3).fill(true))
    expect([says('instalacao', 'loc*'), says('posto', 'tesour'), says('outro', '*', 'x')]).toEqual(
      Array(3).fill(false),
    )
    expect(fieldOf('field:mais-pessoas')).toBe('mais-pessoas')
    expect([fieldOf('priority'), fieldOf('field:'), fieldOf('field:A b')]).toEqual([null, null, null])
  })

  it('is none of the values exactly where it is not one of them', () => {
    const fact = fc.constantFrom<Fact>(...factNames, 'field:instalacao', 'field:posto', 'field:outro')
    const value = fc.constantFrom('high', '1', 'open', 'local', 'tesouraria', 'expediente', 'nobody', 'x')
    fc.assert(
      fc.property(fact, fc.array(value, { minLength: 1 }), (name, values) => {
        const one = holds({ fact: name, values }, facts, kinds)
        expect(holds({ fact: name, not: true, values }, facts, kinds)).toBe(!one)
      }),
    )
    // What a ticket does not say is nothing of the kind.
    expect(holds({ fact: 'waitingFor', not: true, values: ['customer'] }, facts, kinds)).toBe(true)
  })

  it('finds whole words, without accents, in a row, and beginnings with a star', () => {
    const has = (sought: string): boolean => hasWords(facts.words, sought)
    expect(['NÃO', 'nao abre', 'g-210', 'assin*', 'erro G-2*', 'Expediente, erro'].map(has)).toEqual(
      Array(6).fill(true),
    )
    expect(['abr', 'abre expediente', 'G-21', '*', '', ' , '].map(has)).toEqual(Array(6).fill(false))
  })

  it('finds every word of a text in it, in any case', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-zA-Zçãéô0-9]{1,12}$/), { minLength: 1 }),
        fc.nat(),
        (words, at) => {
          const word = words[at % words.length] ?? ''
          const text = searchable(words.join(' '))
          expect(hasWords(text, word.toUpperCase())).toBe(true)
          expect(hasWords(text, `${word.slice(0, 3)}*`)).toBe(true)
        },
      ),
    )
  })

  it('holds for all conditions and any value', () => {
    const condition = fc.record({
      fact: fc.constantFrom('priority' as const, 'line' as const, 'status' as const, 'hours' as const),
      values: fc.array(fc.constantFrom('high', 'low', '1', '2', 'open', 'closed'), {
        minLength: 1,
        maxLength: 4,
      }),
    })
    fc.assert(
      fc.property(
        fc.array(condition, { maxLength: 5 }),
        fc.constantFrom(...triggers),
        (conditions, trigger) => {
          const rule = { when: ['opened' as const], conditions }
          const matched = matches(rule, trigger, facts, kinds)
          expect(matched).toBe(trigger === 'opened' && conditions.every((one) => holds(one, facts, kinds)))
          // Another condition never makes more of it; another value never less.
          if (!matched)
            expect(
              matches(
                { ...rule, conditions: [...conditions, conditions[0] ?? { fact: 'line', values: ['1'] }] },
                trigger,
                facts,
                kinds,
              ),
            ).toBe(false)
          const wider = conditions.map((one) => ({ ...one, values: [...one.values, 'high', '1', 'open'] }))
          if (matched) expect(matches({ ...rule, conditions: wider }, trigger, facts, kinds)).toBe(true)
        },
      ),
    )
  })
})

describe('chains', () => {
  it('come to an end whatever the rules set off, with no rule twice in one', () => {
    const graph = fc.dictionary(
      fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
      fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'), { maxLength: 8 }),
    )
    fc.assert(
      fc.property(graph, (follows) => {
        type Event = {
          id: number
          by: { ruleId: string; rootEventId: number; path: readonly string[] } | null
          for: string[]
        }
        let next = 2
        const waiting: Event[] = [{ id: 1, by: null, for: Object.keys(follows) }]
        let runs = 0
        let stops = 0
        for (let event = waiting.shift(); event; event = waiting.shift()) {
          const cause = causeOf(event.id, event.by)
          expect(cause.root).toBe(1)
          for (const rule of event.for) {
            if (stopped(rule, cause, runs)) {
              stops++
              continue
            }
            runs++
            expect(new Set([...cause.path, rule]).size).toBe(cause.path.length + 1)
            expect(cause.path.length).toBeLessThan(deepest)
            const by = { ruleId: rule, rootEventId: cause.root, path: cause.path }
            for (const other of follows[rule] ?? []) waiting.push({ id: next++, by, for: [other] })
          }
        }
        expect(runs).toBeLessThanOrEqual(mostRuns)
        expect(stops).toBeLessThanOrEqual(mostRuns * 8)
      }),
    )
  })

  it('tell why they are stopped', () => {
    expect(stopped('a', { root: 1, path: ['b', 'a'] }, 2)).toBe('loop')
    expect(stopped('a', { root: 1, path: ['b', 'c', 'd', 'e', 'f'] }, 2)).toBe('too-deep')
    expect(stopped('a', { root: 1, path: [] }, mostRuns)).toBe('too-many')
    expect(stopped('a', { root: 1, path: ['b'] }, 1)).toBeNull()
  })
})

describe('occasions', () => {
  it('are what people and clocks do, not what the system writes', () => {
    const of = (type: string, data = {}): unknown => triggerOf({ type, data })
    expect(of('ticket.replied', { authorKind: 'customer' })).toBe('customer-replied')
    expect(of('ticket.replied', { authorKind: 'agent' })).toBe('agent-replied')
    expect(of('ticket.replied', { authorKind: 'system' })).toBeNull()
    expect(of('ticket.promise-warned', { percent: 80 })).toBe('warned-80')
    expect(of('ticket.promise-warned', { percent: 30 })).toBeNull()
    expect(of('ticket.noted')).toBeNull()
  })
})

const row: FactRow = {
  id: 7,
  subject: 's',
  status: 'open',
  waitingFor: null,
  line: 2,
  queue: 'b',
  impact: 'critical',
  urgency: 'high',
  priority: 'critical',
  product: null,
  requestType: 'b',
  team: null,
  organisation: 'x',
  channel: 'web',
  assignee: null,
  requesterRole: 'customer',
  lang: 'pt',
  createdAt: 0,
  levelId: 'none',
  levelVersion: 0,
  calendarVersion: 0,
  closedDays: null,
  fields: '{"a":"2","b":"3"}',
  text: '',
}

const none = { requestTypes: [], product: null }

describe('replaying', () => {
  it('tells a ticket as it was at each event', () => {
    let id = 0
    const event = (type: string, data: Record<string, unknown>, at = id) => ({
      id: id++,
      at,
      type: `ticket.${type}`,
      ticketId: 7,
      requestId: String(at),
      data,
    })
    const moments = replay(row, [
      event('opened', { priority: 'high' }),
      event('claimed', { to: 'eva' }),
      event('priority-changed', {
        from: 'high',
        to: 'critical',
        impact: 'critical',
        urgency: 'high',
        before: { impact: 'normal', urgency: 'high' },
      }),
      event('replied', { authorKind: 'agent' }, 50),
      event('status-changed', { from: 'open', to: 'waiting', waitingFor: 'customer' }, 50),
      event('escalated', { from: 1, to: 2, assignee: 'filipe' }),
      event('queue-changed', { from: 'a', to: 'b' }),
      event('closed', { to: 'closed' }),
    ])
    expect(
      moments.map(({ trigger, state }) => [
        trigger,
        state.status,
        state.line,
        state.impact,
        state.assignee,
        state.queue,
      ]),
    ).toEqual([
      ['opened', 'new', 1, 'normal', null, 'a'],
      ['priority-changed', 'open', 1, 'critical', 'eva', 'a'],
      ['agent-replied', 'waiting', 1, 'critical', 'eva', 'a'],
      ['status-changed', 'waiting', 1, 'critical', 'eva', 'a'],
      ['escalated', 'waiting', 2, 'critical', 'filipe', 'a'],
      ['closed', 'closed', 2, 'critical', 'filipe', 'b'],
    ])
    const corrected = replay(row, [
      event('opened', {}),
      event('fields-changed', { changes: [{ field: 'a', was: '1', is: '2' }] }),
      event('fields-changed', {
        changes: [
          { field: 'b', was: null, is: '3' },
          { field: 'c', was: '4', is: null },
        ],
      }),
    ])
    expect(corrected.map(({ trigger, state }) => [trigger, state.fields])).toEqual([
      ['opened', { a: '1', c: '4' }],
      ['fields-changed', { a: '2', c: '4' }],
      ['fields-changed', { a: '2', b: '3' }],
    ])
    const { actions } = definitionSchema.parse({
      when: ['opened'],
      actions: [
        { kind: 'escalate', line: 2, why: 'critical', summary: 'x' },
        { kind: 'escalate', line: 2, why: 'critical', summary: 'x' },
        { kind: 'assign', person: 'filipe' },
        { kind: 'assign', person: 'filipe' },
        { kind: 'status', status: 'closed' },
        { kind: 'escalate', line: 3, why: 'critical', summary: 'x' },
        { kind: 'priority', impact: 'normal', reason: 'x' },
        { kind: 'queue', queue: 'b' },
      ],
    })
    const first = moments[0]
    expect(first && foresee(actions, first.state, none).map(({ outcome, code }) => code ?? outcome)).toEqual([
      'done',
      'escalate-upwards',
      'done',
      'nothing',
      'done',
      'ticket-not-active',
      'nothing',
      'done',
    ])
  })

  it('foresees a type of request by the product of the ticket', () => {
    const [moment] = replay(row, [
      { id: 1, at: 0, type: 'ticket.opened', ticketId: 7, requestId: 'r', data: {} },
    ])
    const types = [
      { id: 'a', productIds: [] },
      { id: 'b', productIds: ['gestor'] },
      { id: 'c', productIds: ['folha'] },
    ].map((type) => ({ ...type, names: { pt: '', en: '' } }))
    const { actions } = definitionSchema.parse({
      when: ['opened'],
      actions: ['b', 'a', 'a', 'c', 'b'].map((requestType) => ({ kind: 'request-type', requestType })),
    })
    const steps = (product: string | null): string[] =>
      foresee(actions, moment?.state as State, { requestTypes: types, product }).map(
        ({ outcome, code }) => code ?? outcome,
      )
    const refused = 'requestType: type-not-of-product'
    expect(steps('gestor')).toEqual(['nothing', 'done', 'nothing', refused, 'done'])
    // What it is already stays, as the verb leaves it.
    expect(steps(null)).toEqual(['nothing', 'done', 'nothing', refused, refused])
  })
})
