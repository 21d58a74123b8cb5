import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { causeOf, deepest, mostRuns, stopped } from '#domain/rules/chain.ts'
import { definitionSchema, factNames, triggers } from '#domain/rules/definition.ts'
import { foresee } from '#domain/rules/foresee.ts'
import { type Facts, hasWords, holds, matches, searchable } from '#domain/rules/match.ts'
import { replay } from '#domain/rules/replay.ts'
import type { FactRow } from '#domain/rules/runs-store.ts'
import { triggerOf } from '#domain/rules/triggers.ts'

const facts: Facts = {
  priority: 'high',
  urgency: 'critical',
  impact: 'normal',
  product: 'gestor',
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
}

describe('matching', () => {
  it('asks each fact of the ticket', () => {
    const yes = {
      priority: 'high',
      urgency: 'critical',
      impact: 'normal',
      product: 'gestor',
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
      expect([fact, holds({ fact, values: ['none', value ?? 'customer'] }, facts)]).toEqual([
        fact,
        value !== undefined,
      ])
      expect([fact, holds({ fact, values: ['none'] }, facts)]).toEqual([fact, false])
    }
    const waits: Facts = {
      ...facts,
      status: 'waiting',
      waitingFor: 'customer',
      clock: 'line',
      assignee: 'eva',
      open: false,
    }
    expect(holds({ fact: 'waitingFor', values: ['customer'] }, waits)).toBe(true)
    expect(holds({ fact: 'clock', values: ['line'] }, waits)).toBe(true)
    expect(holds({ fact: 'assigned', values: ['somebody'] }, waits)).toBe(true)
    expect(holds({ fact: 'hours', values: ['closed'] }, waits)).toBe(true)
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
          const matched = matches(rule, trigger, facts)
          expect(matched).toBe(trigger === 'opened' && conditions.every((one) => holds(one, facts)))
          // Another condition never makes more of it; another value never less.
          if (!matched)
            expect(
              matches(
                { ...rule, conditions: [...conditions, conditions[0] ?? { fact: 'line', values: ['1'] }] },
                trigger,
                facts,
              ),
            ).toBe(false)
          const wider = conditions.map((one) => ({ ...one, values: [...one.values, 'high', '1', 'open'] }))
          if (matched) expect(matches({ ...rule, conditions: wider }, trigger, facts)).toBe(true)
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
  text: '',
}

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
        { kind: 'note', text: 'x' },
      ].slice(0, 8),
    })
    const first = moments[0]
    expect(first && foresee(actions, first.state).map(({ outcome, code }) => code ?? outcome)).toEqual([
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
})
