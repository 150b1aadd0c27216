import { existsSync, readFileSync, statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { readNetwork } from './text/network.ts'
import { Refusal, type Sentence } from './refusal.ts'

/** Where the data lives: a Postgres, or a PGlite folder inside `dataDir`. */
export type DatabaseConfig =
  | { kind: 'postgres'; url: string; publicUrl: string | null; listenUrl?: string | null; poolSize: number }
  | { kind: 'pglite' }

export interface Config {
  host: string
  port: number
  /** The origin that readers see, without a trailing slash. Absolute links are made of it alone. */
  baseUrl: string
  /** False when BASE_URL is unset: then posts are accepted from whatever host the request names. */
  baseUrlIsPinned: boolean
  dataDir: string
  /** The folder that pictures and files are kept in; null: they are rows of the database. */
  mediaDir: string | null
  database: DatabaseConfig
  /** Processes that answer, on Postgres; PGlite has room for one, whatever is asked for. */
  webWorkers: number
  /** Null means: the one in `dataDir`, made at the first start. */
  secretKey: string | null
  /** Keys retired by a rotation; they still open what they sealed. */
  previousSecretKeys: readonly string[]
  /** Addresses or CIDR networks whose X-Forwarded-For is believed. */
  trustedProxies: readonly string[]
  /** For how long a cache in front may show a public page without asking; 0: it asks each time. */
  sharedCacheSeconds: number
  logLevel: string
  /** What who reads /metrics must bring; null: there is no such page. */
  metricsToken: string | null
}

/** What the host set wrongly, a sentence for each variable. */
export class ConfigError extends Refusal {
  override name = 'ConfigError'
}

/** The process's environment, with what a file `.env` in the current folder adds to it. Throws ConfigError. */
export function environment(): Environment {
  if (statSync('.env', { throwIfNoEntry: false })?.isDirectory())
    throw new ConfigError(says => says.config.envIsFolder)
  try {
    if (existsSync('.env')) process.loadEnvFile('.env')
  } catch (error) {
    if (!(error instanceof Error)) throw error
    throw new ConfigError(says => says.config.envUnreadable(error.message))
  }
  return process.env
}

/** Returns the locale that a program's messages are wanted in (POSIX, XBD 8.2), such as `de_AT.UTF-8`; C where nothing is said. */
export function messagesLocale(env: Environment = process.env): string {
  // One that is set to nothing counts as unset.
  return env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || 'C'
}

type Environment = Readonly<Record<string, string | undefined>>

/** A day: so long a comment that was taken back would be shown. */
const mostSharedSeconds = 86_400

/** More of them have no core each, on any machine that a blog is on. */
const mostWorkers = 64

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']

/**
 * Reads the whole configuration from an environment, on a machine with so many cores.
 * Each variable NAME may be given as NAME_FILE, the path of a file that holds the value.
 * Throws a ConfigError that names every variable that is wrong.
 */
export function readConfig(env: Environment, cores = availableParallelism()): Config {
  const problems: Sentence[] = []
  const get = (name: string) => readVariable(env, name, problems)

  const host = get('HOST') ?? '0.0.0.0'
  const port = wholeNumber(get('PORT') ?? '3000')
  if (!(port <= 65535)) problems.push(says => says.config.port)

  const baseUrl = get('BASE_URL')
  if (baseUrl !== undefined && originOf(baseUrl) === null) problems.push(says => says.config.baseUrl)

  const secretKey = get('SECRET_KEY')
  if (secretKey !== undefined && secretKey.length < 32) problems.push(says => says.config.secretKey)

  const previousSecretKeys = keysIn(get('SECRET_KEY_PREVIOUS'))
  if (previousSecretKeys.some(key => key.length < 32)) problems.push(says => says.config.previousKeys)

  const trustedProxies = listOf(get('TRUSTED_PROXIES')).flatMap(proxy => {
    const network = readNetwork(proxy)
    if ('cidr' in network) return network.cidr
    problems.push(says => says.config.proxy(proxy))
    return []
  })

  const sharedCacheSeconds = wholeNumber(get('SHARED_CACHE_SECONDS') ?? '0')
  if (!(sharedCacheSeconds <= mostSharedSeconds))
    problems.push(says => says.config.sharedCache(mostSharedSeconds))

  const workers = get('WEB_WORKERS') ?? '1'
  const webWorkers = workers === 'auto' ? Math.min(cores, mostWorkers) : wholeNumber(workers)
  if (!(webWorkers >= 1 && webWorkers <= mostWorkers)) problems.push(says => says.config.workers(mostWorkers))

  const logLevel = get('LOG_LEVEL') ?? 'info'
  if (!logLevels.includes(logLevel)) problems.push(says => says.config.logLevel(logLevels.join(', ')))

  const metricsToken = get('METRICS_TOKEN') ?? null
  if (metricsToken !== null && !/^[\x21-\x7e]{16,}$/.test(metricsToken))
    problems.push(says => says.config.metricsToken)

  const dataDir = resolve(get('DATA_DIR') ?? 'data')
  const mediaDir = get('MEDIA_DIR')
  const database = readDatabase(get, problems)
  if (problems.length > 0) throw new ConfigError(says => problems.map(inWords => inWords(says)).join('\n'))

  return {
    host,
    port,
    baseUrl: (baseUrl && originOf(baseUrl)) ?? `http://localhost:${port}`,
    baseUrlIsPinned: baseUrl !== undefined,
    dataDir,
    mediaDir: mediaDir === undefined ? null : resolve(mediaDir),
    database,
    webWorkers,
    secretKey: secretKey ?? null,
    previousSecretKeys,
    trustedProxies,
    sharedCacheSeconds,
    logLevel,
    metricsToken,
  }
}

function readVariable(env: Environment, name: string, problems: Sentence[]): string | undefined {
  const path = env[`${name}_FILE`]
  if (!path) return env[name]?.trim() || undefined
  try {
    return readFileSync(path, 'utf8').trim() || undefined
  } catch {
    problems.push(says => says.config.fileUnreadable(`${name}_FILE`, path))
    return undefined
  }
}

function readDatabase(get: (name: string) => string | undefined, problems: Sentence[]): DatabaseConfig {
  const url = get('DATABASE_URL')
  const publicUrl = get('DATABASE_PUBLIC_URL')
  const listenUrl = get('DATABASE_LISTEN_URL')
  if (url === undefined) {
    if (publicUrl !== undefined) problems.push(says => says.config.publicUrlAlone)
    if (listenUrl !== undefined) problems.push(says => says.config.listenUrlAlone)
    return { kind: 'pglite' }
  }
  for (const [name, value] of Object.entries({
    DATABASE_URL: url,
    DATABASE_PUBLIC_URL: publicUrl,
    DATABASE_LISTEN_URL: listenUrl,
  }))
    if (value !== undefined && !isPostgresUrl(value)) problems.push(says => says.config.postgresUrl(name))
  if (publicUrl !== undefined && isPostgresUrl(publicUrl) && !namesUser(new URL(publicUrl)))
    problems.push(says => says.config.publicUrlUser)
  const poolSize = wholeNumber(get('DATABASE_POOL_SIZE') ?? '10')
  if (!(poolSize >= 1)) problems.push(says => says.config.poolSize)
  return { kind: 'postgres', url, publicUrl: publicUrl ?? null, listenUrl: listenUrl ?? null, poolSize }
}

const wholeNumber = (text: string) => (/^\d{1,9}$/.test(text) ? Number(text) : Number.NaN)

const isPostgresUrl = (text: string) => /^postgres(ql)?:\/\//.test(text) && URL.canParse(text)

const namesUser = ({ username, searchParams }: URL) => username !== '' || Boolean(searchParams.get('user'))

function originOf(text: string): string | null {
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol)) return null
  return url.pathname === '/' && url.search === '' && url.hash === '' ? url.origin : null
}

/** Keys before, divided by spaces or commas; one that holds some itself, as a sentence does, stands alone. */
function keysIn(text: string | undefined): string[] {
  const keys = listOf(text)
  return keys.every(key => key.length >= 32) || text === undefined ? keys : [text.trim()]
}

function listOf(text: string | undefined): string[] {
  return (text ?? '').split(/[\s,]+/).filter(part => part !== '')
}
