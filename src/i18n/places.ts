import { define } from './define.ts'

/** Where the house works: its menu. */
export const places = define({
  pt: {
    navigation: 'Trabalho da casa',
    tickets: 'Pedidos',
    templates: 'Modelos',
    articles: 'Artigos',
    reports: 'Relatórios',
  },
  en: {
    navigation: 'Work of the house',
    tickets: 'Tickets',
    templates: 'Templates',
    articles: 'Articles',
    reports: 'Reports',
  },
})
