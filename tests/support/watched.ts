import type { InArgs, InStatement } from '@libsql/client'
import { drizzle } from 'drizzle-orm/libsql'
import type { Root } from '#db/client.ts'
import * as schema from '#db/schema/index.ts'
import type { World } from './world.ts'

export type Query = { sql: string; args: InArgs }

export type Watched = {
  db: Root
  /** What was asked so far, as it was asked. */
  queries: Query[]
  /** How SQLite goes about each of them: its text, then the plan. */
  plans(): Promise<string[]>
}

/** A world's database for reading, which keeps what it is asked. */
export function watched({ database: { client } }: World): Watched {
  const queries: Query[] = []
  const asked = new Proxy(client, {
    get(target, property, receiver) {
      if (property !== 'execute') return Reflect.get(target, property, receiver)
      return (statement: InStatement, args?: InArgs) => {
        const { sql, args: values = [] } =
          typeof statement === 'string' ? { sql: statement, args } : statement
        queries.push({ sql, args: values })
        return target.execute({ sql, args: values })
      }
    },
  })
  return {
    db: drizzle(asked, { schema, casing: 'snake_case' }),
    queries,
    plans: () =>
      Promise.all(
        queries.map(async ({ sql, args }) => {
          const { rows } = await client.execute({ sql: `explain query plan ${sql}`, args })
          return [sql, ...rows.map(({ detail }) => String(detail))].join('\n')
        }),
      ),
  }
}
