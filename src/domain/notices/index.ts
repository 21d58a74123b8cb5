export { gatherNotices } from './gather.ts'
export { listTold, type ToldView } from './list-told.ts'
export { newestOf } from './opened.ts'
export type { PutLetters } from './page.ts'
export { mayStillLeave } from './still-told.ts'
export {
  chooseNotices,
  chooseNoticesSchema,
  listNotices,
  noticesStoppedAt,
  type ProductNotices,
} from './subscribe.ts'
export {
  defaultChoice,
  type NoticeChoice,
  type NoticeLevel,
  type NoticePace,
  noticeLevels,
  noticePaces,
} from './subscription.ts'
export { tellAtOnce } from './tell-at-once.ts'
export { nextWeekly, tellWeekly } from './tell-weekly.ts'
export type { Tidings, ToldPerson, What } from './types.ts'
export { namesToUnsubscribe, unsubscribe } from './unsubscribe.ts'
export {
  type Notice,
  type Right,
  type StandingOf,
  type Subscriber,
  type Told,
  whoIsTold,
} from './who-is-told.ts'
