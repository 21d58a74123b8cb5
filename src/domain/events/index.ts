export { type EventInput, recordEvent } from './record-event.ts'
export {
  changesAfter,
  type EventRow,
  eventsAfter,
  eventsOfTicket,
  lastEventId,
  moveReader,
  readerPosition,
} from './store.ts'
