import { gunzipSync } from 'node:zlib'
import type { Site } from '#server/site/site.ts'

const zipped = Buffer.from([0x1f, 0x8b])

/** All that anybody can fetch of a site, its search indexes unpacked. */
export async function everythingPublic({ files }: Site): Promise<string> {
  if (!files) throw new Error('nothing is published')
  const bodies = await Promise.all(
    [...files.entries.keys()].map(async (address) => {
      const body = await files.body(address)
      return body?.subarray(0, 2).equals(zipped) ? gunzipSync(body) : body
    }),
  )
  return Buffer.concat(bodies.filter((body) => body !== null)).toString('utf8')
}
