import { describe, expect, it } from 'vitest'
import { getCustomerPerson, getManagedOrganisation } from '#domain/customers/index.ts'
import { contractForm, contractIn } from '#server/customers/contract-form.ts'
import { organisationForm } from '#server/customers/organisation-form.ts'
import { personForm } from '#server/customers/person-form.ts'
import { revisionFor } from '#server/customers/revision.ts'
import { createWorld } from '../../support/world.ts'

function sent(fields: Record<string, string>): Request {
  return new Request('http://portal.test/', { method: 'POST', body: new URLSearchParams(fields) })
}

describe('a form that was opened before somebody else saved', () => {
  it('keeps what was typed of an organisation, and saves it once that was seen', async () => {
    const world = await createWorld()
    const helena = await world.as('helena')
    const opened = await getManagedOrganisation(helena, 'norte')
    const fields = { name: 'Norte', kind: 'partner', revision: String(opened.revision) }
    expect(await organisationForm(helena, sent(fields), opened)).toMatchObject({ done: 'saved' })

    const late = await organisationForm(helena, sent({ ...fields, name: 'Norte, SA' }), opened)
    expect(late).toMatchObject({ done: null, status: 409, refused: { code: 'organisation-changed' } })
    expect(late.typed?.get('name')).toBe('Norte, SA')
    const held = await getManagedOrganisation(helena, 'norte')
    expect(held.name).toBe('Norte')
    const revision = revisionFor(late, held.revision)
    expect(
      await organisationForm(helena, sent({ ...fields, name: 'Norte, SA', revision }), held),
    ).toMatchObject({
      done: 'saved',
    })
  })

  it('does not become newer by a mistake in it', async () => {
    const world = await createWorld()
    const helena = await world.as('helena')
    const opened = await getManagedOrganisation(helena, 'norte')
    const fields = { name: '', kind: 'partner', revision: String(opened.revision) }
    const refused = await organisationForm(helena, sent(fields), opened)
    expect(refused.status).toBe(422)
    expect(revisionFor(refused, opened.revision + 1)).toBe(String(opened.revision))
    const { revision: _, ...without } = { ...fields, name: 'Norte, SA' }
    expect(await organisationForm(helena, sent(without), opened)).toMatchObject({ status: 409 })
  })

  it('is told from a new one for people and contracts, too', async () => {
    const world = await createWorld()
    const helena = await world.as('helena')
    const person = await getCustomerPerson(helena, 'vila-nova', 'bruno')
    const place = {
      organisation: 'vila-nova',
      person,
      publicUrl: new URL('http://portal.test'),
      lang: 'pt',
      invitation: () => () => ({ subject: '', text: '', html: '' }),
    } as unknown as Parameters<typeof personForm>[2]
    const account = { email: person.email, role: person.role, lang: 'pt', revision: String(person.revision) }
    expect(await personForm(helena, sent({ ...account, name: 'Bruno R.' }), place)).toMatchObject({
      done: { said: 'saved' },
    })
    const late = await personForm(helena, sent({ ...account, name: 'B. Ramos' }), place)
    expect(late).toMatchObject({ status: 409, refused: { code: 'account-changed' } })
    expect(late.typed?.get('name')).toBe('B. Ramos')

    const contract = await contractIn(helena, 'sao-bras', 'sao-bras-base')
    const terms = { level: 'base', startsAt: '2024-07-01', revision: String(contract.revision) }
    expect(
      await contractForm(helena, sent({ ...terms, endsOn: '2027-01-31' }), 'sao-bras', contract),
    ).toMatchObject({ done: 'sao-bras-base' })
    expect(
      await contractForm(helena, sent({ ...terms, endsOn: '2028-01-31' }), 'sao-bras', contract),
    ).toMatchObject({ status: 409, refused: { code: 'contract-changed' } })
    expect(await contractForm(helena, sent(terms), 'sao-bras', null)).toMatchObject({ status: null })
  })
})

it('asks for the first day of a contract where there is none', async () => {
  const world = await createWorld()
  const helena = await world.as('helena')
  const terms = { level: 'base', startsAt: '', revision: '0' }
  expect(await contractForm(helena, sent(terms), 'sao-bras', null)).toMatchObject({
    refused: { fields: [{ field: 'startsAt', code: 'required' }] },
  })
})
