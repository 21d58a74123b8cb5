import { define } from './define.ts'

/** Words of the letter that brings the link by which somebody sets a password. */
export const invitations = define({
  pt: {
    subject: (site: string) => `${site}: defina a sua palavra-passe`,
    greeting: (name: string) => `Olá, ${name}.`,
    opening: (site: string) =>
      `Tem uma conta no ${site}, o portal de suporte. Defina a sua palavra-passe para entrar.`,
    button: 'Definir a palavra-passe',
    until: (day: string) =>
      `A ligação serve uma vez, até ${day}. Não a envie a ninguém: quem a abrir primeiro fica com a conta.`,
    reason: 'Recebe esta mensagem porque alguém da equipa de suporte criou esta ligação para si.',
    sent: (email: string) => `Foi enviada para ${email}.`,
  },
  en: {
    subject: (site: string) => `${site}: set your password`,
    greeting: (name: string) => `Hello ${name},`,
    opening: (site: string) =>
      `You have an account in ${site}, the support portal. Set your password to sign in.`,
    button: 'Set the password',
    until: (day: string) =>
      `The link works once, until ${day}. Send it to nobody: whoever opens it first has the account.`,
    reason: 'You receive this because somebody of the support team made this link for you.',
    sent: (email: string) => `It was sent to ${email}.`,
  },
})
