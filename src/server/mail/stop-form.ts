import { namesToUnsubscribe, unsubscribe } from '#domain/notices/index.ts'
import { type DeedForm, deedForm } from '../http/deed-form.ts'
import type { Runtime } from '../runtime.ts'

type StopForm = DeedForm & {
  /** What the address ends; null: all. */
  products: string[] | null
  /** `by-program`: a mail program's one request (RFC 8058), which must not be led elsewhere. */
  done: 'by-hand' | 'by-program' | null
}

/** The page that ends letters about updates by the address in one of them. @throws DomainError `not-found` */
export async function stopForm(runtime: Runtime, token: string, request: Request): Promise<StopForm> {
  const of = runtime.unsubscribes.verify(token)
  const ctx = runtime.context({ kind: 'system', name: 'unsubscribe' })
  const products = await namesToUnsubscribe(ctx, of)
  const form = await deedForm(request, {
    stop: async (sent): Promise<'by-hand' | 'by-program'> => {
      await unsubscribe(ctx, of)
      return sent.get('List-Unsubscribe') === 'One-Click' ? 'by-program' : 'by-hand'
    },
  })
  return { ...form, products }
}
