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
