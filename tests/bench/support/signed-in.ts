/** The cookies of a person of the demo, who all have the same password. */
export async function signedIn(address: string, email: string): Promise<string> {
  const body = new URLSearchParams({ email, password: 'balcao-demo' })
  const answer = await fetch(`${address}/pt/login`, { method: 'POST', body, redirect: 'manual' })
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}
