import { define } from './define.ts'

type Params = Record<string, string | number>

const pt: Record<string, (params: Params) => string> = {
  required: () => 'Preencha este campo.',
  'too-long': ({ max }) => `Use no máximo ${max} caracteres.`,
  'too-short': ({ min }) => `Use pelo menos ${min} caracteres.`,
  invalid: () => 'Este valor não é válido. Corrija-o.',
  unknown: () => 'Este valor não existe. Escolha um dos que há.',
  'too-common': () => 'Esta palavra-passe é das mais usadas. Escolha outra.',
  'too-large': ({ name, max }) =>
    `${name ?? 'O ficheiro'} tem mais do que ${max ?? 25} MB. Envie um ficheiro menor.`,
  'not-a-version': () => 'Isto não é uma versão. Escreva-a como 7.4.2.',
  'same-name': () => 'Dois ficheiros têm o mesmo nome.',
  missing: ({ name }) => `${name} não está guardado.`,
  'too-many-files': ({ max }) => `Junte no máximo ${max ?? 10} ficheiros.`,
  'too-many-tokens': ({ max }) => `Já tem ${max} chaves. Revogue uma antes de criar outra.`,
}

const en: Record<string, (params: Params) => string> = {
  required: () => 'Fill in this field.',
  'too-long': ({ max }) => `Use ${max} characters or fewer.`,
  'too-short': ({ min }) => `Use ${min} characters or more.`,
  invalid: () => 'This value is not valid. Correct it.',
  unknown: () => 'This value does not exist. Choose one that does.',
  'too-common': () => 'This password is among the most used ones. Choose another.',
  'too-large': ({ name, max }) =>
    `${name ?? 'The file'} is larger than ${max ?? 25} MB. Send a smaller file.`,
  'not-a-version': () => 'This is not a version. Write it as 7.4.2.',
  'same-name': () => 'Two files have the same name.',
  missing: ({ name }) => `${name} is not stored.`,
  'too-many-files': ({ max }) => `Attach ${max ?? 10} files at most.`,
  'too-many-tokens': ({ max }) => `You have ${max} tokens already. Revoke one before you create another.`,
}

const refusalsPt: Record<string, string> = {
  'sign-in-failed': 'O e-mail ou a palavra-passe não estão certos. Corrija-os e tente outra vez.',
  'too-many-attempts': 'Houve demasiadas tentativas. Espere uns minutos e tente outra vez.',
  'form-too-large': 'O texto é demasiado grande. Encurte-o ou junte-o como ficheiro.',
  'administrators-only': 'Só os administradores podem mudar isto.',
  'organisation-exists': 'Já existe uma organização com este identificador.',
  'email-taken': 'Já existe uma conta com este e-mail.',
  'account-already-disabled': 'Esta conta já está desativada.',
  'link-spent': 'Esta ligação já foi usada ou passou do prazo. Peça uma nova.',
  'tickets-not-yours': 'A sua conta não envia nem segue pedidos.',
  'desk-only': 'Isto é só para quem trata dos pedidos.',
  'on-behalf-not-yours': 'Só pode enviar pedidos em seu nome.',
  'already-claimed': 'Outra pessoa já ficou com este pedido. Veja quem, ao lado.',
  'already-on-line': 'O pedido já está nessa linha.',
  'ticket-not-active': 'O pedido já está concluído. Reabra-o primeiro.',
  'ticket-merged': 'Este pedido foi junto a outro. Escreva nesse.',
  'ticket-already-closed': 'O pedido já estava fechado.',
  'ticket-not-closed': 'O pedido não está fechado, por isso não há o que reabrir.',
  'status-not-possible': 'Deste estado não se passa para esse.',
  'ticket-changed': 'O pedido mudou entretanto. Veja o que há de novo e repita.',
  'idempotency-key-used': 'Este formulário já enviou outro pedido. Abra um novo formulário.',
  'too-many-uploads': 'Enviou muitos ficheiros hoje. Tente outra vez amanhã ou junte menos.',
  'too-many-tickets': 'Enviou muitos pedidos em pouco tempo. Espere uns minutos e tente outra vez.',
  'upload-lost': 'Um ficheiro perdeu-se no caminho. Junte-o outra vez.',
  'ticket-not-found': 'Este pedido não existe, ou não é seu.',
  'attachment-not-found': 'Este ficheiro já não está disponível. Junte-o outra vez.',
  'version-published': 'Esta versão já está publicada. Uma versão publicada não muda: publique outra.',
  'already-withdrawn': 'Esta versão já estava retirada.',
  'publish-not-yours': 'A sua conta não publica versões.',
  'updates-not-yours': 'A sua conta não transfere atualizações.',
  'product-not-found': 'Este produto não existe, ou nenhum contrato seu o inclui.',
  'release-not-found': 'Esta versão não existe.',
  'invalid-input': 'Corrija os campos assinalados.',
}

