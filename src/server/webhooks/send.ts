import { createHmac, randomBytes } from 'node:crypto'
import { lookup } from 'node:dns'
import { request as http } from 'node:http'
import { request as https } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import type { Outcome, Send } from '#domain/webhooks/index.ts'

const unreachable = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  unreachable.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  unreachable.addSubnet(net, bits, 'ipv6')

/** Whether an address leads into this machine or a network that is not everybody's. */
export function isPrivate(address: string): boolean {
  const family = isIP(address)
  return family === 0 || unreachable.check(address, family === 4 ? 'ipv4' : 'ipv6')
}

/** Whether an address of the web names such a place itself; a name that leads there is found out when it is called. */
export function leadsInside(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { hostname } = new URL(address)
  const host = hostname.replace(/^\[|\]$/g, '')
  return isIP(host) === 0 ? /^(.+\.)?localhost\.?$/.test(host) : isPrivate(host)
}

export function newWebhookSecret(): string {
  return `whsec_${randomBytes(24).toString('base64')}`
}

/** Standard Webhooks: `v1,` and the HMAC-SHA-256 of id, time and body, with each secret in force. */
export function signatures(id: string, timestamp: number, body: string, secrets: readonly string[]): string {
  return secrets
    .map((secret) => {
      const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
      return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
    })
    .join(' ')
}

/** Looks at the addresses that are then connected to: a name that answers differently the second time gains nothing. */
const guarded: LookupFunction = (hostname, options, answer) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    if (error) return answer(error, '', 4)
    const first = found[0]
    if (!first || found.some(({ address }) => isPrivate(address)))
      return answer(new Error('private-address'), '', 4)
    return options.all ? answer(null, found) : answer(null, first.address, first.family)
  })
}

/** @param allowPrivate whether it may lead into private networks */
export function createWebhookSender(allowPrivate: boolean, clock: () => number = Date.now): Send {
  return (webhook, message) => {
    const body = JSON.stringify(message.body)
    const now = clock()
    const timestamp = Math.floor(now / 1000)
    const old = webhook.previousSecret !== null && (webhook.previousUntil ?? 0) > now
    const secrets = [webhook.secret, ...(old ? [webhook.previousSecret as string] : [])]
    const url = new URL(webhook.url)
    if (!allowPrivate && leadsInside(webhook.url))
      return Promise.resolve({ status: null, error: 'private-address' })
    return post(url, allowPrivate ? undefined : guarded, body, {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      'user-agent': 'Balcao-Webhooks/1',
      'webhook-id': message.id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signatures(message.id, timestamp, body, secrets),
    })
  }
}

function post(
  url: URL,
  lookup: LookupFunction | undefined,
  body: string,
  headers: Record<string, string>,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const request = url.protocol === 'https:' ? https : http
    const options = { method: 'POST', headers, timeout: 15_000, agent: false, ...(lookup ? { lookup } : {}) }
    const call = request(url, options, (answer) => {
      // Neither its words nor where it would lead are of interest.
      resolve({ status: answer.statusCode ?? null, error: null })
      answer.destroy()
    })
    const late = setTimeout(() => call.destroy(new Error('timeout')), 20_000)
    call.on('timeout', () => call.destroy(new Error('timeout')))
    call.on('error', (error: NodeJS.ErrnoException) =>
      resolve({ status: null, error: error.code ?? error.message }),
    )
    call.on('close', () => clearTimeout(late))
    call.end(body)
  })
}
