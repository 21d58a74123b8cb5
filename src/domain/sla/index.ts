export {
  type Calendar,
  dueAt,
  endOfWorkingDay,
  isOpen,
  minutesBetween,
  nextOpening,
  type OpenSpan,
  openSpans,
  prepareCalendar,
} from './calendar.ts'
export {
  type CalendarDefinition,
  type CalendarInput,
  calendarSchema,
  dayKey,
  type OwnDays,
  ownDaySchema,
  ownDaysSchema,
  type RulesInput,
} from './calendar-definition.ts'
export {
  type ClockEntry,
  type ClockName,
  type ClockReading,
  noClock,
  type Phase,
  readClock,
  replay,
  runningDueAt,
} from './clock.ts'
export { type ClockPart, clockParts } from './clock-parts.ts'
export { type ComingDay, comingDays } from './coming-days.ts'
export {
  type Defined,
  defineCalendar,
  defineLevel,
  namedCalendarSchema,
  namedLevelSchema,
} from './define-terms.ts'
export { type Simulated, simulate } from './draft-calendar.ts'
export { type Explanation, explainClock, type Interval } from './explain.ts'
export { type LevelDefinition, levelSchema, lineMinutes, type Target } from './levels.ts'
export { listCalendars, listLevels, type NamedCalendar, type NamedLevel } from './list-terms.ts'
export {
  changedPromise,
  currentPromise,
  getCalendar,
  nothingPromised,
  type Priority,
  type PromiseKey,
  promiseOf,
  type ServicePromise,
} from './promise.ts'
export { newestTerms } from './store.ts'
export { getSupportCalendar, usualCalendar, zoneOf } from './support-calendar.ts'
export { type Warning, warningsOf } from './warnings.ts'
export { type OtherDay, otherDaysOf } from './year-view.ts'
