import { updatesAnswer } from '#server/api/updates-answer.ts'
import { api, otherMethods } from '#server/http/api.ts'

export const prerender = false

export const GET = api('updates:read', updatesAnswer)

export const ALL = otherMethods({ GET })
