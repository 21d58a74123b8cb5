/** What an organisation can be told of. */
export const webhookKinds = ['release.published', 'release.withdrawn', 'advisory.published'] as const
export type WebhookKind = (typeof webhookKinds)[number]

/** Events of the portal that become deliveries, and what they are called there. */
export const kindOfEvent: Readonly<Record<string, WebhookKind>> = {
  'release.published': 'release.published',
  'release.yanked': 'release.withdrawn',
  'advisory.published': 'advisory.published',
}

const minute = 60_000
const hour = 60 * minute

/** Of the Standard Webhooks specification: between the attempts of one delivery. */
const waits = [5000, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour]

/** Longer than any attempt waits. */
export const longest = 48 * hour

/** When to try again after so many attempts; null: no more. */
export function nextAttempt(attempts: number, now: number): number | null {
  const wait = waits[attempts - 1]
  return wait === undefined ? null : now + wait
}

/** After so many failures in a row, of whichever delivery, an address is not told any more. */
export const failuresUntilOff = 20

export type Outcome = { status: number | null; error: string | null }

export const succeeded = ({ status }: Outcome): boolean => status !== null && status >= 200 && status < 300
