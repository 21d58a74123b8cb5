import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'

export type Config = {
  port: number
  host: string
  /** Origin of every link we write; never taken from a request. */
  publicUrl: URL
  dataDir: string
  contentDir: string
  databaseUrl: string
  databaseAuthToken: string | undefined
  /** A folder (`file:`) or a bucket (`s3://bucket/prefix`). */
  filesUrl: string
  /** Of a service that speaks S3, other than Amazon's. */
  s3Endpoint: string | undefined
  /** Downloads are led to the bucket, by an address that is good for minutes, instead of through this process. */
  s3Redirect: boolean
  smtpUrl: string | undefined
  mailFrom: string
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'
  trustedProxies: readonly string[]
  /** Where nginx finds the stored files inside itself, such as `/internal-files/`; null: the portal sends them. */
  accelRedirect: string | null
  /** Under way at once. */
  downloadsPerOrganisation: number
  /** Whether webhooks may go to this machine and private networks. */
  webhooksPrivate: boolean
}

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

function url(protocols: readonly string[]): z.ZodType<string> {
  const words = protocols.map((p) => `${p}//`).join(', ')
  return z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    message: `must be an address starting with ${words}`,
  })
}

const schema = z.object({
  PORT: z.coerce
    .number('must be a number')
    .int()
    .min(0, 'must be 0 to 65535')
    .max(65_535, 'must be 0 to 65535')
    .default(4321),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: url(['http:', 'https:']).optional(),
  DATA_DIR: z.string().min(1).default('db/local'),
  CONTENT_DIR: z.string().min(1).default('content'),
  DATABASE_URL: url(['file:', 'libsql:', 'https:', 'http:']).optional(),
  DATABASE_AUTH_TOKEN: z.string().optional(),
  FILES_URL: url(['file:', 's3:']).optional(),
  S3_ENDPOINT: url(['http:', 'https:']).optional(),
  S3_REDIRECT: z.enum(['yes', 'no'], 'must be yes or no').default('no'),
  SMTP_URL: url(['smtp:', 'smtps:']).optional(),
  MAIL_FROM: z.string().min(3).default('Balcão <balcao@localhost>'),
  LOG_LEVEL: z.enum(levels, `must be one of ${levels.join(', ')}`).default('info'),
  ACCEL_REDIRECT: z
    .string()
    .regex(/^\/(?:[\w-]+\/)+$/, 'must begin and end with a slash, as /internal-files/')
    .optional(),
  DOWNLOADS_PER_ORGANISATION: z.coerce
    .number('must be a number')
    .int()
    .min(1, 'must be 1 to 10000')
    .max(10_000, 'must be 1 to 10000')
    .default(32),
  WEBHOOKS_PRIVATE: z.enum(['allow'], 'must be allow, or left out').optional(),
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((value) =>
      value
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    ),
})

/** `file:name` and `file:./name` are places below the project, as the folders are; an address stays as it is. */
function fileAt(url: string, root: string): string {
  if (!url.startsWith('file:') || url.startsWith('file:/')) return url
  return pathToFileURL(resolve(root, decodeURIComponent(url.slice('file:'.length)))).href
}

/** Names each variable whose value is wrong, in one sentence each. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/** The only reader of the environment. Empty values count as absent. @throws ConfigError */
export function readConfig(env: Record<string, string | undefined>, root: string): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const result = schema.safeParse(given)
  if (!result.success) {
    const sentences = result.error.issues.map((issue) => {
      const name = String(issue.path[0])
      return `${name} is “${given[name]}”, but it ${issue.message.startsWith('must') ? issue.message : `is not valid: ${issue.message}`}.`
    })
    throw new ConfigError(sentences.join('\n'))
  }
  const values = result.data
  const dataDir = resolve(root, values.DATA_DIR)
  return {
    port: values.PORT,
    host: values.HOST,
    publicUrl: new URL(values.PUBLIC_URL ?? `http://localhost:${values.PORT}`),
    dataDir,
    contentDir: resolve(root, values.CONTENT_DIR),
    databaseUrl: values.DATABASE_URL
      ? fileAt(values.DATABASE_URL, root)
      : pathToFileURL(resolve(dataDir, 'balcao.db')).href,
    databaseAuthToken: values.DATABASE_AUTH_TOKEN,
    filesUrl: values.FILES_URL
      ? fileAt(values.FILES_URL, root)
      : pathToFileURL(resolve(dataDir, 'files')).href,
    s3Endpoint: values.S3_ENDPOINT,
    s3Redirect: values.S3_REDIRECT === 'yes',
    smtpUrl: values.SMTP_URL,
    mailFrom: values.MAIL_FROM,
    logLevel: values.LOG_LEVEL,
    trustedProxies: values.TRUSTED_PROXIES,
    accelRedirect: values.ACCEL_REDIRECT ?? null,
    downloadsPerOrganisation: values.DOWNLOADS_PER_ORGANISATION,
    webhooksPrivate: values.WEBHOOKS_PRIVATE === 'allow',
  }
}
