import { define } from './define.ts'
export const releasing = define({ pt: {}, en: {} })
