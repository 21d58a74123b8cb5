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

/** Padded to eight digits; a longer one, as of a moment, comes after all of those, the longer the later. */
function padded(value: number): string {
  const digits = String(value)
  return digits.length <= 8 ? digits.padStart(8, '0') : `:${String(digits.length).padStart(2, '0')}${digits}`
}

/** Sorts as text in the order of versions (SemVer 2.0.0, 11): numbers padded, a pre-release before its release. */
export function sortKeyOf(version: string): string {
  const { major, minor, patch, prerelease } = new semver.SemVer(version)
  const core = [major, minor, patch].map(padded).join('.')
  if (prerelease.length === 0) return `${core}~`
  return `${core}-${prerelease.map((part) => (typeof part === 'number' ? padded(part) : `a${part}`)).join('.')}`
}
