import { announceEndingTokens } from '#domain/accounts/index.ts'
import { sweepSearches } from '#domain/feedback/index.ts'
import { sweepDeliveries } from '#domain/webhooks/index.ts'
import { readBills } from '../advisories/read-bills.ts'
import { sweepAttempts } from '../auth/rate-limit.ts'
import { sweepDesk } from '../desk/sweep.ts'
import { publishDueArticles } from '../editing/publish-due.ts'
import { citeInTickets } from '../feedback/cite-in-tickets.ts'
import { sweepFiles } from '../files/sweep-files.ts'
import { sendLetters } from '../mail/send-letters.ts'
import { writeNotices } from '../mail/write-notices.ts'
import { warnOfEndingManifests } from '../releases/expiry.ts'
import { writeDueNotes } from '../releases/notes.ts'
import { settleUploads, sweepUploadedFiles } from '../releases/settle-uploads.ts'
import { verifyNightly } from '../releases/verify.ts'
import { runDeskRules } from '../rules/run.ts'
import { gatherStatistics } from '../stats/gather.ts'
import { sendDueReports } from '../stats/send.ts'
import { announceFixes, closeWhatIsResolved, remindDue, searchFiles, warn } from '../tickets/recurring.ts'
import { runWebhooks } from '../webhooks/run.ts'
import type { Job } from './runner.ts'

/** Every recurring job of the portal. */
export const schedule: readonly Job[] = [
  { name: 'letters.send', every: 2, run: sendLetters },
  { name: 'notices.write', every: 2, run: (runtime) => writeNotices(runtime) },
  { name: 'sessions.sweep', every: 3600, run: (runtime) => runtime.sessions.sweep() },
  { name: 'attempts.sweep', every: 3600, run: (runtime) => sweepAttempts(runtime.database) },
  {
    name: 'site.publish',
    every: 1,
    // A publish may take longer than a job may: it goes on behind.
    run: async ({ publisher, log }) => {
      publisher.work().catch((error) => log.error({ err: error }, 'publishing failed'))
    },
  },
  { name: 'articles.publish-due', every: 10, run: publishDueArticles },
  {
    name: 'releases.notes',
    every: 10,
    run: async (runtime) => {
      await writeDueNotes(runtime)
    },
  },
  { name: 'release-uploads', every: 15, run: settleUploads },
  { name: 'release-uploads.sweep', every: 6 * 3600, run: sweepUploadedFiles },
  { name: 'release-verify', every: 600, run: verifyNightly },
  { name: 'release-manifests', every: 3600, run: warnOfEndingManifests },
  { name: 'files.sweep', every: 6 * 3600, run: sweepFiles },
  { name: 'rules.run', every: 1, run: runDeskRules },
  { name: 'tickets.warn', every: 15, run: warn },
  { name: 'tickets.close-resolved', every: 300, run: closeWhatIsResolved },
  { name: 'tickets.remind', every: 15, run: remindDue },
  { name: 'tickets.announce-fixes', every: 60, run: announceFixes },
  { name: 'attachments.search', every: 10, run: searchFiles },
  { name: 'desk.sweep', every: 3600, run: sweepDesk },
  { name: 'articles.cite', every: 30, run: citeInTickets },
  { name: 'stats.gather', every: 5, run: gatherStatistics },
  { name: 'bills.read', every: 10, run: readBills },
  { name: 'reports.send', every: 60, run: sendDueReports },
  { name: 'webhooks.deliver', every: 2, run: runWebhooks },
  {
    name: 'webhooks.sweep',
    every: 24 * 3600,
    run: (runtime) => sweepDeliveries(runtime.context({ kind: 'system', name: 'webhooks' })),
  },
  {
    name: 'tokens.announce-ending',
    every: 3600,
    run: async (runtime) => {
      await announceEndingTokens(runtime.context({ kind: 'system', name: 'tokens' }))
    },
  },
  {
    name: 'searches.sweep',
    every: 24 * 3600,
    run: (runtime) => sweepSearches(runtime.context({ kind: 'system', name: 'searches' })),
  },
  {
    name: 'site.refresh',
    every: 2,
    run: async (runtime) => {
      await runtime.site.refresh()
    },
  },
]
