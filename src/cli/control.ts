import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { createServer, type IncomingMessage, request, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import type { Config } from '../config.ts'
import type { Services } from '../http/context.ts'
import { commandTexts } from '../i18n/command-line.ts'
import { errorFacts } from '../log.ts'
import type { Output } from './command.ts'
import { commands, isCommandName } from './commands.ts'

interface Request {
  name: string
  input: unknown
  /** That of whoever typed it (BCP 47). */
  language?: string
}

type Message = { line: string } | { problem: string } | { exit: number }

/** The process that serves belongs to another user. */
export class SocketRefused extends Error {
  override name = 'SocketRefused'
}

const socketIn = (dataDir: string) => join(dataDir, 'control.sock')

/** Bytes that the name of a Unix socket has room for on every system: 104 with the zero at the end (macOS). */
const longestName = 103

/** Calls with a name of the socket that the system takes: where its own is too long, a short way that leads to it. */
async function bySocket<T>(dataDir: string, call: (path: string) => Promise<T>): Promise<T> {
  const path = socketIn(dataDir)
  if (Buffer.byteLength(path) <= longestName) return call(path)
  const way = mkdtempSync(join(tmpdir(), 'afterword-'))
  try {
    symlinkSync(dataDir, join(way, 'data'))
    return await call(socketIn(join(way, 'data')))
  } finally {
    rmSync(way, { recursive: true })
  }
}

/**
 * Carries out the commands that other processes send: on PGlite only this one may touch the data. The socket is for
 * the user who serves alone (mode 600).
 */
export async function listenForCommands(config: Config, services: Services): Promise<() => Promise<void>> {
  const server = createServer(async (incoming, response) => {
    const send = (message: Message) => response.write(`${JSON.stringify(message)}\n`)
    const left = new AbortController()
    response.once('close', () => left.abort())
    let texts = await commandTexts('en')
    try {
      let text = ''
      for await (const chunk of incoming.setEncoding('utf8')) text += chunk
      const { name, input, language = 'en' }: Request = JSON.parse(text)
      texts = await commandTexts(language)
      const output: Output = {
        line: line => send({ line }),
        problem: problem => send({ problem }),
        texts,
        signal: left.signal,
      }
      const known = isCommandName(name) ? await commands[name]() : null
      send({ exit: known ? await known.run(services, input, output) : 2 })
    } catch (error) {
      services.log.error({ command: true, ...errorFacts(error) })
      send({ problem: texts.stops.failed })
      send({ exit: 1 })
    }
    response.end()
  })

  // Left by a process that died: the folder's lock says that nobody listens.
  rmSync(socketIn(config.dataDir), { force: true })
  const umask = process.umask(0o177)
  try {
    await bySocket(config.dataDir, path => startListening(server, path))
  } finally {
    process.umask(umask)
  }
  return async () => {
    await new Promise<void>(resolve => server.close(() => resolve()))
    rmSync(socketIn(config.dataDir), { force: true })
  }
}

function startListening(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, () => resolve())
  })
}

/** Lets the process that holds the data carry out a command; null when none does. Returns the exit code. */
export async function runRemotely(
  config: Config,
  name: string,
  input: unknown,
  output: Output,
): Promise<number | null> {
  if (config.database.kind !== 'pglite') return null
  let exit: number | null = null
  try {
    const answer = await bySocket(config.dataDir, path =>
      ask(path, JSON.stringify({ name, input, language: output.texts.tag })),
    )
    if (answer === null) return null
    // Read from the first line on: an interface that is made before anyone listens loses what comes meanwhile.
    for await (const text of createInterface(answer)) {
      const message: Message = JSON.parse(text)
      if ('line' in message) output.line(message.line)
      else if ('problem' in message) output.problem(message.problem)
      else exit = message.exit
    }
  } catch (error) {
    if (!isCut(error)) throw error
  }
  if (exit === null) output.problem(output.texts.stops.serverEnded)
  return exit ?? 1
}

const isCut = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ECONNRESET'

/** The answer of who listens at a socket; null when nobody does. */
function ask(path: string, body: string): Promise<IncomingMessage | null> {
  return new Promise((resolve, reject) => {
    const call = request({ socketPath: path, method: 'POST' }, resolve)
    call.once('error', error => {
      const code = 'code' in error ? error.code : null
      if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ECONNREFUSED') resolve(null)
      else reject(code === 'EACCES' ? new SocketRefused() : error)
    })
    call.end(body)
  })
}
