import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const pages = join(import.meta.dirname, '../../../src/pages')

/** Who may open each route that is made on demand; a new one is added here by whoever adds it. */
const expected: Record<string, string> = {
  '[lang]/[...article].md.ts': 'anyone, by markdownFor',
  '[lang]/[...knowledge].astro': 'anyone, by readingOf',
  '[lang]/account/index.astro': 'signed-in',
  '[lang]/account/tokens.astro': 'signed-in',
  '[lang]/account/notices.astro': 'portal',
  '[lang]/admin/labels/index.astro': 'administrator',
  '[lang]/admin/queues/[id].astro': 'administrator',
  '[lang]/admin/queues/index.astro': 'administrator',
  '[lang]/admin/audit/export.csv.ts': 'administrator',
  '[lang]/admin/audit/index.astro': 'administrator',
  '[lang]/admin/advisories/[id].astro': 'supervisor',
  '[lang]/admin/advisories/index.astro': 'supervisor',
  '[lang]/admin/components.astro': 'desk',
  '[lang]/admin/calendars/[id].astro': 'supervisor',
  '[lang]/admin/calendars/index.astro': 'supervisor',
  '[lang]/admin/fields/[id].astro': 'administrator',
  '[lang]/admin/fields/index.astro': 'administrator',
  '[lang]/admin/request-types/[id].astro': 'administrator',
  '[lang]/admin/request-types/index.astro': 'administrator',
  '[lang]/admin/teams/[id].astro': 'administrator',
  '[lang]/admin/teams/index.astro': 'administrator',
  '[lang]/admin/import/[kind].csv.ts': 'supervisor',
  '[lang]/admin/import/index.astro': 'supervisor',
  '[lang]/admin/index.astro': 'supervisor',
  '[lang]/admin/levels/[id].astro': 'supervisor',
  '[lang]/admin/levels/index.astro': 'supervisor',
  '[lang]/admin/licences/[product].astro': 'administrator',
  '[lang]/admin/licences/index.astro': 'administrator',
  '[lang]/admin/matrix.astro': 'administrator',
  '[lang]/admin/people.astro': 'administrator',
  '[lang]/admin/products.astro': 'administrator',
  '[lang]/advisories/[tracking].astro': 'anyone',
  '[lang]/advisories/index.astro': 'anyone',
  '[lang]/attachments/[id].ts': 'signed-in',
  '[lang]/desk/absences.astro': 'desk',
  '[lang]/desk/articles/report.astro': 'staff',
  '[lang]/desk/articles/edit/[...id].astro': 'staff',
  '[lang]/desk/articles/history/[...id].astro': 'staff',
  '[lang]/desk/articles/images.ts': 'staff',
  '[lang]/desk/articles/index.astro': 'staff',
  '[lang]/desk/articles/media/[...path].ts': 'staff',
  '[lang]/desk/articles/new.astro': 'staff',
  '[lang]/desk/articles/preview.ts': 'staff',
  '[lang]/desk/articles/progress.ts': 'staff',
  '[lang]/desk/articles/publishing.astro': 'staff',
  '[lang]/desk/articles/translate/[...id].astro': 'staff',
  '[lang]/desk/index.astro': 'desk',
  '[lang]/desk/organisations/[id].astro': 'desk',
  '[lang]/desk/processes/[id]/index.astro': 'supervisor',
  '[lang]/desk/processes/[id]/versions.astro': 'supervisor',
  '[lang]/desk/processes/index.astro': 'supervisor',
  '[lang]/desk/releases/[product]/[version]/export.csv.ts': 'desk',
  '[lang]/desk/releases/[product]/[version]/index.astro': 'desk',
  '[lang]/desk/reports/index.astro': 'desk',
  '[lang]/desk/reports/organisations/[id].astro': 'desk',
  '[lang]/desk/reports/saved/[id].astro': 'desk',
  '[lang]/desk/reports/saved/index.astro': 'desk',
  '[lang]/desk/reports/tickets.astro': 'desk',
  '[lang]/desk/rules/[id]/index.astro': 'supervisor',
  '[lang]/desk/rules/[id]/runs.astro': 'supervisor',
  '[lang]/desk/rules/[id]/versions.astro': 'supervisor',
  '[lang]/desk/rules/index.astro': 'supervisor',
  '[lang]/desk/rules/responses/[id].astro': 'supervisor',
  '[lang]/desk/rules/responses/index.astro': 'supervisor',
  '[lang]/desk/organisations/[id]/contracts/[contract].astro': 'supervisor',
  '[lang]/desk/organisations/[id]/edit.astro': 'supervisor',
  '[lang]/desk/organisations/[id]/history.astro': 'desk',
  '[lang]/desk/organisations/[id]/people/[person].astro': 'supervisor',
  '[lang]/desk/organisations/index.astro': 'desk',
  '[lang]/desk/organisations/new.astro': 'supervisor',
  '[lang]/desk/templates/[id].astro': 'desk',
  '[lang]/desk/templates/index.astro': 'desk',
  '[lang]/desk/tickets/[reference].astro': 'desk',
  '[lang]/desk/tickets/[reference]/draft.ts': 'desk',
  '[lang]/desk/tickets/[reference]/presence.ts': 'desk',
  '[lang]/desk/views/[id].ts': 'desk',
  '[lang]/errors/[status].astro': 'anyone',
  '[lang]/feedback/index.astro': 'anyone',
  '[lang]/feedback/opened.ts': 'anyone',
  '[lang]/feedback/searches.ts': 'named by itself',
  '[lang]/index.astro': 'anyone',
  '[lang]/login.astro': 'anyone',
  '[lang]/notices/stop/[token].astro': 'anyone',
  '[lang]/search.astro': 'anyone',
  '[lang]/setup/[secret].astro': 'anyone',
  '[lang]/tickets/[reference].astro': 'signed-in',
  '[lang]/tickets/index.astro': 'signed-in',
  '[lang]/tickets/new.astro': 'signed-in',
  '[lang]/tickets/preview.ts': 'named by itself',
  '[lang]/tickets/report.astro': 'portal',
  '[lang]/tickets/suggestions.ts': 'named by itself',
  '[lang]/tickets/uploads.ts': 'named by itself',
  '[lang]/updates/[product].astro': 'signed-in',
  '[lang]/updates/[product]/licence.astro': 'signed-in',
  '[lang]/updates/history/export.csv.ts': 'signed-in',
  '[lang]/updates/history/index.astro': 'signed-in',
  '[lang]/updates/index.astro': 'signed-in',
  '[lang]/welcome/[secret].astro': 'anyone',
  'api/openapi.json.ts': 'public',
  'api/v1/attachments/[id].ts': 'tickets:read',
  'api/v1/products/[product]/eula.ts': 'updates:read eula:accept',
  'api/v1/products/[product]/updates.ts': 'updates:read',
  'api/v1/products/index.ts': 'public',
  'api/v1/advisories.ts': 'public',
  'api/v1/components.ts': 'updates:read',
  'api/v1/search.ts': 'public',
  'api/v1/tickets/[reference]/attachments.ts': 'tickets:write',
  'api/v1/tickets/[reference]/closure.ts': 'tickets:write tickets:write',
  'api/v1/tickets/[reference]/index.ts': 'tickets:read',
  'api/v1/tickets/[reference]/messages.ts': 'tickets:write',
  'api/v1/tickets/index.ts': 'tickets:read tickets:write',
  '[lang]/account/feed.astro': 'signed-in',
  '[lang]/account/services/[id].astro': 'signed-in',
  '[lang]/account/services/index.astro': 'signed-in',
  '[lang]/account/webhooks/[id].astro': 'signed-in',
  '[lang]/account/webhooks/index.astro': 'signed-in',
  '[lang]/admin/releases/[product]/[version]/index.astro': 'supervisor',
  '[lang]/admin/releases/[product]/[version]/preview.astro': 'supervisor',
  '[lang]/admin/releases/index.astro': 'supervisor',
  '[lang]/admin/releases/keys.astro': 'supervisor',
  '[lang]/admin/releases/new.astro': 'administrator',
  'api/v1/products/[product]/releases.ts': 'updates:read',
  'api/v1/tokens/rotate.ts': 'public',
  'feeds/[lang]/mine/[feed].ts': 'public',
  'index.ts': 'named by itself',
  'logout.ts': 'named by itself',
  'media/[file].ts': 'named by itself',
}

function accessIn(source: string): string {
  const named = [...source.matchAll(/\b(?:enter\((?:Astro|astro), |api\()'([a-z:-]+)'/g)].map(
    ([, access]) => access,
  )
  if (named.length > 0) return named.join(' ')
  // It enters as anyone, and shows what its reader may see.
  const reading = /\b(readingOf|markdownFor)\((?:Astro|astro)\)/.exec(source)
  if (reading) return `anyone, by ${reading[1]}`
  return /locals\.accessNamed = true/.test(source) ? 'named by itself' : 'not named'
}

test('every route that is made on demand names who may open it', async () => {
  const found: Record<string, string> = {}
  for (const item of await readdir(pages, { withFileTypes: true, recursive: true })) {
    if (!item.isFile()) continue
    const path = join(item.parentPath, item.name)
    const source = await readFile(path, 'utf8')
    if (!/export const prerender = false/.test(source)) continue
    found[path.slice(pages.length + 1)] = accessIn(source)
  }
  expect(found).toEqual(expected)
})
