import { rmSync } from 'node:fs'
import { createServer, type IncomingMessage, request } from 'node:http'
import { join, relative } from 'node:path'
import { createInterface } from 'node:readline/promises'
import type { Config } from '../config.ts'
import type { Services } from '../http/context.ts'
import { errorFacts } from '../log.ts'
import type { Output } from './command.ts'
import { commands, isCommandName } from './commands.ts'

type Message = { line: string } | { problem: string } | { exit: number }

/** The shorter way to write it: the name of a Unix socket has room for about a hundred bytes. */
function socketPath({ dataDir }: Pick<Config, 'dataDir'>): string {
  const path = join(dataDir, 'control.sock')
  const fromHere = relative(process.cwd(), path)
  return fromHere.length < path.length ? fromHere : path
}

/**
 * Carries out the commands that other processes send: on PGlite only this one may touch the data. The socket is for
 * the user who serves alone (mode 600).
 */
export async function listenForCommands(config: Config, services: Services): Promise<() => Promise<void>> {
  const server = createServer(async (incoming, response) => {
    const send = (message: Message) => response.write(`${JSON.stringify(message)}\n`)
    const output: Output = { line: line => send({ line }), problem: problem => send({ problem }) }
    try {
      let text = ''
      for await (const chunk of incoming.setEncoding('utf8')) text += chunk
      const { name, input }: { name: string; input: unknown } = JSON.parse(text)
      const known = isCommandName(name) ? commands[name] : null
      send({ exit: known ? await known.run(services, input, output) : 2 })
    } catch (error) {
      services.log.error({ command: true, ...errorFacts(error) })
      send({ problem: 'The command failed; the server’s log says where.' })
      send({ exit: 1 })
    }
    response.end()
  })

  const path = socketPath(config)
  rmSync(path, { force: true }) // left by a process that died: the folder's lock says that nobody listens
  const umask = process.umask(0o177)
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(path, () => resolve())
    })
  } finally {
    process.umask(umask)
  }
  return () => new Promise(resolve => server.close(() => resolve()))
}

/** Lets the process that holds the data carry out a command; null when none does. Gives the exit code. */
export async function runRemotely(
  config: Config,
  name: string,
  input: unknown,
  output: Output,
): Promise<number | null> {
  if (config.database.kind !== 'pglite') return null
  const answer = await new Promise<IncomingMessage | null>((resolve, reject) => {
    const call = request({ socketPath: socketPath(config), method: 'POST' }, response => resolve(response))
    call.once('error', error =>
      'code' in error && (error.code === 'ENOENT' || error.code === 'ECONNREFUSED')
        ? resolve(null)
        : reject(error),
    )
    call.end(JSON.stringify({ name, input }))
  })
  if (answer === null) return null

  let exit = 1
  // Read from the first line on: an interface that is made before anyone listens loses what comes meanwhile.
  for await (const text of createInterface(answer)) {
    const message: Message = JSON.parse(text)
    if ('line' in message) output.line(message.line)
    else if ('problem' in message) output.problem(message.problem)
    else exit = message.exit
  }
  return exit
}