const refusalsEn: Record<string, string> = {
  'sign-in-failed': 'The e-mail or the password is not right. Correct them and try again.',
  'too-many-attempts': 'There were too many attempts. Wait some minutes and try again.',
  'form-too-large': 'The text is too large. Shorten it or attach it as a file.',
  'administrators-only': 'Only administrators can change this.',
  'organisation-exists': 'There is an organisation with this identifier already.',
  'email-taken': 'There is an account with this e-mail already.',
  'account-already-disabled': 'This account is disabled already.',
  'link-spent': 'This link was used or has expired. Ask for a new one.',
  'tickets-not-yours': 'Your account does not lodge or follow tickets.',
  'desk-only': 'That is only for those who work on tickets.',
  'on-behalf-not-yours': 'You may send tickets only in your own name.',
  'already-claimed': 'Somebody else has taken this ticket. See who, beside it.',
  'already-on-line': 'The ticket is with that line already.',
  'ticket-not-active': 'The ticket is done. Reopen it first.',
  'ticket-merged': 'This ticket was merged into another. Write there.',
  'ticket-already-closed': 'The ticket was closed already.',
  'ticket-not-closed': 'The ticket is not closed, so there is nothing to reopen.',
  'status-not-possible': 'From this status it cannot change to that one.',
  'ticket-changed': 'The ticket has changed meanwhile. See what is new and try again.',
  'idempotency-key-used': 'This form has sent another ticket already. Open a new form.',
  'too-many-uploads': 'You sent many files today. Try again tomorrow or attach fewer.',
  'too-many-tickets': 'You sent many tickets in a short time. Wait some minutes and try again.',
  'upload-lost': 'A file was lost on the way. Attach it again.',
  'ticket-not-found': 'This ticket does not exist, or is not yours.',
  'attachment-not-found': 'This file is no longer available. Attach it again.',
  'version-published':
    'This version is published already. A published version does not change: publish another.',
  'already-withdrawn': 'This version was withdrawn already.',
  'publish-not-yours': 'Your account does not publish releases.',
  'updates-not-yours': 'Your account does not fetch updates.',
  'product-not-found': 'This product does not exist, or no contract of yours includes it.',
  'release-not-found': 'This version does not exist.',
  'invalid-input': 'Correct the marked fields.',
}

/** Words for what verbs refuse with: by field (`FieldProblem.code`) and as a whole (`DomainError.code`). */
export const errors = define({
  pt: {
    summary: 'Há algo a corrigir',
    field: (code: string, params: Params): string => (pt[code] ?? pt.invalid)?.(params) ?? code,
    refusal: (code: string): string => refusalsPt[code] ?? `Não foi possível (${code}). Nada mudou.`,
  },
  en: {
    summary: 'Something needs correcting',
    field: (code: string, params: Params): string => (en[code] ?? en.invalid)?.(params) ?? code,
    refusal: (code: string): string => refusalsEn[code] ?? `That was refused (${code}). Nothing changed.`,
  },
})
