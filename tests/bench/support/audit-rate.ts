import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ulid } from 'ulid'
import { openDatabase } from '#db/client.ts'
import { type DownloadNote, recordDownloads } from '#domain/releases/index.ts'
import type { Person } from '#domain/shared/index.ts'
import { systemContext } from './system-context.ts'

const rows = 4000
/** As many as begin in the second between two records, on a busy day. */
const together = 200

/** Downloads a second that are written to the audit, each begun and completed; and rows alone, in batches of as many. */
export async function auditRate(source: string): Promise<{ ours: number; raw: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'balcao-audit-'))
  const file = join(folder, 'audit.db')
  // The portal has it open: a copy of the file alone could be torn.
  const served = await openDatabase(pathToFileURL(source).href)
  await served.client.execute({ sql: 'vacuum into ?', args: [file] })
  served.close()
  const database = await openDatabase(pathToFileURL(file).href)
  try {
    const { rows: files } = await database.client.execute(
      `select f.id, f.name, f.sha256, f.size, r.product_id, r.version, p.organisation_id from release_files f
       join releases r on r.id = f.release_id join people p on p.id = 'ana' limit 1`,
    )
    const [found] = files
    if (!found) throw new Error('there is no file to fetch')
    const ctx = systemContext(database, Date.now())
    const began = performance.now()
    for (let at = 0; at < rows; at += together) {
      const notes = Array.from({ length: together }, () => noteOf(found, ctx.now))
      await recordDownloads(ctx, notes, 'bench')
    }
    const ours = rows / ((performance.now() - began) / 1000)
    const again = performance.now()
    for (let at = 0; at < rows; at += together) {
      const statements = Array.from({ length: together }, () => [
        {
          sql: `insert into download_grants (id, file_id, person_id, organisation_id, reason, address, user_agent, sender, granted_at, expires_at, bytes)
            values (?, ?, 'ana', ?, 'contract', '', '', 'portal', 1, 2, 1)`,
          args: [ulid(), found['id'] as string, found['organisation_id'] as string],
        },
        "insert into events (at, type, data, request_id) values (1, 'file.granted', '{}', 'x')",
      ]).flat()
      await database.client.batch(statements, 'write')
    }
    return { ours, raw: rows / ((performance.now() - again) / 1000) }
  } finally {
    database.close()
    await rm(folder, { recursive: true, force: true })
  }
}

function noteOf(found: Record<string, unknown>, at: number): DownloadNote {
  const size = Number(found['size'])
  const organisationId = String(found['organisation_id'])
  const actor = { kind: 'person', id: 'ana', organisationId, tokenId: null } as unknown as Person
  return {
    grantId: ulid(),
    opened: {
      actor,
      file: {
        fileId: String(found['id']),
        product: String(found['product_id']),
        version: String(found['version']),
        name: String(found['name']),
        sha256: String(found['sha256']),
        size,
        organisationId,
        reason: 'contract',
      } as unknown as NonNullable<DownloadNote['opened']>['file'],
      client: { address: '192.0.2.1', userAgent: 'curl/8' },
      sender: 'portal',
      at,
      requestId: 'bench',
    },
    sent: [{ span: [0, size, size], at }],
    flights: new Map([['bench', null]]),
    tokenId: null,
  }
}
