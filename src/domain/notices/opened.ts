import { type Channel, channelRank, compareVersions } from '../releases/index.ts'

/** A release that a contract opened. */
export type Opened = { version: string; channel: Channel }

/**
 * Of each channel the newest, where it is newer than those of steadier ones; the steadiest first.
 * @param opened the newest first
 */
export function newestOf<Each extends Opened>(opened: readonly Each[]): Each[] {
  let steadiest = Infinity
  const newest = opened.filter(({ channel }) => {
    if (channelRank[channel] >= steadiest) return false
    steadiest = channelRank[channel]
    return true
  })
  return newest.toReversed()
}

/**
 * What is left to tell where some of the newest are known: who has one needs none below it that is no steadier.
 * @param opened the newest first
 */
export function withoutKnown<Each extends Opened>(
  opened: readonly Each[],
  isKnown: (version: string) => boolean,
): Each[] {
  const known = new Set(newestOf(opened).filter(({ version }) => isKnown(version)))
  let steadiest = Infinity
  return opened.filter((each) => {
    if (known.has(each)) steadiest = channelRank[each.channel]
    return channelRank[each.channel] < steadiest
  })
}

/** Each version once, the newest first. */
export function together(...all: readonly (readonly Opened[])[]): Opened[] {
  const byVersion = new Map(all.flat().map((each) => [each.version, each]))
  return [...byVersion.values()].toSorted((a, b) => compareVersions(b.version, a.version))
}
