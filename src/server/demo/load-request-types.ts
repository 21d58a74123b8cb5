import type { Context } from '#domain/shared/index.ts'
import { saveRequestType } from '#domain/tickets/index.ts'

const types = [
  { id: 'incidente', pt: 'Incidente', en: 'Incident', products: [], position: 10 },
  { id: 'duvida', pt: 'Dúvida', en: 'Question', products: [], position: 20 },
  { id: 'servico', pt: 'Pedido de serviço', en: 'Service request', products: [], position: 30 },
  { id: 'dados', pt: 'Problema de dados', en: 'Problem of data', products: ['folha'], position: 40 },
] as const

/** What the demo's tickets may be; their stories say what they are. @param ctx of the administrator */
export async function loadRequestTypes(ctx: Context): Promise<void> {
  for (const type of types) await saveRequestType(ctx, type, true)
}
