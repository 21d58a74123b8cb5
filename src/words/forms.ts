import { fold, isCode, type Lang } from './fold.ts'

// Endings that one word has in singular and plural, without accents: the indexes have none.
const endings: Record<Lang, readonly (readonly [RegExp, readonly string[]])[]> = {
  pt: [
    [/coes$/, ['cao']],
    [/cao$/, ['coes']],
    [/(?:oes|aes)$/, ['ao']],
    [/ao$/, ['oes', 'aos']],
    [/ais$/, ['al']],
    [/al$/, ['ais']],
    [/eis$/, ['el', 'il']],
    [/el$/, ['eis']],
    [/il$/, ['is', 'eis']],
    [/is$/, ['il']],
    [/ns$/, ['m']],
    [/m$/, ['ns']],
    [/([rz])es$/, ['$1']],
    [/([rz])$/, ['$1es']],
    [/([aeo])s$/, ['$1']],
    [/([aeo])$/, ['$1s']],
  ],
  en: [
    [/ies$/, ['y']],
    [/([^aeiou])y$/, ['$1ies']],
    [/(s|x|ch|sh)es$/, ['$1']],
    [/([^s])s$/, ['$1']],
    [/([^sy])$/, ['$1s']],
  ],
}

/** A word, folded, and its singular or plural. */
export function forms(word: string, lang: Lang): string[] {
  const plain = fold(word)
  // `gst5013` is how people type GST-5013.
  const code = /^([a-z]{2,5})(\d{2,})$/.exec(plain)
  if (code) return [plain, `${code[1]}-${code[2]}`]
  if (plain.length < 4 || isCode(plain)) return [plain]
  const rule = endings[lang].find(([ending]) => ending.test(plain))
  return rule ? [plain, ...rule[1].map((ending) => plain.replace(rule[0], ending))] : [plain]
}

const suffixes: Record<Lang, RegExp> = {
  pt: /(?:izacoes|izacao|amentos?|imentos?|adores|adoras?|ador|antes?|encias?|idades?|mente|acoes|acao|icoes|icao|coes|cao|aria|asse|aram|ando|endo|indo|ados?|adas?|idos?|idas?|avam|ava|iam|ia|amos|emos|imos|are?i|arao|ou|ar|er|ir|am|em|as|es|os|is|ns|a|e|o|s|m)$/,
  en: /(?:ations?|ings?|ments?|ers?|ies|ied|edly|ed|es|s|ly|e|y)$/,
}

/** What forms of one word share, roughly: for comparing words, not for showing them. */
export function stem(word: string, lang: Lang): string {
  const plain = fold(word)
  if (isCode(plain) || plain.length < 5) return plain
  const cut = plain.replace(suffixes[lang], '')
  return cut.length >= 4 ? cut : plain.slice(0, Math.max(4, cut.length))
}
