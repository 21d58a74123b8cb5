import { define } from './define.ts'

/** Letters to administrators about what is published. */
export const releaseAlerts = define({
  pt: {
    greeting: (name: string) => `Olá, ${name},`,
    offline: {
      subject: (file: string) => `Ficheiro fora de linha: ${file}`,
      text: (file: string) =>
        `O ficheiro ${file} já não é o que foi publicado, e ninguém o pode transferir até estar certo outra vez. Reponha-o de uma cópia de segurança; a verificação seguinte volta a disponibilizá-lo. Veja também se o disco ou o servidor têm um problema.`,
    },
    restored: {
      subject: (file: string) => `Ficheiro de novo disponível: ${file}`,
      text: (file: string) => `O ficheiro ${file} é outra vez o que foi publicado e já pode ser transferido.`,
    },
    expiring: {
      subject: (channel: string) => `A lista assinada de ${channel} está a terminar`,
      text: (channel: string, date: string) =>
        `A lista assinada de versões de ${channel} termina em ${date}. Depois disso, os programas dos clientes que a verificam recusam-na. Escreva a seguinte, assine-a e publique-a.`,
    },
    open: 'Ver as versões',
    reason: 'Recebe esta carta porque administra o portal.',
  },
  en: {
    greeting: (name: string) => `Hello ${name},`,
    offline: {
      subject: (file: string) => `File offline: ${file}`,
      text: (file: string) =>
        `The file ${file} is no longer what was published, and nobody can download it until it is right again. Restore it from a backup; the next check makes it available again. Look also whether the disk or the server has a problem.`,
    },
    restored: {
      subject: (file: string) => `File available again: ${file}`,
      text: (file: string) => `The file ${file} is again what was published and can be downloaded.`,
    },
    expiring: {
      subject: (channel: string) => `The signed list of ${channel} is about to end`,
      text: (channel: string, date: string) =>
        `The signed list of releases of ${channel} ends on ${date}. After that, customers’ programs that verify it refuse it. Write the next one, sign it and publish it.`,
    },
    open: 'See the releases',
    reason: 'You get this letter because you administer the portal.',
  },
})
