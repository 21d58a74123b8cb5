import semver from 'semver'

/** A version as people write it; two numbers are taken as `x.y.0`. @returns null when it is none */
export function parseVersion(text: string): string | null {
  const whole = /^\d+\.\d+$/.test(text) ? `${text}.0` : text
  return semver.valid(whole)
}

export function compareVersions(a: string, b: string): number {
  return semver.compare(a, b)
}

/** Whether a version lies in a semver range; a pre-release counts as the versions around it do. */
export function satisfies(version: string, range: string): boolean {
  return semver.satisfies(version, range, { includePrerelease: true })
}

/** A range as npm writes it, such as `>=7.3.0 <7.5.0`. @returns null when it is none */
export function parseRange(text: string): string | null {
  return semver.validRange(text)
}

/** Sorts as text in the order of versions (SemVer 2.0.0, 11): numbers padded, a pre-release before its release. */
export function sortKeyOf(version: string): string {
  const { major, minor, patch, prerelease } = new semver.SemVer(version)
  const pad = (value: number): string => String(value).padStart(8, '0')
  const core = [major, minor, patch].map(pad).join('.')
  if (prerelease.length === 0) return `${core}~`
  return `${core}-${prerelease.map((part) => (typeof part === 'number' ? pad(part) : `a${part}`)).join('.')}`
}
