import * as schema from '#db/schema/index.ts'
import {
  calendars,
  contracts,
  demoPassword,
  organisations,
  partnerships,
  people,
  products,
  serviceLevels,
} from '#db/seed/world.ts'
import { sha256 } from '../auth/hash.ts'
import { hashPassword } from '../auth/passwords.ts'
import type { Runtime } from '../runtime.ts'

/** Organisations, people, contracts, calendars and service levels of the demo world; tokens `bal_demo_NAME`. */
export async function loadPeople(runtime: Pick<Runtime, 'database'>, now: number): Promise<void> {
  const passwordHash = await hashPassword(demoPassword)
  await runtime.database.write(async (tx) => {
    await tx.insert(schema.organisations).values(organisations.map((row) => ({ ...row, createdAt: now })))
    await tx.insert(schema.partnerships).values([...partnerships])
    await tx.insert(schema.products).values(products.map((row) => ({ ...row, createdAt: now })))
    await tx
      .insert(schema.people)
      .values(people.map((row) => ({ ...row, email: `${row.id}@demo.test`, passwordHash, createdAt: now })))
    await tx.insert(schema.apiTokens).values(
      people.map(({ id }) => ({
        id: `demo-${id}`,
        hash: sha256(`bal_demo_${id}`),
        personId: id,
        name: 'Demo',
        scopes: 'tickets:read tickets:write updates:read eula:accept',
        createdAt: now,
      })),
    )
    for (const { products: lines, startsAt, ...contract } of contracts) {
      await tx
        .insert(schema.contracts)
        .values({ ...contract, startsAt: Date.parse(startsAt), createdAt: now })
      await tx
        .insert(schema.contractProducts)
        .values(lines.map((line) => ({ contractId: contract.id, ...line })))
    }
    await tx.insert(schema.calendars).values(
      calendars.map(({ id, definition }) => ({
        id,
        version: 1,
        definition: { ...definition },
        createdAt: now,
      })),
    )
    await tx.insert(schema.serviceLevels).values(
      serviceLevels.map((row) => ({
        ...row,
        version: 1,
        definition: { ...row.definition },
        createdAt: now,
      })),
    )
  })
}
