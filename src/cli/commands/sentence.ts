import { isDomainError } from '#domain/shared/index.ts'
import { texts } from '#i18n/index.ts'

/** Why a command was refused, as one sentence. */
export function sentence(error: unknown): string {
  if (!isDomainError(error)) return error instanceof Error ? error.message : String(error)
  const { errors } = texts('en')
  const reasons = error.fields.map(
    ({ field, code, params }) => `${field}: ${errors.field(code, params ?? {})}`,
  )
  return reasons.length > 0 ? reasons.join('\n') : errors.refusal(error.code)
}
