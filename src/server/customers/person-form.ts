import {
  changeAccount,
  createAccount,
  disableAccount,
  enableAccount,
  findOrganisationByName,
} from '#domain/accounts/index.ts'
import type { CustomerPerson } from '#domain/customers/index.ts'
import { type ComposeInvitation, inviteByLetter } from '#domain/mail/index.ts'
import { type Context, invalid, notFound } from '#domain/shared/index.ts'
import { fold } from '#words/index.ts'
import { randomSecret, sha256 } from '../auth/hash.ts'
import { type DeedForm, deedForm } from '../http/deed-form.ts'
import type { Form } from '../http/form.ts'
import { revisionIn } from './revision.ts'

type Done =
  | { said: 'saved' | 'created' | 'disabled' | 'enabled'; person: string; organisation: string }
  /** Shown once, on the answer to the form that made it. */
  | { link: string; until: number }

function read(form: Form): Record<string, unknown> {
  return {
    email: form.get('email'),
    name: form.get('name'),
    role: form.get('role'),
    lang: form.get('lang'),
    line: form.get('line') ? Number(form.get('line')) : null,
  }
}

async function organisationIn(ctx: Context, form: Form, held: string): Promise<string> {
  const wanted = form.get('moveTo').trim()
  if (wanted === '') return held
  const found = await findOrganisationByName(ctx.db, wanted, fold(wanted))
  if (found.length === 1 && found[0]) return found[0].id
  throw invalid([{ field: 'moveTo', code: found.length === 0 ? 'unknown' : 'ambiguous' }])
}

/** The form of an account, and what becomes of it. @param person null: a new one */
export function personForm(
  ctx: Context,
  request: Request,
  {
    organisation,
    person,
    publicUrl,
    lang,
    invitation,
  }: {
    organisation: string
    person: CustomerPerson | null
    publicUrl: URL
    lang: string
    /** Words the letter with the link. */
    invitation: (secret: string) => ComposeInvitation
  },
): Promise<DeedForm & { done: Done | null }> {
  const there = (): CustomerPerson => {
    if (!person) throw notFound('person')
    return person
  }
  return deedForm<Done>(request, {
    save: async (form) => {
      if (!person) {
        const id = await createAccount(ctx, { ...read(form), organisationId: organisation }, null)
        return { said: 'created', person: id, organisation }
      }
      const organisationId = await organisationIn(ctx, form, organisation)
      await changeAccount(ctx, { ...read(form), id: person.id, organisationId, revision: revisionIn(form) })
      return { said: 'saved', person: person.id, organisation: organisationId }
    },
    disable: async () => {
      await disableAccount(ctx, there().email)
      return { said: 'disabled', person: there().id, organisation }
    },
    enable: async () => {
      await enableAccount(ctx, there().email)
      return { said: 'enabled', person: there().id, organisation }
    },
    invite: async () => {
      const secret = randomSecret()
      const { id } = there()
      const until = await inviteByLetter(ctx, id, sha256(secret), invitation(secret), publicUrl.hostname)
      return { link: `${publicUrl.origin}/${there().lang ?? lang}/welcome/${secret}`, until }
    },
  })
}
