import type { CalendarInput } from './calendar-definition.ts'

const days = [1, 2, 3, 4, 5, 6, 7]

/** Calendars that a portal knows before it defines its own; of version 0. */
export const standardCalendars: Readonly<Record<string, CalendarInput>> = {
  'pt-office': {
    zone: 'Europe/Lisbon',
    week: days.slice(0, 5).flatMap((day) => [
      { day, start: '09:00', end: '12:30' },
      { day, start: '14:00', end: '18:00' },
    ]),
    holidays: 'PT',
    exceptions: [],
  },
  '24x7': {
    zone: 'Europe/Lisbon',
    week: days.map((day) => ({ day, start: '00:00', end: '24:00' })),
    holidays: null,
    exceptions: [],
  },
}
