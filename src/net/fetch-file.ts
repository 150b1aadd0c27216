import { createWriteStream } from 'node:fs'
import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Guard, publicOnly, type Refusal, type Way, wayTo } from './guard.ts'

/** What a fetch may bring, and where it is put. */
export interface Wanted {
  /** A file that is made. */
  path: string
  mostBytes: number
  /** All of it, redirects included, in ms. */
  mostMs: number
  /** Whether something of a media type, without its parameters and in small letters, is taken. */
  takes(type: string): boolean
  signal: AbortSignal
  guard?: Guard
}

/** Why nothing was fetched. */
export type FetchProblem =
  | Refusal
  | 'tooManyRedirects'
  | 'notFound'
  | 'refused'
  | 'otherType'
  | 'tooLarge'
  | 'tooSlow'
  | 'unreachable'

const mostRedirects = 5
/** So long somebody may say nothing, in ms. */
const silenceMs = 15_000

/**
 * Fetches a file of the web into a file here. Each address on the way, that of a redirect too, is looked at before it is
 * connected to, and the connection goes to the address that was looked at, whatever its name means a moment later.
 * Nothing is told of this site, no cookie is kept. Throws what the file system says, and the signal's reason.
 */
export async function fetchFile(
  from: string,
  wanted: Wanted,
): Promise<{ bytes: number; url: string } | { problem: FetchProblem }> {
  const late = AbortSignal.timeout(wanted.mostMs)
  const signal = AbortSignal.any([wanted.signal, late])
  let url = URL.parse(from)
  try {
    for (let hops = 0; hops <= mostRedirects; hops++) {
      if (url === null) return { problem: 'scheme' }
      const way = await wayTo(url, wanted.guard ?? publicOnly)
      if ('problem' in way) return way
      const answer = await ask(way, signal)
      const { statusCode = 0, headers } = answer
      if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
        answer.destroy()
        url = URL.parse(headers.location, url.href)
        continue
      }
      const problem = problemOf(answer, wanted)
      if (problem !== null) {
        answer.destroy()
        return { problem }
      }
      return { bytes: await write(answer, wanted, signal), url: url.href }
    }
    return { problem: 'tooManyRedirects' }
  } catch (error) {
    wanted.signal.throwIfAborted()
    if (error instanceof TooLarge) return { problem: 'tooLarge' }
    if (late.aborted || error instanceof Silent) return { problem: 'tooSlow' }
    if (error instanceof Error && 'code' in error && ofDisk.has(error.code)) throw error
    return { problem: 'unreachable' }
  }
}

/** What is wrong here, and not at the other end. */
const ofDisk = new Set<unknown>(['ENOSPC', 'EDQUOT', 'EIO', 'EROFS', 'EACCES', 'EMFILE'])

class TooLarge extends Error {}
class Silent extends Error {}

function ask({ url, address, family }: Way, signal: AbortSignal): Promise<IncomingMessage> {
  const lookup: LookupFunction = (_host, { all }, done) => {
    if (all) done(null, [{ address, family }])
    else done(null, address, family)
  }
  const send = url.protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    const headers = { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'Afterword' }
    const asked = send(url, { agent: false, lookup, signal, headers, timeout: silenceMs }, resolve)
    asked.on('timeout', () => asked.destroy(new Silent()))
    asked.on('error', reject)
    asked.end()
  })
}

function problemOf({ statusCode, headers }: IncomingMessage, wanted: Wanted): FetchProblem | null {
  if (statusCode === 404 || statusCode === 410) return 'notFound'
  if (statusCode !== 200) return 'refused'
  const [type = ''] = (headers['content-type'] ?? '').split(';')
  if (!wanted.takes(type.trim().toLowerCase())) return 'otherType'
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') return 'otherType'
  return Number(headers['content-length'] ?? 0) > wanted.mostBytes ? 'tooLarge' : null
}

async function write(
  answer: IncomingMessage,
  { path, mostBytes }: Wanted,
  signal: AbortSignal,
): Promise<number> {
  let bytes = 0
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      done(bytes > mostBytes ? new TooLarge() : null, chunk)
    },
  })
  await pipeline(answer, counted, createWriteStream(path, { mode: 0o600 }), { signal })
  return bytes
}
