export { alertAdministrators } from './alert-administrators.ts'
export { deliverLetters, nextAttempt } from './delivery.ts'
export { type ComposeInvitation, inviteByLetter } from './invite-by-letter.ts'
export { type ComposeMachineLetter, type MachineLetter, writeMachineLetters } from './machine-letters.ts'
export { type ComposeNotice, lettersToLeave, writeNoticeLetters } from './notice-letters.ts'
export { type LetterKind, recipientsOf, type TicketFacts } from './recipients.ts'
export {
  type Addressee,
  addressees,
  insertLetters,
  type LetterRow,
  type MessageFacts,
  type NewLetter,
} from './store.ts'
export { type Compose, type LetterFacts, type LetterWords, writeLetters } from './write-letters.ts'
