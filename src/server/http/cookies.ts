import type { AstroCookies } from 'astro'
import type { Person } from '#domain/shared/index.ts'

type Secure = { secure: boolean }

/** `__Host-` needs Secure, which a browser does not take over plain http. */
export function sessionCookieName({ secure }: Secure): string {
  return secure ? '__Host-session' : 'session'
}

/** A cookie's value by a request's header, without what throws on a malformed one. */
export function cookieOf(header: string | undefined, name: string): string | undefined {
  const found = (header ?? '').split(/; */).find((cookie) => cookie.startsWith(`${name}=`))
  return found?.slice(name.length + 1)
}

/** Not HttpOnly and no credential: lets a static page greet whoever is signed in. */
export const viewerCookieName = 'balcao-viewer'

export function setSessionCookies(
  cookies: AstroCookies,
  secure: boolean,
  secret: string,
  person: Person,
  until: number,
): void {
  const shared = { path: '/', secure, sameSite: 'lax', expires: new Date(until) } as const
  cookies.set(sessionCookieName({ secure }), secret, { ...shared, httpOnly: true })
  cookies.set(viewerCookieName, `${person.role}:${person.name}`, shared)
}

export function clearSessionCookies(cookies: AstroCookies, secure: boolean): void {
  cookies.delete(sessionCookieName({ secure }), { path: '/', secure, sameSite: 'lax', httpOnly: true })
  cookies.delete(viewerCookieName, { path: '/', secure, sameSite: 'lax' })
}
