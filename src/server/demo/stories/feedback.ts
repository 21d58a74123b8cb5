import type { Name } from './story.ts'

export const votes: readonly { id: string; yes: number; no: number }[] = [
  { id: 'faq/access/account-locked', yes: 31, no: 3 },
  { id: 'faq/access/recover-password', yes: 24, no: 2 },
  { id: 'faq/access/sign-in-with-active-directory', yes: 4, no: 11 },
  { id: 'faq/payments/sepa-file-refused', yes: 12, no: 9 },
  { id: 'faq/documents/scan-paper-documents', yes: 5, no: 4 },
  { id: 'faq/administration/move-gestor-to-new-server', yes: 0, no: 1 },
  { id: 'faq/administration/licence-expired', yes: 8, no: 0 },
]

export const comments: readonly {
  id: string
  hours: number
  helpful: 'yes' | 'no'
  text: string
  handled: boolean
}[] = [
  {
    id: 'faq/access/sign-in-with-active-directory',
    hours: 20,
    helpful: 'no',
    text: 'Falta dizer que o certificado do controlador de domínio tem de estar na loja do servidor. Perdi uma manhã.',
    handled: false,
  },
  {
    id: 'faq/payments/sepa-file-refused',
    hours: 52,
    helpful: 'no',
    text: 'O banco devolve RF18 e aqui só se fala do AC01.',
    handled: false,
  },
  {
    id: 'faq/access/account-locked',
    hours: 90,
    helpful: 'yes',
    text: 'Resolvido em dois minutos.\nUma imagem do botão «Desbloquear» ajudava quem nunca lá foi.',
    handled: false,
  },
  {
    id: 'faq/documents/scan-paper-documents',
    hours: 200,
    helpful: 'no',
    text: 'O menu mudou de sítio na 7.4.',
    handled: true,
  },
]

export const searches: readonly {
  q: string
  times: number
  found: number
  opened: string | null
  asked: number
}[] = [
  { q: 'aplicação para telemóvel', times: 9, found: 0, opened: null, asked: 4 },
  { q: 'teletrabalho recibo', times: 6, found: 0, opened: null, asked: 1 },
  { q: 'RF18', times: 4, found: 0, opened: null, asked: 3 },
  { q: 'livro de ponto', times: 3, found: 0, opened: null, asked: 0 },
  { q: 'plano de classificação', times: 2, found: 0, opened: null, asked: 0 },
  { q: 'exportar para Excel', times: 7, found: 5, opened: null, asked: 0 },
  { q: 'impressora de etiquetas', times: 4, found: 2, opened: null, asked: 0 },
  { q: 'conta bloqueada', times: 26, found: 4, opened: 'faq/access/account-locked', asked: 0 },
  { q: 'palavra-passe', times: 19, found: 6, opened: 'faq/access/recover-password', asked: 0 },
  { q: 'cópia de segurança', times: 8, found: 5, opened: 'faq/administration/back-up-gestor', asked: 0 },
]

/** Hours before now; those of the last three days are not decided. */
export const visits: readonly { who: Name; hours: number; opened: string | null }[] = [
  { who: 'ana', hours: 650, opened: 'faq/access/account-locked' },
  { who: 'ana', hours: 500, opened: null },
  { who: 'bruno', hours: 610, opened: 'faq/administration/back-up-gestor' },
  { who: 'bruno', hours: 420, opened: 'faq/access/account-locked' },
  { who: 'bruno', hours: 130, opened: null },
  { who: 'carla', hours: 560, opened: 'faq/documents/file-too-large' },
  { who: 'carla', hours: 300, opened: 'faq/access/recover-password' },
  { who: 'carla', hours: 180, opened: null },
  { who: 'dora', hours: 520, opened: 'faq/payments/sepa-file-refused' },
  { who: 'dora', hours: 240, opened: null },
  { who: 'dora', hours: 100, opened: 'faq/access/account-locked' },
  { who: 'ana', hours: 30, opened: 'faq/documents/file-too-large' },
  { who: 'carla', hours: 8, opened: null },
]
