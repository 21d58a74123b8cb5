import { define } from './define.ts'

/** Words of the pages that an error status leads to: each says what to do. */
export const statusPages = define({
  pt: {
    403: {
      title: 'Esta página não lhe está aberta',
      text: 'A sua conta não tem acesso a isto, ou o formulário veio de outra página. Volte atrás e tente outra vez; se precisar de acesso, peça-o ao gestor da sua organização.',
    },
    404: {
      title: 'Esta página não existe',
      text: 'O endereço pode estar mal escrito ou ter mudado. Pesquise o que procura, ou comece por uma destas páginas.',
    },
    410: {
      title: 'Isto já não está disponível',
      text: 'Foi retirado, ou a ligação já serviu ou passou do prazo. Se vinha de um convite, peça outro a quem lho enviou; senão, pesquise o que procura.',
    },
    413: {
      title: 'O que enviou é demasiado grande',
      text: 'Nada foi guardado. Volte atrás, envie ficheiros menores ou junte-os em vários envios.',
    },
    422: {
      title: 'Falta algo no que enviou',
      text: 'Nada foi guardado. Volte atrás, veja os campos assinalados e envie outra vez.',
    },
    429: {
      title: 'Demasiados pedidos em pouco tempo',
      text: 'Espere um minuto e tente outra vez. Nada do que fez antes se perdeu.',
    },
    500: {
      title: 'Algo falhou do nosso lado',
      text: 'O que já estava guardado não se perdeu. Tente outra vez daqui a um minuto; se voltar a acontecer, diga-nos a hora e o que estava a fazer.',
    },
    503: {
      title: 'O portal está a preparar-se',
      text: 'Estará aberto dentro de instantes. Espere um minuto e recarregue esta página.',
    },
  },
  en: {
    403: {
      title: 'This page is not open to you',
      text: 'Your account has no access to this, or the form came from another page. Go back and try again; if you need access, ask your organisation’s manager for it.',
    },
    404: {
      title: 'This page does not exist',
      text: 'The address may be misspelt or may have changed. Search for what you need, or start from one of these pages.',
    },
    410: {
      title: 'This is no longer available',
      text: 'It was withdrawn, or the link was used already or has expired. If it came with an invitation, ask whoever sent it for another; if not, search for what you need.',
    },
    413: {
      title: 'What you sent is too large',
      text: 'Nothing was saved. Go back, send smaller files or send them in several steps.',
    },
    422: {
      title: 'Something is missing in what you sent',
      text: 'Nothing was saved. Go back, look at the fields that are marked and send it again.',
    },
    429: {
      title: 'Too many requests in a short time',
      text: 'Wait a minute and try again. Nothing you did before is lost.',
    },
    500: {
      title: 'Something failed on our side',
      text: 'What was saved is not lost. Try again in a minute; if it happens again, tell us the time and what you were doing.',
    },
    503: {
      title: 'The portal is getting ready',
      text: 'It will be open in a moment. Wait a minute and reload this page.',
    },
  },
})
