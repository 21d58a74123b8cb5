import { inject } from 'vitest'

/** Lodges a ticket of Ana's through the API, as it comes in from outside. @returns its reference */
export async function lodge(
  subject: string,
  { product = 'gestor', body = 'Preciso de ajuda.' }: { product?: string; body?: string } = {},
): Promise<string> {
  const answer = await fetch(`${inject('portal')}/api/v1/tickets`, {
    method: 'POST',
    headers: { Authorization: 'Bearer bal_demo_ana', 'Content-Type': 'application/json' },
    body: JSON.stringify({ subject, body, product }),
  })
  if (!answer.ok) throw new Error(`no ticket was lodged: ${answer.status} ${await answer.text()}`)
  return ((await answer.json()) as { reference: string }).reference
}

/**
 * A ticket that the demo came with: their numbers depend on the hour it was made at.
 * @param who a customer, who sees it @param subject of it; none: the last of theirs @returns its reference
 */
export async function demoTicket(who: string, subject?: string, portal = inject('portal')): Promise<string> {
  const answer = await fetch(`${portal}/api/v1/tickets?limit=100`, {
    headers: { Authorization: `Bearer bal_demo_${who}` },
  })
  const { items } = (await answer.json()) as { items: { reference: string; subject: string }[] }
  const found = subject ? items.find((each) => each.subject === subject) : items[0]
  if (!found) throw new Error(`${who} has no ticket ${subject ?? ''}`)
  return found.reference
}
