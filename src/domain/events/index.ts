export { type EventFilter, listEvents, listEventsSchema, listEventTypes } from './list-events.ts'
export type { ListedEvent } from './list-store.ts'
export { type EventInput, recordEvent } from './record-event.ts'
export {
  changesAfter,
  type EventRow,
  eventsAfter,
  eventsNumbered,
  eventsOfTicket,
  eventsOfTypesAfter,
  lastEventId,
  lastEventOf,
  moveReader,
  readerPosition,
} from './store.ts'
