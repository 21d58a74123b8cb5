import { define } from './define.ts'

/** Words for taking customers over from a CSV file. */
export const importing = define({
  pt: {
    lead: 'Primeiro mostra-se o que mudaria; só depois de confirmar é que muda. Com uma linha recusada, nada muda.',
    kind: 'O que está no ficheiro',
    kinds: { organisations: 'Organizações', people: 'Pessoas', contracts: 'Contratos' },
    hints: {
      organisations:
        'Uma linha por organização. Encontra-se pelo identificador, senão pelo nome. Os dias fechados separam-se com |.',
      people: 'Uma linha por pessoa, encontrada pelo e-mail. A organização pelo nome ou identificador.',
      contracts:
        'Uma linha por produto; as do mesmo contrato têm o mesmo identificador. Os produtos substituem os que havia.',
    },
    template: 'Transferir modelo',
    file: 'Ficheiro CSV',
    fileHint: (rows: string) => `Até ${rows} linhas e 5 MB; com vírgulas, ponto e vírgula ou tabulações.`,
    pasted: 'Ou cole as linhas',
    preview: 'Ver o que mudaria',
    seen: 'O que mudaria',
    converted: 'O ficheiro não está em UTF-8: foi lido como Windows-1252. Verifique os acentos.',
    counts: {
      new: (n: number) => (n === 1 ? '1 nova' : `${n} novas`),
      changed: (n: number) => (n === 1 ? '1 alterada' : `${n} alteradas`),
      same: (n: number) => (n === 1 ? '1 igual' : `${n} iguais`),
      refused: (n: number) => (n === 1 ? '1 recusada' : `${n} recusadas`),
    },
    line: 'Linha',
    what: 'O quê',
    outcome: 'Resultado',
    details: 'Pormenores',
    outcomes: { new: 'nova', changed: 'alterada', same: 'igual', refused: 'recusada' },
    more: (n: number) => `E mais ${n} linhas.`,
    correct: 'Corrija as linhas recusadas e envie o ficheiro outra vez: nada muda enquanto houver uma.',
    nothing: 'Nada mudaria.',
    confirm: 'Confirmar importação',
    cancel: 'Cancelar',
    done: (counts: string) => `Importação feita: ${counts}.`,
  },
  en: {
    lead: 'First you see what would change; only when you confirm it changes. With a refused line, nothing does.',
    kind: 'What is in the file',
    kinds: { organisations: 'Organisations', people: 'People', contracts: 'Contracts' },
    hints: {
      organisations:
        'A line for each organisation. It is found by identifier, else by name. Closed days are parted by |.',
      people: 'A line for each person, found by e-mail. The organisation by name or identifier.',
      contracts:
        'A line for each product; those of one contract have the same identifier. The products replace what was there.',
    },
    template: 'Download template',
    file: 'CSV file',
    fileHint: (rows: string) => `Up to ${rows} lines and 5 MB; with commas, semicolons or tabs.`,
    pasted: 'Or paste the lines',
    preview: 'See what would change',
    seen: 'What would change',
    converted: 'The file is not UTF-8: it was read as Windows-1252. Check the accents.',
    counts: {
      new: (n: number) => `${n} new`,
      changed: (n: number) => `${n} changed`,
      same: (n: number) => `${n} the same`,
      refused: (n: number) => `${n} refused`,
    },
    line: 'Line',
    what: 'What',
    outcome: 'Outcome',
    details: 'Details',
    outcomes: { new: 'new', changed: 'changed', same: 'the same', refused: 'refused' },
    more: (n: number) => `And ${n} lines more.`,
    correct: 'Correct the refused lines and send the file again: nothing changes while there is one.',
    nothing: 'Nothing would change.',
    confirm: 'Confirm import',
    cancel: 'Cancel',
    done: (counts: string) => `Import done: ${counts}.`,
  },
})
