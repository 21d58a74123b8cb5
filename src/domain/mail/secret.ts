/** A letter of this kind says what only its reader may know. */
export const secretTemplate = 'invitation'

/** What is left of such a letter once it has left, or never will. */
export const forgotten = { text: '', html: '' }
