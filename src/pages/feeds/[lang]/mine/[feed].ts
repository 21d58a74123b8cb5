import { ownFeedAnswer } from '#server/feeds/own-feed.ts'
import { api } from '#server/http/api.ts'

export const prerender = false

export const GET = api('public', ({ astro }) => ownFeedAnswer(astro))
