import { rotatedAnswer } from '#server/accounts/rotate-answer.ts'
import { api, otherMethods } from '#server/http/api.ts'

export const prerender = false

export const POST = api('public', rotatedAnswer)

export const ALL = otherMethods({ POST })
