export { type EventInput, recordEvent } from './record-event.ts'
export {
  type EventRow,
  eventsAfter,
  eventsOfTicket,
  lastEventId,
  moveReader,
  readerPosition,
} from './store.ts'
