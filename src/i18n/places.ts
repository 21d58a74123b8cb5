import { define } from './define.ts'

/** Where the house works: its menu. */
export const places = define({
  pt: {
    navigation: 'Trabalho da casa',
    tickets: 'Pedidos',
    customers: 'Clientes',
    templates: 'Modelos',
    articles: 'Artigos',
    admin: 'Administração',
  },
  en: {
    navigation: 'Work of the house',
    tickets: 'Tickets',
    customers: 'Customers',
    templates: 'Templates',
    articles: 'Articles',
    admin: 'Administration',
  },
})
