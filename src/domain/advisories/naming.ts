import { parseVersion, versionNamingFault } from '../releases/index.ts'
import type { FieldProblem, Transaction } from '../shared/index.ts'

type Named = {
  tlp: string
  organisations: readonly string[]
  statements: readonly { productId: string; fixedVersion: string | null }[]
}

/** Versions with the fix that whoever reads the advisory from then on may not know of. */
export async function namingProblems(
  tx: Transaction,
  { tlp, organisations, statements }: Named,
  at: number,
): Promise<FieldProblem[]> {
  const readers = tlp === 'red' ? organisations : null
  const problems: FieldProblem[] = []
  for (const { productId: product, fixedVersion } of statements) {
    if (fixedVersion === null) continue
    const version = parseVersion(fixedVersion) ?? fixedVersion
    const code = await versionNamingFault(tx, { product, version }, readers, at)
    if (code) problems.push({ field: 'fixedVersion', code })
  }
  return problems
}
