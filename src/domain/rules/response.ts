export const responseEvents = [
  'received',
  'out-of-hours',
  'follow-up',
  'follow-up-new',
  'refused',
  'resolved',
] as const
/** What a letter to the customer answers. */
export type ResponseEvent = (typeof responseEvents)[number]

export type AutoResponse = {
  id: string
  event: ResponseEvent
  /** null: of all queues. */
  queue: string | null
  lang: 'pt' | 'en'
  subject: string
  /** Markdown with `{{variables}}`. */
  body: string
  revision: number
  updatedAt: number
  updatedBy: string
  archived: boolean
}

/** Where nothing is said for one, this is. */
const instead: Partial<Record<ResponseEvent, ResponseEvent>> = {
  'out-of-hours': 'received',
  'follow-up-new': 'received',
}

/** What may be sent, the most fitting first: for the event before what stands in for it, for the queue before all queues. */
export function fittingResponses(
  all: readonly AutoResponse[],
  wanted: { event: ResponseEvent; queue: string; lang: 'pt' | 'en' },
): AutoResponse[] {
  const events = [wanted.event, instead[wanted.event]].filter((event) => event !== undefined)
  return events.flatMap((event) =>
    [wanted.queue, null].flatMap((queue) =>
      all.filter((one) => one.event === event && one.queue === queue && one.lang === wanted.lang),
    ),
  )
}
