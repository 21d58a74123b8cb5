import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from 's3rver'
import { onTestFinished } from 'vitest'

/** A server that speaks S3, with one empty bucket and the credentials that the environment then names. */
export async function startS3(): Promise<{ endpoint: string; url: string }> {
  const directory = await mkdtemp(join(tmpdir(), 'balcao-s3-'))
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    configureBuckets: [{ name: 'releases', configs: [] }],
  })
  const { port } = await server.run()
  const before = { ...process.env }
  process.env['AWS_ACCESS_KEY_ID'] = 'S3RVER'
  process.env['AWS_SECRET_ACCESS_KEY'] = 'S3RVER'
  process.env['AWS_REGION'] = 'us-east-1'
  onTestFinished(async () => {
    await server.close()
    process.env = before
    await rm(directory, { recursive: true, force: true })
  })
  return { endpoint: `http://127.0.0.1:${port}`, url: 's3://releases/portal' }
}
