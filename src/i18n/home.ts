import { define } from './define.ts'

/** Words of the home page and of whether support is open. */
export const home = define({
  pt: {
    title: 'Em que podemos ajudar?',
    searchLabel: 'Pesquisar respostas, manuais e versões',
    searchPlaceholder: 'Por exemplo: conta bloqueada, GST-1204',
    productsTitle: 'Produtos',
    manual: 'Manual',
    questions: 'Perguntas',
    releases: 'Versões',
    frequentTitle: 'O que mais nos perguntam',
    allQuestions: 'Todas as perguntas',
    newestTitle: 'Versões recentes',
    allReleases: 'Todas as versões',
    hoursTitle: 'Suporte',
    contact: 'Ou contacte-nos',
    support: {
      open: 'Aberto agora',
      closed: 'Fechado agora',
      until: (time: string) => `até às ${time}`,
      opens: (moment: string) => `Abre ${moment}`,
    },
  },
  en: {
    title: 'How can we help?',
    searchLabel: 'Search answers, manuals and releases',
    searchPlaceholder: 'For example: account locked, GST-1204',
    productsTitle: 'Products',
    manual: 'Manual',
    questions: 'Questions',
    releases: 'Releases',
    frequentTitle: 'What we are asked most',
    allQuestions: 'All questions',
    newestTitle: 'Newest releases',
    allReleases: 'All releases',
    hoursTitle: 'Support',
    contact: 'Or contact us',
    support: {
      open: 'Open now',
      closed: 'Closed now',
      until: (time: string) => `until ${time}`,
      opens: (moment: string) => `Opens ${moment}`,
    },
  },
})
