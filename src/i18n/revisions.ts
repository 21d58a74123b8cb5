import { define } from './define.ts'

/** Words of an article’s history, of two texts compared and of two made one. */
export const revisions = define({
  pt: {
    historyTitle: 'Histórico',
    causes: {
      saved: 'guardou',
      merged: 'juntou dois textos',
      restored: 'trouxe de volta a revisão',
      published: 'publicou',
      archived: 'arquivou',
      file: 'Encontrado na pasta',
    },
    revision: (number: number) => `Revisão ${number}`,
    comparedWith: (number: number | null) =>
      number === null ? 'A primeira' : `O que mudou desde a revisão ${number}`,
    compareNewest: 'Comparar com a atual',
    restore: 'Trazer de volta como rascunho',
    older: 'Mais antigas',
    same: 'Os dois textos são iguais.',
    skipped: (count: number) => (count === 1 ? '1 linha igual' : `${count} linhas iguais`),
    added: 'acrescentado',
    removed: 'retirado',
    conflictTitle: 'Dois textos para juntar',
    conflictLead:
      'Enquanto escrevia, alguém guardou outro texto. Nada se perdeu: o que só um dos dois mudou já está junto; escolha o resto.',
    conflictFile:
      'O ficheiro mudou na pasta desde que este rascunho começou. O que só um dos dois mudou já está junto; escolha o resto.',
    conflictNone: 'Os dois textos juntam-se sem conflitos. Veja o resultado e guarde-o.',
    yours: 'O seu texto',
    theirs: 'O outro texto',
    before: 'Como era antes',
    both: 'Os dois, primeiro o seu',
    ownWords: 'Outras palavras',
    nothingThere: '(nada)',
    keepMerged: 'Guardar o texto junto',
    conflictAfter: 'Depois de guardar, continua a editar à vontade.',
    place: (at: number, of: number) => `Escolha ${at} de ${of}`,
    original: 'Original',
    changedSince: (moment: string) => `O que mudou no original desde que a tradução foi guardada (${moment})`,
    unchangedSince: 'O original não mudou desde que a tradução foi guardada.',
  },
  en: {
    historyTitle: 'History',
    causes: {
      saved: 'saved',
      merged: 'merged two texts',
      restored: 'brought back revision',
      published: 'published',
      archived: 'archived',
      file: 'Found in the folder',
    },
    revision: (number: number) => `Revision ${number}`,
    comparedWith: (number: number | null) =>
      number === null ? 'The first' : `What changed since revision ${number}`,
    compareNewest: 'Compare with the current one',
    restore: 'Bring back as a draft',
    older: 'Older',
    same: 'The two texts are the same.',
    skipped: (count: number) => (count === 1 ? '1 equal line' : `${count} equal lines`),
    added: 'added',
    removed: 'removed',
    conflictTitle: 'Two texts to make one',
    conflictLead:
      'While you were writing, somebody saved another text. Nothing is lost: what only one of you changed is merged already; choose the rest.',
    conflictFile:
      'The file has changed in the folder since this draft began. What only one of them changed is merged already; choose the rest.',
    conflictNone: 'The two texts merge without conflicts. Look at the result and save it.',
    yours: 'Your text',
    theirs: 'The other text',
    before: 'As it was before',
    both: 'Both, yours first',
    ownWords: 'Other words',
    nothingThere: '(nothing)',
    keepMerged: 'Save the merged text',
    conflictAfter: 'Once saved, you go on editing freely.',
    place: (at: number, of: number) => `Choice ${at} of ${of}`,
    original: 'Original',
    changedSince: (moment: string) =>
      `What changed in the original since the translation was saved (${moment})`,
    unchangedSince: 'The original has not changed since the translation was saved.',
  },
})
