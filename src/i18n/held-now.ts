import { define } from './define.ts'

/** What is said of a form that was saved after somebody else changed the same. */
export const heldNow = define({
  pt: {
    title: 'O que está guardado agora',
    nothing: 'Nada',
    line: (product: string, until: string | null, channel: string) =>
      `${product} (${until ? `manutenção até ${until}` : 'sem fim de manutenção'}, canal ${channel.toLowerCase()})`,
    suspended: 'Suspenso',
    yes: 'Sim',
    no: 'Não',
  },
  en: {
    title: 'What is saved now',
    nothing: 'Nothing',
    line: (product: string, until: string | null, channel: string) =>
      `${product} (${until ? `maintenance until ${until}` : 'maintenance without end'}, channel ${channel.toLowerCase()})`,
    suspended: 'Suspended',
    yes: 'Yes',
    no: 'No',
  },
})
