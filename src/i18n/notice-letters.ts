import { define } from './define.ts'

type Theirs = { organisations: string; until: string | null }

/** Words of the letters about updates; dates are written out, `organisations` are names in a row. */
export const noticeLetters = define({
  pt: {
    greeting: (name: string) => `Olá, ${name}.`,
    weekSubject: (products: string) => `Novidades da semana: ${products}`,
    weekOpening: 'O que saiu desde o último resumo, dos produtos de que quer ser avisado.',
    more: (n: number) =>
      n === 1
        ? 'E mais uma novidade, que pode ver no portal.'
        : `E mais ${n} novidades, que pode ver no portal.`,
    updates: 'Ver as atualizações',
    release: (product: string, version: string) => `${product} ${version}`,
    turn: (product: string, version: string) => `${product} ${version}: chegou a vez da sua organização`,
    withdrawal: (product: string, version: string) => `${product} ${version} foi retirada`,
    advisory: (product: string, tracking: string) => `${product}: aviso de segurança ${tracking}`,
    advisoryWithdrawal: (product: string, tracking: string) =>
      `${product}: o aviso de segurança ${tracking} foi retirado`,
    advisoryChange: (product: string, tracking: string) =>
      `${product}: o aviso de segurança ${tracking} foi alterado`,
    changed: (what: string) => `O que mudou: ${what}`,
    opened: {
      title: (product: string, versions: string, n: number) =>
        n === 1
          ? `${product} ${versions}: já pode transferir esta versão`
          : `${product} ${versions}: já pode transferir estas versões`,
      older: (n: number) => (n === 1 ? 'E mais uma versão anterior.' : `E mais ${n} versões anteriores.`),
    },
    solves: (what: string) => `Resolve: ${what}.`,
    why: (reason: string) => `Porquê: ${reason}`,
    instead: (version: string) => `Use a ${version} em vez desta.`,
    mendedBy: (product: string, version: string) => `Corrigido no ${product} ${version}.`,
    notMended: 'Ainda não há versão que o corrija; o aviso diz o que fazer até lá.',
    notAffected: 'O produto não é afetado: não é preciso fazer nada.',
    closed: 'O que diz só se lê no portal: é apenas para a sua organização.',
    see: 'Ver a versão e os ficheiros',
    seeAdvisory: 'Ler o aviso',
    accept: 'Ler e aceitar os termos',
    reasons: {
      maintenance: ({ organisations, until }: Theirs) =>
        `o contrato de ${organisations} inclui esta versão${until ? `, com manutenção até ${until}` : ''}.`,
      grace: ({ organisations, until }: Theirs) =>
        `saiu no prazo adicional do contrato de ${organisations}${until ? `, cuja manutenção terminou em ${until}` : ''}.`,
      'security-fix': ({ organisations, until }: Theirs) =>
        `as correções de segurança são para todos os que têm contrato, como ${organisations}${until ? `, também depois do fim da manutenção, em ${until}` : ''}.`,
      'free-for-all': () => 'esta versão é livre para todos.',
      staff: () => 'faz parte da equipa.',
    },
    eula: (organisations: string, revision: number) =>
      `o contrato de ${organisations} inclui esta versão, mas falta aceitar os termos de licença (revisão ${revision}).`,
    hadIt: (organisations: string) => `${organisations} podia transferir esta versão.`,
    tlp: {
      clear: (organisations: string) => `o aviso é público e diz respeito a ${organisations} (TLP:CLEAR).`,
      green: (organisations: string) =>
        `o aviso é para quem tem conta no portal e diz respeito a ${organisations} (TLP:GREEN).`,
      amber: (organisations: string) =>
        `o aviso é só para quem tem contrato do produto, como ${organisations} (TLP:AMBER).`,
      red: (organisations: string) => `o aviso é só para ${organisations} (TLP:RED). Não o reencaminhe.`,
    },
    andMore: (n: number) => `mais ${n}`,
    footer: 'Recebe esta mensagem porque escolheu estes avisos ou porque a sua função os recebe.',
    choices: 'Escolher de que é avisado',
    stopThese: (n: number): string =>
      n === 1 ? 'Deixar de receber avisos deste produto' : 'Deixar de receber avisos destes produtos',
    stopAll: 'Deixar de receber todos os avisos, também dos produtos que vierem a ser contratados',
    page: {
      title: 'Deixar de receber avisos',
      ask: (products: string) => `Quer deixar de receber e-mails sobre as atualizações de ${products}?`,
      askAll:
        'Quer deixar de receber e-mails sobre as atualizações de todos os produtos, também dos que vierem a ser contratados?',
      security: 'Deixa de ser avisado também das correções de segurança.',
      confirm: 'Deixar de receber',
      doneTitle: 'Já não recebe estes avisos',
      done: (products: string) => `Não voltamos a escrever-lhe sobre as atualizações de ${products}.`,
      doneAll:
        'Não voltamos a escrever-lhe sobre atualizações de nenhum produto, nem dos que vierem a ser contratados, até escolher de novo.',
      again: 'Se mudar de ideias, pode voltar a escolhê-los na sua conta.',
      choose: 'Escolher avisos',
    },
  },
  en: {
    greeting: (name: string) => `Hello ${name},`,
    weekSubject: (products: string) => `News of the week: ${products}`,
    weekOpening: 'What came out since the last summary, of the products you want to hear of.',
    more: (n: number) =>
      n === 1
        ? 'And one more, which you can see in the portal.'
        : `And ${n} more, which you can see in the portal.`,
    updates: 'See the updates',
    release: (product: string, version: string) => `${product} ${version}`,
    turn: (product: string, version: string) => `${product} ${version}: it is your organisation’s turn`,
    withdrawal: (product: string, version: string) => `${product} ${version} was withdrawn`,
    advisory: (product: string, tracking: string) => `${product}: security advisory ${tracking}`,
    advisoryWithdrawal: (product: string, tracking: string) =>
      `${product}: security advisory ${tracking} was withdrawn`,
    advisoryChange: (product: string, tracking: string) =>
      `${product}: security advisory ${tracking} was changed`,
    changed: (what: string) => `What has changed: ${what}`,
    opened: {
      title: (product: string, versions: string, n: number) =>
        n === 1
          ? `${product} ${versions}: you can download this release now`
          : `${product} ${versions}: you can download these releases now`,
      older: (n: number) => (n === 1 ? 'And one older release.' : `And ${n} older releases.`),
    },
    solves: (what: string) => `Solves: ${what}.`,
    why: (reason: string) => `Why: ${reason}`,
    instead: (version: string) => `Use ${version} instead.`,
    mendedBy: (product: string, version: string) => `Fixed in ${product} ${version}.`,
    notMended: 'No release fixes it yet; the advisory says what to do until then.',
    notAffected: 'The product is not affected: there is nothing to do.',
    closed: 'What it says is read in the portal only: it is for your organisation alone.',
    see: 'See the release and its files',
    seeAdvisory: 'Read the advisory',
    accept: 'Read and accept the terms',
    reasons: {
      maintenance: ({ organisations, until }: Theirs) =>
        `the contract of ${organisations} includes this release${until ? `, with maintenance until ${until}` : ''}.`,
      grace: ({ organisations, until }: Theirs) =>
        `it came out in the grace period of the contract of ${organisations}${until ? `, whose maintenance ended on ${until}` : ''}.`,
      'security-fix': ({ organisations, until }: Theirs) =>
        `security fixes are for everyone with a contract, such as ${organisations}${until ? `, also after the maintenance ended on ${until}` : ''}.`,
      'free-for-all': () => 'this release is free for all.',
      staff: () => 'you belong to the team.',
    },
    eula: (organisations: string, revision: number) =>
      `the contract of ${organisations} includes this release, but the licence terms (revision ${revision}) still have to be accepted.`,
    hadIt: (organisations: string) => `${organisations} could download this release.`,
    tlp: {
      clear: (organisations: string) => `the advisory is public and concerns ${organisations} (TLP:CLEAR).`,
      green: (organisations: string) =>
        `the advisory is for everyone with an account here and concerns ${organisations} (TLP:GREEN).`,
      amber: (organisations: string) =>
        `the advisory is only for those with a contract for the product, such as ${organisations} (TLP:AMBER).`,
      red: (organisations: string) =>
        `the advisory is only for ${organisations} (TLP:RED). Please do not forward it.`,
    },
    andMore: (n: number) => `${n} more`,
    footer: 'You receive this because you chose these notices or because your role gets them.',
    choices: 'Choose what you are told of',
    stopThese: (n: number): string =>
      n === 1 ? 'Stop notices of this product' : 'Stop notices of these products',
    stopAll: 'Stop all notices, also of products contracted later',
    page: {
      title: 'Stop update notices',
      ask: (products: string) => `Do you want no more e-mails about updates of ${products}?`,
      askAll: 'Do you want no more e-mails about updates of any product, also of those contracted later?',
      security: 'You will not hear of security fixes, either.',
      confirm: 'Stop these e-mails',
      doneTitle: 'You no longer get these notices',
      done: (products: string) => `We will not write to you about updates of ${products} any more.`,
      doneAll:
        'We will not write to you about updates any more, of products contracted later neither, until you choose again.',
      again: 'If you change your mind, you can choose them again in your account.',
      choose: 'Choose notices',
    },
  },
})
