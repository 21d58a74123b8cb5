import { define } from './define.ts'

export const knowledge = define({
  pt: {
    manualsTitle: 'Manuais',
    manualsLead: 'Escolha o produto e a versão que tem instalada.',
    version: (version: string) => `Versão ${version}`,
    versionLabel: 'Versão',
    current: 'atual',
    updatedOn: 'Atualizado em',
    onThisPage: 'Nesta página',
    inThisManual: 'Neste manual',
    oldVersion: (version: string, latest: string) =>
      `Está a ler o manual da versão ${version}. A versão atual é a ${latest}.`,
    readLatest: 'Ver o manual da versão atual',
    homeTitle: 'Em que podemos ajudar?',
    homeLead: 'Encontre a resposta nos manuais, na sua língua.',
    errorTitle: {
      403: 'Não tem acesso a esta página',
      404: 'Esta página não existe',
      500: 'Algo falhou do nosso lado',
    },
    errorText: {
      403: 'Inicie sessão com uma conta que tenha acesso, ou volte ao início.',
      404: 'O endereço pode ter mudado ou estar mal escrito. Comece pelos manuais.',
      500: 'Nada do que fez se perdeu. Tente outra vez daqui a um minuto.',
    },
  },
  en: {
    manualsTitle: 'Manuals',
    manualsLead: 'Choose the product and the version you have installed.',
    version: (version: string) => `Version ${version}`,
    versionLabel: 'Version',
    current: 'current',
    updatedOn: 'Updated on',
    onThisPage: 'On this page',
    inThisManual: 'In this manual',
    oldVersion: (version: string, latest: string) =>
      `You are reading the manual of version ${version}. The current version is ${latest}.`,
    readLatest: 'View the manual of the current version',
    homeTitle: 'How can we help?',
    homeLead: 'Find the answer in the manuals, in your language.',
    errorTitle: {
      403: 'This page is not open to you',
      404: 'This page does not exist',
      500: 'Something failed on our side',
    },
    errorText: {
      403: 'Sign in with an account that has access, or return to the start.',
      404: 'The address may have changed or be misspelt. Start from the manuals.',
      500: 'Nothing you did is lost. Try again in a minute.',
    },
  },
})
