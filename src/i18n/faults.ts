import { define } from './define.ts'

const expectationsPt: readonly (readonly [RegExp, string])[] = [
  [/^words$/, 'algum texto'],
  [/^(\d+) characters or fewer$/, 'no máximo $1 caracteres'],
  [/^an article that exists$/, 'um artigo que exista'],
  [/^a heading that exists$/, 'um título que exista nesse artigo'],
  [/^articles that exist \((.*) does not\)$/, 'artigos que existam ($1 não existe)'],
  [/^an image that exists$/, 'uma imagem que exista'],
  [/^an image below the content folder$/, 'uma imagem na pasta dos conteúdos'],
  [/^an image file \((.*)\)$/, 'um ficheiro de imagem ($1)'],
  [/^an image of 2 MB or less \(this one has (.*) MB\)$/, 'uma imagem até 2 MB (esta tem $1 MB)'],
  [/^an SVG without script$/, 'um SVG sem programas'],
  [/^an image with a width and a height$/, 'uma imagem com largura e altura'],
  [/^words in !\[…\] that say what the image shows$/, 'palavras em ![…] que digam o que a imagem mostra'],
  [
    /^an article that every reader of this one may open \(that one is for (.*)\)$/,
    'um artigo que todos os leitores deste possam abrir (esse é só para: $1)',
  ],
  [/^an address of its own \((.*) has (.*) already\)$/, 'um endereço só seu ($1 já tem $2)'],
  [/^a folder named in (.*)$/, 'uma categoria de $1'],
  [/^a version named in (.*)$/, 'uma versão de $1'],
  [/^one of (.*)$/, 'um destes: $1'],
  [/^a date such as (.*)$/, 'uma data como $1'],
  [/^a moment such as (.*)$/, 'um momento como $1'],
  [/^a whole number( of 0 or more)?$/, 'um número inteiro'],
  [/^lower-case letters, digits and hyphens$/, 'letras minúsculas sem acentos, algarismos e hífenes'],
  [/^a version in quotes, such as (.*)$/, 'uma versão, como $1'],
  [
    /^the path of an article below content, without language and \.md$/,
    'o caminho de um artigo, sem língua e sem .md',
  ],
  [/^no field of this name$/, 'que este campo não existisse'],
  [/^front matter between two lines of ---$/, 'um cabeçalho entre duas linhas com ---'],
]

function expectedPt(expected: string): string {
  const known = expectationsPt.find(([shape]) => shape.test(expected))
  return known ? expected.replace(known[0], known[1]) : expected
}

/** Words of what keeps a text from being published. */
export const faults = define({
  pt: {
    faults: (count: number) =>
      count === 1 ? '1 coisa a corrigir antes de publicar' : `${count} coisas a corrigir antes de publicar`,
    noFaults: 'Pronto a publicar',
    line: (line: number) => `linha ${line}`,
    fault: (field: string, expected: string): string =>
      `${field ? `${field}: ` : ''}esperava-se ${expectedPt(expected)}`,
  },
  en: {
    faults: (count: number) =>
      count === 1 ? '1 thing to correct before publishing' : `${count} things to correct before publishing`,
    noFaults: 'Ready to publish',
    line: (line: number) => `line ${line}`,
    fault: (field: string, expected: string): string => `${field ? `${field}: ` : ''}expected ${expected}`,
  },
})
