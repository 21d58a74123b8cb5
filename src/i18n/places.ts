import { define } from './define.ts'

/** Where the house works: its menu. */
export const places = define({
  pt: {
    navigation: 'Trabalho da casa',
    tickets: 'Pedidos',
    templates: 'Modelos',
    rules: 'Regras',
    articles: 'Artigos',
  },
  en: {
    navigation: 'Work of the house',
    tickets: 'Tickets',
    templates: 'Templates',
    rules: 'Rules',
    articles: 'Articles',
  },
})
