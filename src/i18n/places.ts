import { define } from './define.ts'

/** Where the house works: its menu. */
export const places = define({
  pt: {
    navigation: 'Trabalho da casa',
    tickets: 'Pedidos',
    templates: 'Modelos',
    absences: 'Ausências',
    rules: 'Regras',
    articles: 'Artigos',
    queues: 'Filas',
    labels: 'Estados',
  },
  en: {
    navigation: 'Work of the house',
    tickets: 'Tickets',
    templates: 'Templates',
    absences: 'Absences',
    rules: 'Rules',
    articles: 'Articles',
    queues: 'Queues',
    labels: 'Statuses',
  },
})
