export { chooseNotices, chooseNoticesSchema, listNotices, type ProductNotices } from './subscribe.ts'
export {
  defaultChoice,
  type NoticeChoice,
  type NoticeLevel,
  type NoticePace,
  noticeLevels,
  noticePaces,
} from './subscription.ts'
export { type Notice, type StandingOf, type Subscriber, type Told, whoIsTold } from './who-is-told.ts'
