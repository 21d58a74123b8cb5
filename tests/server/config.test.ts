import { describe, expect, it } from 'vitest'
import { readConfig } from '#server/config.ts'

describe('configuration', () => {
  it('has a default for every value', () => {
    const config = readConfig({}, '/srv/balcao')
    expect(config).toMatchObject({
      port: 4321,
      host: '127.0.0.1',
      dataDir: '/srv/balcao/db/local',
      logLevel: 'info',
    })
    expect(config.publicUrl.href).toBe('http://localhost:4321/')
    expect(config.databaseUrl).toBe('file:///srv/balcao/db/local/balcao.db')
  })

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['PUBLIC_URL', 'portal.example'],
    ['DATABASE_URL', 'postgres://db'],
    ['SMTP_URL', 'mail.example:25'],
    ['LOG_LEVEL', 'loud'],
  ])('stops at %s=%s with a sentence that names it', (name, value) => {
    expect(() => readConfig({ [name]: value }, '/srv')).toThrow(new RegExp(`${name} is “${value}”`))
  })

  it('names every wrong value at once', () => {
    expect(() => readConfig({ PORT: 'x', LOG_LEVEL: 'y' }, '/srv')).toThrow(/PORT[\s\S]*LOG_LEVEL/)
  })

  it('takes files by a place below the project too', () => {
    const { databaseUrl, filesUrl } = readConfig(
      { DATABASE_URL: 'file:./data/a%20b.db', FILES_URL: 'file:///srv/files' },
      '/portal',
    )
    expect(databaseUrl).toBe('file:///portal/data/a%20b.db')
    expect(filesUrl).toBe('file:///srv/files')
    expect(readConfig({ DATABASE_URL: 'libsql://db.example.org' }, '/portal').databaseUrl).toBe(
      'libsql://db.example.org',
    )
  })
})
