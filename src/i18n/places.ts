import { define } from './define.ts'

/** Where the house works: its menu. */
export const places = define({
  pt: {
    navigation: 'Trabalho da casa',
    tickets: 'Pedidos',
    customers: 'Clientes',
    templates: 'Modelos',
    absences: 'Ausências',
    rules: 'Regras',
    processes: 'Processos',
    articles: 'Artigos',
    queues: 'Filas',
    labels: 'Estados',
    admin: 'Administração',
    reports: 'Relatórios',
  },
  en: {
    navigation: 'Work of the house',
    tickets: 'Tickets',
    customers: 'Customers',
    templates: 'Templates',
    absences: 'Absences',
    rules: 'Rules',
    processes: 'Processes',
    articles: 'Articles',
    queues: 'Queues',
    labels: 'Statuses',
    admin: 'Administration',
    reports: 'Reports',
  },
})
