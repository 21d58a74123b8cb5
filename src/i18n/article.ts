import { define } from './define.ts'

/** Words of one article, whatever its kind. */
export const article = define({
  pt: {
    linkTo: (heading: string) => `Ligação para «${heading}»`,
    table: (section: string) => (section ? `Tabela em «${section}»` : 'Tabela'),
    callouts: {
      note: 'Nota',
      tip: 'Sugestão',
      important: 'Importante',
      warning: 'Aviso',
      caution: 'Cuidado',
    },
    onThisPage: 'Nesta página',
    updatedOn: 'Atualizado em',
    appliesTo: 'Serve para',
    previous: 'Anterior',
    next: 'Seguinte',
    neighbours: 'Página anterior e seguinte',
    related: 'Veja também',
    restricted: {
      customer: 'Só para clientes',
      partner: 'Só para parceiros',
      staff: 'Só para a equipa',
    },
    notSolved: 'Não resolveu?',
    writeToUs: 'Envie um pedido',
    untranslated: (language: string) => `Este artigo ainda não está traduzido: é mostrado em ${language}.`,
    insteadOf: (version: string, shown: string) =>
      `O manual da versão ${version} não tem esta página. Esta é a da versão ${shown}.`,
    changedSince: (version: string) => `O que mudou desde a ${version}`,
    asMarkdown: 'Ver como Markdown',
    copyCode: 'Copiar o código',
    copied: 'Copiado',
  },
  en: {
    linkTo: (heading: string) => `Link to “${heading}”`,
    table: (section: string) => (section ? `Table in “${section}”` : 'Table'),
    callouts: { note: 'Note', tip: 'Tip', important: 'Important', warning: 'Warning', caution: 'Caution' },
    onThisPage: 'On this page',
    updatedOn: 'Updated on',
    appliesTo: 'Applies to',
    previous: 'Previous',
    next: 'Next',
    neighbours: 'Previous and next page',
    related: 'See also',
    restricted: { customer: 'For customers only', partner: 'For partners only', staff: 'For staff only' },
    notSolved: 'Not solved?',
    writeToUs: 'Send a ticket',
    untranslated: (language: string) => `This article is not translated yet: it is shown in ${language}.`,
    insteadOf: (version: string, shown: string) =>
      `The manual of version ${version} has no such page. This is the one of version ${shown}.`,
    changedSince: (version: string) => `What changed since ${version}`,
    asMarkdown: 'View as Markdown',
    copyCode: 'Copy the code',
    copied: 'Copied',
  },
})
