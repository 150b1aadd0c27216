import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { ConfigError, readConfig } from '../src/config.ts'

const folder = mkdtempSync(join(tmpdir(), 'afterword-config-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, contents: string): string {
  const path = join(folder, name)
  writeFileSync(path, contents)
  return path
}

function problemsOf(env: Record<string, string>): string {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return ''
}

const key = 'k'.repeat(32)

describe('the environment', () => {
  test('may be empty: then it is PGlite in ./data on port 3000', () => {
    expect(readConfig({})).toEqual({
      host: '0.0.0.0',
      port: 3000,
      baseUrl: 'http://localhost:3000',
      baseUrlIsPinned: false,
      dataDir: resolve('data'),
      mediaDir: null,
      database: { kind: 'pglite' },
      webWorkers: 1,
      secretKey: null,
      previousSecretKeys: [],
      trustedProxies: [],
      sharedCacheSeconds: 0,
      logLevel: 'info',
      metricsToken: null,
    })
  })

  test('sets everything there is', () => {
    const env = {
      HOST: '127.0.0.1',
      PORT: '8080',
      BASE_URL: 'https://blog.example/',
      DATA_DIR: '/srv/blog',
      MEDIA_DIR: '/srv/media',
      DATABASE_URL: 'postgres://blog:secret@db.example:5433/blog?sslmode=require',
      DATABASE_PUBLIC_URL: 'postgresql://reader@db.example/blog',
      DATABASE_LISTEN_URL: 'postgres://afterword@direct.example/blog',
      DATABASE_POOL_SIZE: '3',
      SECRET_KEY: key,
      SECRET_KEY_PREVIOUS: `${'a'.repeat(32)}, ${'b'.repeat(32)}`,
      TRUSTED_PROXIES: '10.0.0.0/8 ::1,192.0.2.1, 2001:db8::/32',
      SHARED_CACHE_SECONDS: '60',
      WEB_WORKERS: '4',
      LOG_LEVEL: 'warn',
      METRICS_TOKEN: 'sixteen-letters!',
    }
    expect(readConfig(env)).toEqual({
      host: '127.0.0.1',
      port: 8080,
      baseUrl: 'https://blog.example',
      baseUrlIsPinned: true,
      dataDir: '/srv/blog',
      mediaDir: '/srv/media',
      database: {
        kind: 'postgres',
        url: env.DATABASE_URL,
        publicUrl: env.DATABASE_PUBLIC_URL,
        listenUrl: env.DATABASE_LISTEN_URL,
        poolSize: 3,
      },
      secretKey: key,
      previousSecretKeys: ['a'.repeat(32), 'b'.repeat(32)],
      trustedProxies: ['10.0.0.0/8', '::1', '192.0.2.1', '2001:db8::/32'],
      webWorkers: 4,
      sharedCacheSeconds: 60,
      logLevel: 'warn',
      metricsToken: 'sixteen-letters!',
    })
  })

  test.each(['postgres:///blog?host=/run/postgresql', 'postgres://%2Frun%2Fpostgresql/blog'])(
    'may name a Postgres by its Unix socket: %s',
    url => {
      const publicUrl = `${url}${url.includes('?') ? '&' : '?'}user=reader`
      expect(readConfig({ DATABASE_URL: url, DATABASE_PUBLIC_URL: publicUrl }).database).toEqual({
        kind: 'postgres',
        url,
        publicUrl,
        listenUrl: null,
        poolSize: 10,
      })
    },
  )

  test.each([
    ['by a comma', `${'a'.repeat(32)},${'b'.repeat(32)}`, ['a'.repeat(32), 'b'.repeat(32)]],
    ['by spaces', `${'a'.repeat(32)} ${'b'.repeat(32)}`, ['a'.repeat(32), 'b'.repeat(32)]],
    [
      'of words',
      'a sentence that is the key of a whole blog',
      ['a sentence that is the key of a whole blog'],
    ],
  ])('keys before are divided %s', (_, text, keys) => {
    expect(readConfig({ SECRET_KEY: key, SECRET_KEY_PREVIOUS: text }).previousSecretKeys).toEqual(keys)
  })

  test('asks for as many processes as a machine has cores, and for no more than there may be', () => {
    expect([1, 8, 96].map(cores => readConfig({ WEB_WORKERS: 'auto' }, cores).webWorkers)).toEqual([1, 8, 64])
  })

  test('counts a variable that is empty, or only space, as one that is not set', () => {
    expect(readConfig({ PORT: '', BASE_URL: ' ', DATABASE_URL: '', SECRET_KEY: '\n' })).toEqual(
      readConfig({}),
    )
  })
})

const variables: [string, string, RegExp | string][] = [
  ['HOST', '127.0.0.1', '127.0.0.1'],
  ['PORT', '4000', '4000'],
  ['BASE_URL', 'https://blog.example', 'https://blog.example'],
  ['DATA_DIR', '/srv/blog', '/srv/blog'],
  ['DATABASE_URL', 'postgres://db/blog', 'postgres://db/blog'],
  ['DATABASE_PUBLIC_URL', 'postgres://reader@db/blog', 'postgres://reader@db/blog'],
  ['DATABASE_POOL_SIZE', '7', '7'],
  ['SECRET_KEY', key, key],
  ['SECRET_KEY_PREVIOUS', key, key],
  ['TRUSTED_PROXIES', '192.0.2.9', '192.0.2.9'],
  ['SHARED_CACHE_SECONDS', '30', '30'],
  ['WEB_WORKERS', '3', '"webWorkers":3'],
  ['LOG_LEVEL', 'debug', 'debug'],
  ['METRICS_TOKEN', 'sixteen-letters!', 'sixteen-letters!'],
]

describe.each(variables)('%s', (name, value, expected) => {
  const others =
    name.startsWith('DATABASE_') && name !== 'DATABASE_URL' ? { DATABASE_URL: 'postgres://db/blog' } : {}

  test('may be given as a file, whose last line end does not count', () => {
    const config = readConfig({ ...others, [`${name}_FILE`]: file(name, `${value}\n`) })
    expect(JSON.stringify(config)).toContain(expected)
    expect(config).toEqual(readConfig({ ...others, [name]: value }))
  })

  test('is named when its file can’t be read', () => {
    const path = join(folder, 'nothing')
    expect(problemsOf({ ...others, [`${name}_FILE`]: path })).toContain(
      `${name}_FILE names a file that can't be read: ${path}`,
    )
    expect(problemsOf({ ...others, [`${name}_FILE`]: folder })).toContain(`${name}_FILE`)
  })
})

const postgres = { DATABASE_URL: 'postgres://db/blog' }
const wrong: [string, Record<string, string>][] = [
  ['PORT', { PORT: 'http' }],
  ['PORT', { PORT: '65536' }],
  ['PORT', { PORT: '-1' }],
  ['PORT', { PORT: '80.5' }],
  ['PORT', { PORT: '0x50' }],
  ['BASE_URL', { BASE_URL: 'blog.example' }],
  ['BASE_URL', { BASE_URL: 'ftp://blog.example' }],
  ['BASE_URL', { BASE_URL: 'https://blog.example/sub' }],
  ['BASE_URL', { BASE_URL: 'https://blog.example/?x=1' }],
  ['BASE_URL', { BASE_URL: 'javascript:alert(1)' }],
  ['DATABASE_URL', { DATABASE_URL: 'mysql://db/blog' }],
  ['DATABASE_URL', { DATABASE_URL: 'db/blog' }],
  ['DATABASE_URL', { DATABASE_URL: 'postgres://db:port/blog' }],
  ['DATABASE_PUBLIC_URL', { ...postgres, DATABASE_PUBLIC_URL: 'reader@db/blog' }],
  ['DATABASE_PUBLIC_URL', { ...postgres, DATABASE_PUBLIC_URL: 'postgres://db/blog' }],
  ['DATABASE_PUBLIC_URL', { DATABASE_PUBLIC_URL: 'postgres://reader@db/blog' }],
  [
    'DATABASE_PUBLIC_URL',
    { ...postgres, DATABASE_PUBLIC_URL: 'postgres:///blog?host=/run/postgresql&user=' },
  ],
  ['DATABASE_POOL_SIZE', { ...postgres, DATABASE_POOL_SIZE: '0' }],
  ['DATABASE_POOL_SIZE', { ...postgres, DATABASE_POOL_SIZE: 'many' }],
  ['SECRET_KEY', { SECRET_KEY: 'k'.repeat(31) }],
  ['SECRET_KEY_PREVIOUS', { SECRET_KEY_PREVIOUS: 'short' }],
  ['TRUSTED_PROXIES', { TRUSTED_PROXIES: 'proxy.example' }],
  ['TRUSTED_PROXIES', { TRUSTED_PROXIES: '10.0.0.0/33' }],
  ['TRUSTED_PROXIES', { TRUSTED_PROXIES: '10.0.0.0/' }],
  ['TRUSTED_PROXIES', { TRUSTED_PROXIES: '10.0.0.0/8/8' }],
  ['TRUSTED_PROXIES', { TRUSTED_PROXIES: '2001:db8::/129' }],
  ['SHARED_CACHE_SECONDS', { SHARED_CACHE_SECONDS: 'a minute' }],
  ['WEB_WORKERS', { WEB_WORKERS: '0' }],
  ['WEB_WORKERS', { WEB_WORKERS: 'all' }],
  ['SHARED_CACHE_SECONDS', { SHARED_CACHE_SECONDS: '86401' }],
  ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
]

describe('a variable that is wrong', () => {
  test.each(wrong)('is named: %s in %j', (name, env) => {
    expect(problemsOf(env)).toMatch(new RegExp(`^${name}\\b.*$`))
  })

  test('is told with all the others, each in a line of its own', () => {
    const problems = problemsOf({
      PORT: 'x',
      BASE_URL: 'x',
      SECRET_KEY: 'x',
      LOG_LEVEL: 'x',
      DATABASE_URL: 'x',
    })
    expect(problems.split('\n').map(line => line.match(/^\w+/)?.[0])).toEqual([
      'PORT',
      'BASE_URL',
      'SECRET_KEY',
      'LOG_LEVEL',
      'DATABASE_URL',
    ])
  })

  test('is told without what it holds where that is a secret', () => {
    const problems = problemsOf({
      SECRET_KEY: 'sesame',
      SECRET_KEY_PREVIOUS: 'simsim',
      DATABASE_URL: 'postgres//blog:swordfish@db/blog',
    })
    expect(problems).toContain('SECRET_KEY')
    expect(problems).not.toMatch(/sesame|simsim|swordfish/)
  })
})
