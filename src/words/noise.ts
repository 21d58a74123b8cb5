import { fold, type Lang, wordsOf } from './fold.ts'

const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/))

/** Words that tell nothing of what is sought, folded. */
const noise: Record<Lang, ReadonlySet<string>> = {
  pt: list(`a o as os e ou de do da dos das em no na nos nas um uma uns umas por pelo pela para com sem que se ao aos a
    como qual quais onde quando quanto quanta porque porquê pq meu minha meus minhas seu sua eu me nao posso pode podemos
    podem fazer faco faz e esta estao estou ha tem tenho ter foi ser sao isto isso este esta esse essa nada ja so mas
    quero queria preciso ajuda gostaria devo deve possivel`),
  en: list(`a an the and or of in on at to for with without by from is are was be been do does did how what where when
    which who why my our your i we you me it its this that these those not no can cant cannot could should would will
    need want have has had get there any some if so but as into please help`),
}
const folded: Record<Lang, ReadonlySet<string>> = {
  pt: new Set([...noise.pt].map(fold)),
  en: new Set([...noise.en].map(fold)),
}

const most = 10

/** The words of a query that tell something, at most ten; noise only where there is nothing else. */
export function tellingWords(q: string, lang: Lang): string[] {
  const all = [...new Set(wordsOf(q))]
  const telling = all.filter((word) => !folded[lang].has(fold(word)))
  return (telling.length > 0 ? telling : all).slice(0, most)
}
