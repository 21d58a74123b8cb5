import { compareVersions, satisfies } from '../releases/index.ts'

/** Labels of CSAF 2.0, 3.2.3.5 (flags), and of VEX. */
export const justifications = [
  'component_not_present',
  'inline_mitigations_already_exist',
  'vulnerable_code_cannot_be_controlled_by_adversary',
  'vulnerable_code_not_in_execute_path',
  'vulnerable_code_not_present',
] as const
export type Justification = (typeof justifications)[number]

/** What an advisory says of one product. */
export type AdvisoryStatement = {
  productId: string
  productName: string
  status: 'affected' | 'not-affected' | 'under-investigation'
  /** Semver range of the versions it speaks of. */
  affected: string
  fixedVersion: string | null
  justification: Justification | null
}

export type VexStatus = 'known_affected' | 'fixed' | 'known_not_affected' | 'under_investigation'

/** How a version of the product stands (VEX); null: the advisory says nothing of it. */
export function vexStatus(statement: AdvisoryStatement, version: string): VexStatus | null {
  const { status, affected, fixedVersion } = statement
  if (fixedVersion !== null && compareVersions(version, fixedVersion) >= 0) return 'fixed'
  if (!satisfies(version, affected)) return status === 'affected' ? 'known_not_affected' : null
  if (status === 'affected') return 'known_affected'
  return status === 'not-affected' ? 'known_not_affected' : 'under_investigation'
}
