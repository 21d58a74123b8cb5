import { define } from './define.ts'

/** Words of the runs that publish the site. */
export const publishing = define({
  pt: {
    runsTitle: 'Publicações',
    runsLead:
      'Cada publicação constrói o sítio ao lado do que está no ar e só o troca quando está tudo certo.',
    runsNone: 'Ainda não houve publicações.',
    runStates: { queued: 'À espera', running: 'A publicar', done: 'Publicado', failed: 'Não se publicou' },
    runCauses: {
      edit: 'por um artigo',
      schedule: 'por agendamento',
      files: 'por ficheiros da pasta',
      start: 'no arranque',
      command: 'por comando',
    },
    stages: {
      waiting: 'à espera de vez',
      starting: 'a começar',
      stopped: 'o processo parou',
      read: 'a ler os artigos',
      texts: 'a compor os textos',
      pages: 'a fazer páginas e pesquisa',
      live: 'a trocar',
    } as Record<string, string>,
    progress: (done: number, total: number) => (total > 0 ? `${done} de ${total}` : ''),
    publishNow: 'Publicar agora',
    commit: 'commit',
    live: 'Estado da publicação',
    nothingLost: 'O que estava no ar continua no ar.',
  },
  en: {
    runsTitle: 'Publishes',
    runsLead:
      'Each publish builds the site beside the one on air and swaps it only when everything is right.',
    runsNone: 'There have been no publishes yet.',
    runStates: { queued: 'Waiting', running: 'Publishing', done: 'Published', failed: 'Not published' },
    runCauses: {
      edit: 'for an article',
      schedule: 'by schedule',
      files: 'for files of the folder',
      start: 'at start',
      command: 'by command',
    },
    stages: {
      waiting: 'waiting its turn',
      starting: 'starting',
      stopped: 'the process stopped',
      read: 'reading the articles',
      texts: 'setting the texts',
      pages: 'making pages and search',
      live: 'swapping',
    } as Record<string, string>,
    progress: (done: number, total: number) => (total > 0 ? `${done} of ${total}` : ''),
    publishNow: 'Publish now',
    commit: 'commit',
    live: 'State of the publish',
    nothingLost: 'What was on air stays on air.',
  },
})
