import { type Logger, pino } from 'pino'
import type { Config } from './config.ts'

export type { Logger }

/** One JSON line an event, to standard output; secrets never enter it. */
export function createLog(config: Pick<Config, 'logLevel'>): Logger {
  return pino({
    level: config.logLevel,
    base: null,
    redact: ['headers.authorization', 'headers.cookie', 'password', 'token'],
    formatters: { level: (label) => ({ level: label }) },
    timestamp: pino.stdTimeFunctions.isoTime,
  })
}
