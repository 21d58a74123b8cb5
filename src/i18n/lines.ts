import { define } from './define.ts'

const clockNames: Record<'pt' | 'en', Record<string, string>> = {
  pt: {
    'first-response': 'primeira resposta',
    update: 'próxima notícia',
    resolution: 'resolução',
    line: 'tempo da linha',
  },
  en: {
    'first-response': 'first response',
    update: 'next news',
    resolution: 'resolution',
    line: 'line’s time',
  },
}

/** Words of the three lines: escalating, handing back, and who had a ticket when. */
export const lines = define({
  pt: {
    title: 'Linhas',
    escalate: 'Escalar',
    escalateTo: 'Escalar para outra linha',
    toLine: 'Para a',
    why: 'Porquê',
    reasons: {
      critical: 'É crítico',
      complex: 'É complexo',
      access: 'Precisa de acesso que esta linha não tem',
      fix: 'Precisa de uma correção',
      breach: 'O prazo está a acabar',
    },
    summary: 'De que se trata',
    summaryHint: 'O que a outra linha tem de saber para começar. O cliente não o vê.',
    tried: 'O que já se tentou',
    triedAbove: 'O que a conversa diz, antes desta nota.',
    triedHint: 'Pode ficar em branco quando é crítico, falta acesso ou o prazo está a acabar.',
    someone: 'A alguém dessa linha',
    whoever: 'Quem o apanhar',
    handBack: 'Devolver',
    handBackTo: 'Devolver com a resposta',
    answer: 'O que se apurou ou fez',
    answerHint: 'Para quem o recebe de volta. O cliente não o vê.',
    said: { escalated: 'O pedido foi escalado.', 'handed-back': 'O pedido foi devolvido.' },
    deeds: {
      escalated: (line: string) => `Escalado para a ${line}.ª linha`,
      'handed-back': (line: string) => `Devolvido à ${line}.ª linha`,
    },
    chain: 'Por que linhas passou',
    came: {
      opened: 'entrou',
      reopened: 'reaberto',
      'handed-back': 'devolvido',
      moved: 'passado',
      critical: 'escalado: crítico',
      complex: 'escalado: complexo',
      access: 'escalado: falta de acesso',
      fix: 'escalado: precisa de correção',
      breach: 'escalado: prazo a acabar',
    },
    since: (when: string) => `desde ${when}`,
    until: (from: string, to: string) => `${from} – ${to}`,
    took: (span: string) => `${span} de trabalho`,
    of: (span: string) => `(limite: ${span})`,
    over: (span: string) => `${span} a mais`,
    nobody: 'ninguém lhe pegou',
    warnings: (n: number) => `avisou ${n} vezes dos prazos`,
    warned: (clock: string, percent: string) =>
      percent === '100'
        ? `avisou que o prazo se esgotou (${clockNames.pt[clock] ?? clock})`
        : `avisou que já passou ${percent} % do prazo (${clockNames.pt[clock] ?? clock})`,
    fixed: (product: string, version: string, link: string) =>
      `A correção está no ${product} ${version}, que já pode transferir em [Atualizações](${link}). Se depois de atualizar o problema continuar, responda aqui e o pedido reabre.`,
    clock: 'Tempo da linha',
    lineLate: (line: string) => `${line}: tempo esgotado`,
  },
  en: {
    title: 'Lines',
    escalate: 'Escalate',
    escalateTo: 'Escalate to another line',
    toLine: 'To',
    why: 'Why',
    reasons: {
      critical: 'It is critical',
      complex: 'It is complex',
      access: 'Needs access that this line lacks',
      fix: 'Needs a fix',
      breach: 'Time is running out',
    },
    summary: 'What it is about',
    summaryHint: 'What the other line has to know to begin. The customer does not see it.',
    tried: 'What was tried',
    triedAbove: 'What the conversation says before this note.',
    triedHint: 'May stay empty when it is critical, access is missing or time is running out.',
    someone: 'To somebody of that line',
    whoever: 'Whoever takes it',
    handBack: 'Hand back',
    handBackTo: 'Hand back with the answer',
    answer: 'What was found out or done',
    answerHint: 'For whoever gets it back. The customer does not see it.',
    said: { escalated: 'The ticket was escalated.', 'handed-back': 'The ticket was handed back.' },
    deeds: {
      escalated: (line: string) => `Escalated to line ${line}`,
      'handed-back': (line: string) => `Handed back to line ${line}`,
    },
    chain: 'Lines it went through',
    came: {
      opened: 'came in',
      reopened: 'reopened',
      'handed-back': 'handed back',
      moved: 'passed on',
      critical: 'escalated: critical',
      complex: 'escalated: complex',
      access: 'escalated: access missing',
      fix: 'escalated: needs a fix',
      breach: 'escalated: running out of time',
    },
    since: (when: string) => `since ${when}`,
    until: (from: string, to: string) => `${from} – ${to}`,
    took: (span: string) => `${span} of work`,
    of: (span: string) => `(limit: ${span})`,
    over: (span: string) => `${span} over`,
    nobody: 'nobody took it',
    warnings: (n: number) => `warned of the time ${n} times`,
    warned: (clock: string, percent: string) =>
      percent === '100'
        ? `warned that the time is up (${clockNames.en[clock] ?? clock})`
        : `warned that ${percent} % of the time is used (${clockNames.en[clock] ?? clock})`,
    fixed: (product: string, version: string, link: string) =>
      `The fix is in ${product} ${version}, which you can fetch from [Updates](${link}). If the problem stays after updating, answer here and the ticket opens again.`,
    clock: 'Line’s time',
    lineLate: (line: string) => `${line}: time is up`,
  },
})
