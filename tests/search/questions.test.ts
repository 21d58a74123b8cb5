import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'

const kinds = [
  'words',
  'code',
  'version',
  'typo',
  'plural',
  'accentless',
  'synonym',
  'question',
  'exact',
  'nothing',
]

type Question = { q: string; kind: string; split: string; judged: Record<string, number> }

function read(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
}

/** What the head of an article says of who may read it; nothing if there is no such article. */
function audience(path: string): unknown {
  try {
    return parse(read(path).split(/^---$/m)[1] ?? '')?.audience
  } catch {
    return undefined
  }
}

describe.each(['pt', 'en'])('the search questions in %s', (language) => {
  const questions: Question[] = parse(read(`tests/search/questions.${language}.yaml`))
  const ask = (wrong: (question: Question) => boolean): string[] => questions.filter(wrong).map(({ q }) => q)

  test('are enough, and none is there twice', () => {
    expect(questions.filter(({ kind }) => kind !== 'nothing').length).toBeGreaterThanOrEqual(60)
    const seen = questions.map(({ q }) => q.trim().toLowerCase())
    expect(seen.filter((q, index) => seen.indexOf(q) !== index)).toEqual([])
  })

  test('have a text, a known kind and a known split', () => {
    expect(ask(({ q }) => typeof q !== 'string' || q.trim() === '' || q !== q.trim())).toEqual([])
    expect(ask(({ kind }) => !kinds.includes(kind))).toEqual([])
    expect(ask(({ split }) => split !== 'tune' && split !== 'held')).toEqual([])
  })

  test('are held out by half, within each kind', () => {
    for (const kind of kinds) {
      const splits = questions.filter((question) => question.kind === kind).map(({ split }) => split)
      const held = splits.filter((split) => split === 'held').length
      expect(Math.abs(splits.length - 2 * held), kind).toBeLessThanOrEqual(1)
    }
  })

  test('have grades from 1 to 3, and none only where nothing answers', () => {
    expect(ask(({ judged }) => Object.values(judged).some((grade) => ![1, 2, 3].includes(grade)))).toEqual([])
    expect(ask(({ kind, judged }) => (kind === 'nothing') !== (Object.keys(judged).length === 0))).toEqual([])
    expect(
      ask(({ kind, judged }) => kind !== 'nothing' && !Object.values(judged).some((grade) => grade === 3)),
    ).toEqual([])
  })

  test('name public articles', () => {
    const named = new Set(questions.flatMap(({ judged }) => Object.keys(judged)))
    const hidden = [...named].filter((id) => audience(`content/${id}.${language}.md`) !== 'public')
    expect(hidden).toEqual([])
  })
})
