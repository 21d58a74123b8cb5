import { define } from './define.ts'
import { fieldsEn, fieldsPt } from './error-fields.ts'
import { refusalsEn, refusalsPt } from './refusals.ts'

type Params = Record<string, string | number>

export const errors = define({
  pt: {
    summary: 'Há algo a corrigir',
    field: (code: string, params: Params): string => (fieldsPt[code] ?? fieldsPt.invalid)?.(params) ?? code,
    says: (code: string): string | null => refusalsPt[code] ?? null,
    refusal: (code: string): string => refusalsPt[code] ?? `Não foi possível (${code}). Nada mudou.`,
  },
  en: {
    summary: 'Something needs correcting',
    field: (code: string, params: Params): string => (fieldsEn[code] ?? fieldsEn.invalid)?.(params) ?? code,
    says: (code: string): string | null => refusalsEn[code] ?? null,
    refusal: (code: string): string => refusalsEn[code] ?? `That was refused (${code}). Nothing changed.`,
  },
})
