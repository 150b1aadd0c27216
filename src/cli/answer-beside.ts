import { Socket } from 'node:net'
import { ConfigError, environment, readConfig } from '../config.ts'
import { SchemaTooNew } from '../db/migrate.ts'
import { RoleRefused } from '../db/public-role.ts'
import { KeyRefused } from '../db/site-key.ts'
import { openLog } from '../log.ts'
import { startWork } from '../work.ts'
import { type Answering, makeAnswering } from './answering.ts'
import { explain } from './explain.ts'
import { keepHeapClose } from './heap.ts'
import { openServices } from './services.ts'
import { openTerminal } from './terminal.ts'
import { type FromWorker, refusedCode, type ToWorker } from './worker-messages.ts'

/**
 * A process that answers beside others: it opens the database as it is, and is handed its connections by the process at
 * the door, which starts it with its number, and tells it when to open, to work and to stop.
 */
const number = Number(process.argv[2])
/** Longer than an answer may take, and the database to say goodbye. */
const longestMs = 16_000

let answering: Answering | null = null
let isStopping = false
let work = () => {}
let moveTo = (_url: string) => {}

keepHeapClose()

// A terminal and a service manager signal every process of a group: the one at the door says when to stop.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined)
process.on('message', (message: ToWorker, connection: unknown) => {
  if (message === 'open') void open().catch(end)
  else if (message === 'work') work()
  else if (message === 'stop') void stop()
  else if (message !== 'connection') moveTo(message.at)
  else if (connection instanceof Socket) take(connection)
})
// Whoever was at the door is gone: what has come through it is still answered.
process.on('disconnect', () => void stop())

async function open(): Promise<void> {
  const config = readConfig(environment())
  const log = openLog(config.logLevel, undefined, number)
  const opened = await openServices(config, 'use', { log })
  const { services } = opened
  const made = makeAnswering(opened)
  try {
    await made.begin()
  } catch (error) {
    await made.stop()
    throw error
  }
  // It listens nowhere itself; its limits on slow clients begin with this.
  made.server.emit('listening')
  moveTo = url => void (services.config = { ...config, baseUrl: url })
  work = () => {
    const working = startWork(services)
    made.endWith(async () => (await working)())
    working.catch(end)
  }
  answering = made
  tell('ready')
}

function take(connection: Socket): void {
  // As a server of `http` opens them: who has said all waits for the answer.
  connection.allowHalfOpen = true
  answering?.server.emit('connection', connection)
}

async function stop(): Promise<void> {
  if (isStopping) return
  isStopping = true
  setTimeout(() => process.exit(), longestMs).unref()
  const cut = (await answering?.stop()) ?? 0
  tell({ cut })
  if (process.connected) process.disconnect()
}

/** A process that can't go on ends, and the one at the door starts another. */
async function end(error: unknown): Promise<void> {
  const isRefused = [ConfigError, KeyRefused, RoleRefused, SchemaTooNew].some(kind => error instanceof kind)
  const code = explain(error, await openTerminal())
  process.exit(isRefused ? refusedCode : code)
}

function tell(message: FromWorker): void {
  if (process.connected) process.send?.(message)
}
