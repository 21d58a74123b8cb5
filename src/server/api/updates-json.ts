import type { RefusedRelease, ReleaseView, UpgradePath } from '#domain/releases/index.ts'
import type { Context, Person } from '#domain/shared/index.ts'
import { type Lang, texts } from '#i18n/index.ts'
import { fileAddresses } from '../downloads/address-of.ts'
import type { Runtime } from '../runtime.ts'

type Asked = { runtime: Pick<Runtime, 'config' | 'grants'>; ctx: Context & { actor: Person }; lang: Lang }

function explained({ version, ...why }: RefusedRelease, lang: Lang): object {
  return { version, ...why, detail: texts(lang).releases.reasons[why.reason] }
}

function releaseJson({ runtime, ctx, lang }: Asked, release: ReleaseView): object {
  const { version, kind, channel, severity, publishedAt, required, requires, appliesTo } = release
  return {
    version,
    kind,
    channel,
    severity,
    publishedAt: new Date(publishedAt).toISOString(),
    required,
    requires,
    appliesTo,
    supersedes: release.supersedes,
    cves: release.cves,
    supportEnds: release.supportEnds,
    knownIssues: release.knownIssues.map((words) => words[lang]),
    files: release.files
      .filter(({ offline }) => !offline)
      .map((file) => ({
        name: file.name,
        size: file.size,
        sha256: file.sha256,
        role: file.role,
        platform: file.platform,
        ...fileAddresses(runtime, ctx, release, file),
      })),
    // Left out, they would look as if there were no such files.
    offline: release.files.filter(({ offline }) => offline).map(({ name }) => name),
  }
}

/** The way up as the API answers it: steps in the order to install, each file with its addresses and hash. */
export function updatesJson(asked: Asked, { product, from, steps, blocked, refused }: UpgradePath): object {
  return {
    product,
    from,
    steps: steps.map((step) => releaseJson(asked, step)),
    blocked: blocked && explained(blocked, asked.lang),
    refused: refused.map((each) => explained(each, asked.lang)),
  }
}

/** A release in a list: with its files where it may be fetched, with the reason where not. */
export function listedReleaseJson(asked: Asked, release: ReleaseView): object {
  const { decision, withdrawn, version } = release
  return {
    ...releaseJson(asked, release),
    allowed: decision.allowed,
    reason: decision.reason,
    ...(decision.allowed ? {} : explained({ version, ...decision }, asked.lang)),
    withdrawn: withdrawn && { reason: withdrawn.reason[asked.lang], replacement: withdrawn.replacement },
  }
}

/** A field of a line that a shell cuts at tabs. */
const cell = (value: string | number | null | undefined): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they would end the field or the line
  String(value ?? '-').replace(/[\u0000-\u001f\u007f]/g, ' ') || '-'

const row = (...cells: (string | number | null | undefined)[]): string => cells.map(cell).join('\t')

/**
 * The same for a shell. Lines are `step version kind`, `file version name size sha256 role platform grant-url
 * signature-url`, `offline version name role`, `blocked` and `refused version reason date-or-revision words`; `-` is nothing, and `end` comes last.
 */
export function updatesTsv({ runtime, ctx, lang }: Asked, { steps, blocked, refused }: UpgradePath): string {
  const reason = ({
    version,
    reason: code,
    date,
    revision,
  }: RefusedRelease): (string | number | undefined)[] => [
    version,
    code,
    date ?? revision,
    texts(lang).releases.reasons[code],
  ]
  const lines = steps.flatMap((step) => [
    row('step', step.version, step.kind),
    ...step.files.map((file) => {
      const { name, size, sha256, role, platform } = file
      // Left out, it would look as if there were no such file.
      if (file.offline) return row('offline', step.version, name, role)
      const { grantUrl, signatureUrl } = fileAddresses(runtime, ctx, step, file)
      return row('file', step.version, name, size, sha256, role, platform, grantUrl, signatureUrl)
    }),
  ])
  if (blocked) lines.push(row('blocked', ...reason(blocked)))
  for (const each of refused) lines.push(row('refused', ...reason(each)))
  return `${['# balcao-updates 1', ...lines, 'end'].join('\n')}\n`
}
