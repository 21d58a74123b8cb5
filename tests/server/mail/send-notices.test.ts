import { expect, test } from 'vitest'
import { letters } from '#db/schema/index.ts'
import { deliverLetters, lettersToLeave } from '#domain/mail/index.ts'
import { schedule } from '#server/jobs/schedule.ts'
import { createSender } from '#server/mail/sender.ts'
import type { Runtime } from '#server/runtime.ts'
import { compose, outbox, publish, system, turn, unsubscribes } from '#tests/domain/notices/support.ts'
import { meansOf } from '#tests/server/releases/support.ts'
import { startSmtp } from '#tests/support/smtp.ts'
import { createWorld, tuesday, type World } from '#tests/support/world.ts'

const minute = 60_000

async function deliver(world: World, smtpUrl: string, at: number): Promise<void> {
  const ctx = await world.as(system, at)
  const send = createSender({ smtpUrl, mailFrom: 'Balcão <balcao@portal.example>', dataDir: world.folder })
  const leaving: Parameters<typeof deliverLetters>[2] = (due) =>
    lettersToLeave(ctx, due, compose, 'portal.example')
  await deliverLetters(ctx, send, leaving)
}

const header = (message: string, name: string): string | undefined =>
  new RegExp(`^${name}: ?(.*(?:\r\n\\s.*)*)`, 'im').exec(message)?.[1]?.replace(/\r\n\s+/g, '')

test('a notice leaves by SMTP, in text and HTML, with the address that ends such letters', async () => {
  const world = await createWorld()
  const smtp = await startSmtp()
  await publish(world, '7.5.1')
  await turn(world)
  await deliver(world, smtp.url, tuesday)
  await deliver(world, smtp.url, tuesday + minute)
  expect(smtp.received.map(({ to }) => to.join()).sort()).toEqual(['bruno@demo.test', 'dora@demo.test'])
  const message = smtp.received.find(({ to }) => to.includes('bruno@demo.test'))?.message ?? ''
  const [bruno] = await outbox(world)
  expect(header(message, 'List-Unsubscribe')).toBe(`<${bruno?.unsubscribe}>`)
  expect(header(message, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click')
  expect(header(message, 'Auto-Submitted')).toBe('auto-generated')
  expect(header(message, 'Content-Type')).toContain('multipart/alternative')
  expect(message).toMatch(/Content-Type: text\/plain/)
  expect(message).toMatch(/Content-Type: text\/html/)
  // RFC 5322, 2.1.1
  for (const line of message.split('\r\n')) expect(line.length).toBeLessThanOrEqual(998)
})

test('what the other side refuses for now is tried again under the same name', async () => {
  const world = await createWorld()
  const smtp = await startSmtp()
  smtp.failing = 2
  await publish(world, '7.5.1')
  await turn(world)
  await deliver(world, smtp.url, tuesday)
  expect(smtp.received).toEqual([])
  await deliver(world, smtp.url, tuesday + minute)
  expect(smtp.received).toHaveLength(2)
  const ids = (await outbox(world)).map(({ messageId }) => messageId)
  expect(smtp.received.map(({ message }) => header(message, 'Message-ID')).sort()).toEqual(ids.sort())
})

test('without TLS no program is told to end them by one request', async () => {
  const world = await createWorld()
  const smtp = await startSmtp()
  await publish(world, '7.5.1')
  await turn(world, tuesday, (pace, told) => ({
    ...compose(pace, told),
    unsubscribe: 'http://localhost:4321/pt/notices/stop/x',
  }))
  await deliver(world, smtp.url, tuesday)
  const [first] = smtp.received
  expect(header(first?.message ?? '', 'List-Unsubscribe')).toContain('http://localhost')
  expect(header(first?.message ?? '', 'List-Unsubscribe-Post')).toBeUndefined()
})

test('what somebody waits for leaves before what goes to many', async () => {
  const world = await createWorld()
  const smtp = await startSmtp()
  await publish(world, '7.5.1')
  await turn(world)
  const [bruno] = await outbox(world)
  await world.database.write((tx) =>
    tx.insert(letters).values({
      ...(bruno as typeof letters.$inferInsert),
      ...{
        id: 'answer',
        personId: 'ana',
        recipient: 'ana@demo.test',
        template: 'answer',
        messageId: '<1@x>',
      },
      nextAttemptAt: tuesday + minute,
    }),
  )
  await deliver(world, smtp.url, tuesday + minute)
  expect(smtp.received[0]?.to).toEqual(['ana@demo.test'])
  expect(smtp.received).toHaveLength(3)
})

test('an answer leaves also where notices cannot be written', async () => {
  const world = await createWorld()
  const means = await meansOf(world)
  await publish(world, '7.5.1')
  await turn(world)
  await world.database.write((tx) => tx.update(letters).set({ template: 'answer' }))
  await world.database.client.execute('drop table notice_weeks')
  const job = schedule.find(({ name }) => name === 'letters.send')
  await job?.run({ ...means, unsubscribes } as unknown as Runtime)
  const sent = (await world.database.reader.select().from(letters)).map(({ sentAt }) => sentAt)
  expect(sent).toEqual([means.at, means.at])
})
