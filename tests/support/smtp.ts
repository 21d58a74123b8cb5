import { createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

export type Received = { from: string; to: string[]; message: string }
export type Smtp = {
  url: string
  received: Received[]
  /** Answers so many messages with a temporary failure first. */
  failing: number
}

/** A mail server that speaks as much SMTP (RFC 5321) as a sender needs, and keeps what it is sent. */
export async function startSmtp(): Promise<Smtp> {
  const smtp: Smtp = { url: '', received: [], failing: 0 }
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    converse(socket, smtp)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  smtp.url = `smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
  return smtp
}

function converse(socket: Socket, smtp: Smtp): void {
  let pending = ''
  let mail: Received = { from: '', to: [], message: '' }
  let data = false
  const say = (line: string): void => {
    socket.write(`${line}\r\n`)
  }
  const take = (line: string): void => {
    const verb = line.slice(0, 4).toUpperCase()
    const path = /<([^>]*)>/.exec(line)?.[1] ?? ''
    if (verb === 'EHLO') say('250-peer.test\r\n250 8BITMIME')
    else if (verb === 'HELO' || verb === 'RSET') say('250 OK')
    else if (verb === 'MAIL') {
      mail = { from: path, to: [], message: '' }
      say('250 OK')
    } else if (verb === 'RCPT') {
      mail.to.push(path)
      say('250 OK')
    } else if (verb === 'DATA') {
      data = true
      say('354 Go on')
    } else if (verb === 'QUIT') {
      say('221 Bye')
      socket.end()
    } else say('502 Unknown')
  }
  const end = (): void => {
    data = false
    if (smtp.failing > 0) {
      smtp.failing--
      say('451 Try again later')
    } else {
      smtp.received.push(mail)
      say('250 Taken')
    }
  }
  say('220 peer.test ESMTP')
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    pending += chunk
    for (let at = pending.indexOf('\r\n'); at >= 0; at = pending.indexOf('\r\n')) {
      const line = pending.slice(0, at)
      pending = pending.slice(at + 2)
      if (!data) take(line)
      else if (line === '.') end()
      else mail.message += `${line.startsWith('.') ? line.slice(1) : line}\r\n`
    }
  })
}
