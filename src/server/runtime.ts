import { randomBytes, randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { ulid } from 'ulid'
import { type Database, migrate, openDatabase } from '#db/client.ts'
import { portalSecret } from '#domain/releases/index.ts'
import type { Actor, Context } from '#domain/shared/index.ts'
import { hashPassword } from './auth/passwords.ts'
import { createRateLimit, type RateLimit } from './auth/rate-limit.ts'
import { createSessions, type Sessions } from './auth/sessions.ts'
import { type SignedInNow, signIn } from './auth/sign-in.ts'
import type { Config } from './config.ts'
import { createLive, type Live } from './desk/live.ts'
import { createGrants, type Grants } from './downloads/grant-address.ts'
import { createLedger, type Ledger } from './downloads/ledger.ts'
import { createSlots, type Slots } from './downloads/slots.ts'
import { mostLarge } from './downloads/transfer.ts'
import { type ContentCheck, createContentCheck } from './feedback/content-check.ts'
import { createVoters, type Voters } from './feedback/voters.ts'
import { openStore } from './files/open-store.ts'
import type { FileStore } from './files/store.ts'
import type { Jobs } from './jobs/runner.ts'
import { createLog, type Logger } from './log.ts'
import { createUnsubscribes, type Unsubscribes } from './mail/unsubscribe-address.ts'
import { refusingWhenFull } from './no-room.ts'
import { createPublisher, type Publisher } from './site/publisher.ts'
import { createSite, type Site } from './site/site.ts'
import { createHolidays } from './sla/holidays.ts'

/** Every means the portal has, built once per process and handed down; nothing else is global. */
export type Runtime = {
  config: Config
  log: Logger
  database: Database
  files: FileStore
  sessions: Sessions
  limits: Record<'signInAccount' | 'signInAddress' | 'park' | 'tickets' | 'votes' | 'searches', RateLimit>
  /** Tells voters apart without keeping who they are. */
  voters: Voters
  contentCheck: ContentCheck
  /** Here, not imported by pages: password hashing is native code, which their bundle cannot hold. */
  signIn(
    input: { email: string; password: string },
    client: { userAgent: string; address: string },
  ): Promise<SignedInNow>
  hashPassword(password: string): Promise<string>
  site: Site
  publisher: Publisher
  /** Signs and verifies the addresses by which files are fetched. */
  grants: Grants
  /** Signs and verifies the addresses by which letters about updates are ended. */
  unsubscribes: Unsubscribes
  /** What was fetched, on its way to the database. */
  ledger: Ledger
  slots: Slots
  /** Of memory for the fastest downloads. */
  largePieces: Slots
  /** Hints to the desk's open pages that something changed, and who is at work where. */
  live: Live
  /** Started by the server only; a command runs no jobs. */
  jobs: Jobs | null
  jobsAlive(): boolean
  context(actor: Actor, requestId?: string): Context
  close(): Promise<void>
}

export async function createRuntime(config: Config): Promise<Runtime> {
  const log = createLog(config)
  await mkdir(config.dataDir, { recursive: true })
  const opened = await openDatabase(config.databaseUrl, config.databaseAuthToken)
  const database: Database = { ...opened, write: refusingWhenFull(opened.write, log) }
  await migrate(database)
  const files = await openStore(config.filesUrl, config)
  const holidays = createHolidays()
  const site = createSite(config, log)

  const runtime: Runtime = {
    config,
    log,
    database,
    files,
    sessions: createSessions(database),
    limits: {
      signInAccount: createRateLimit(database, 'sign-in-account', 10, 900),
      signInAddress: createRateLimit(database, 'sign-in-address', 50, 900),
      park: createRateLimit(database, 'park', 20, 3600),
      tickets: createRateLimit(database, 'tickets', 600, 3600),
      votes: createRateLimit(database, 'votes', 10, 3600),
      searches: createRateLimit(database, 'searches', 300, 3600),
    },
    voters: createVoters(),
    contentCheck: createContentCheck(config, site),
    site,
    publisher: createPublisher({
      config,
      log,
      site,
      database,
      context: (...args) => runtime.context(...args),
    }),
    grants: createGrants(''),
    unsubscribes: createUnsubscribes(''),
    ledger: createLedger(() => runtime.context({ kind: 'system', name: 'downloads' }), log),
    slots: createSlots(config.downloadsPerOrganisation),
    largePieces: createSlots(mostLarge),
    live: createLive(database.reader, log),
    signIn: (input, client) => signIn(runtime, input, client),
    hashPassword,
    jobs: null,
    jobsAlive: () => runtime.jobs?.alive() ?? false,
    context: (actor, requestId = randomUUID()) => ({
      actor,
      now: Date.now(),
      db: database.reader,
      write: database.write,
      files,
      ids: { next: () => ulid() },
      holidays,
      requestId,
    }),
    async close() {
      runtime.live.close()
      await runtime.jobs?.stop()
      site.close()
      // Streams that were cut say what went out as they end.
      for (let turn = 0; turn < 40 && runtime.slots.inUse() > 0; turn++)
        await new Promise((resolve) => setTimeout(resolve, 50))
      await runtime.ledger.flush()
      await database.idle()
      database.close()
    },
  }
  const system = runtime.context({ kind: 'system', name: 'downloads' })
  const secretOf = (name: string): Promise<string> =>
    portalSecret(system, name, randomBytes(32).toString('base64url'))
  runtime.grants = createGrants(await secretOf('download-grants'))
  runtime.unsubscribes = createUnsubscribes(await secretOf('unsubscribe'))
  return runtime
}
