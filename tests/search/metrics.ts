import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

export type Question = {
  q: string
  kind: string
  split: 'tune' | 'held'
  /** Grade by article id. */
  judged: Record<string, number>
}

export function questionsOf(lang: 'pt' | 'en'): Question[] {
  return parse(readFileSync(join(import.meta.dirname, `questions.${lang}.yaml`), 'utf8')) as Question[]
}

/** Shares, from 0 to 1, of questions that something answers; `quiet`: of those that nothing answers, how many found nothing. */
export type Quality = { first: number; three: number; ndcg: number; quiet: number; asked: number }

const gain = (grade: number): number => 2 ** grade - 1

/** Normalised discounted cumulative gain of the first five (Järvelin and Kekäläinen, 2002). */
export function ndcg5({ judged }: Question, found: readonly string[]): number {
  const sum = (grades: readonly number[]): number =>
    grades.slice(0, 5).reduce((total, grade, at) => total + gain(grade) / Math.log2(at + 2), 0)
  const best = sum(Object.values(judged).sort((a, b) => b - a))
  return best === 0 ? 0 : sum(found.map((id) => judged[id] ?? 0)) / best
}

/** Whether one of the first `places` is among the best there are. */
export function succeeds({ judged }: Question, found: readonly string[], places: number): boolean {
  const best = Math.max(...Object.values(judged))
  return found.slice(0, places).some((id) => judged[id] === best)
}

/** @param answers for each question, ids of the articles found, best first */
export function qualityOf(questions: readonly Question[], answers: readonly (readonly string[])[]): Quality {
  const all = questions.map((question, at) => ({ question, found: answers[at] ?? [] }))
  const answered = all.filter(({ question }) => Object.keys(question.judged).length > 0)
  const unanswered = all.filter(({ question }) => Object.keys(question.judged).length === 0)
  const mean = (values: readonly number[]): number =>
    values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
  return {
    first: mean(answered.map(({ question, found }) => Number(succeeds(question, found, 1)))),
    three: mean(answered.map(({ question, found }) => Number(succeeds(question, found, 3)))),
    ndcg: mean(answered.map(({ question, found }) => ndcg5(question, found))),
    quiet: mean(unanswered.map(({ found }) => Number(found.length === 0))),
    asked: answered.length,
  }
}
