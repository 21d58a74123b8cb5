import { mkdir, open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import type { LetterRow } from '#domain/mail/index.ts'
import type { Config } from '../config.ts'

type Send = (letter: LetterRow) => Promise<void>

function toMail(letter: LetterRow, from: string): Record<string, unknown> {
  return {
    from,
    to: letter.recipient,
    subject: letter.subject,
    text: letter.text,
    html: letter.html,
    messageId: letter.messageId,
    ...(letter.inReplyTo ? { inReplyTo: letter.inReplyTo, references: letter.inReplyTo } : {}),
    date: new Date(letter.createdAt),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': letter.lang,
      ...(letter.unsubscribe ? unsubscribeHeaders(letter.unsubscribe) : {}),
    },
  }
}

/** One request ends such letters (RFC 8058, which asks for TLS); without TLS the address is opened by a person. */
function unsubscribeHeaders(address: string): Record<string, string> {
  return {
    'List-Unsubscribe': `<${address}>`,
    ...(address.startsWith('https:') ? { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}),
  }
}

/** By SMTP where one is configured; else each letter is kept as DATA_DIR/outbox/ID.eml. */
export function createSender(config: Pick<Config, 'smtpUrl' | 'mailFrom' | 'dataDir'>): Send {
  if (config.smtpUrl) {
    const transport = createTransport(config.smtpUrl, {
      connectionTimeout: 20_000,
      socketTimeout: 60_000,
    } as never)
    return async (letter) => {
      await transport.sendMail(toMail(letter, config.mailFrom))
    }
  }
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' })
  const folder = join(config.dataDir, 'outbox')
  return async (letter) => {
    await mkdir(folder, { recursive: true })
    const { message } = await transport.sendMail(toMail(letter, config.mailFrom))
    const path = join(folder, `${letter.id}.eml`)
    const file = await open(`${path}.part`, 'w')
    await file.writeFile(message as Buffer)
    await file.sync()
    await file.close()
    await rename(`${path}.part`, path)
  }
}
