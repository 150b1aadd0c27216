// Loaded before the program: lets its Nth query from a moment on fail, and tells how many there were.
import pg from 'pg'
import type { Order } from './orders.ts'
import { readTables } from './tables.ts'

let failAt = 0
let seen = 0
let failed = ''
let code = ''
let how: 'instead' | 'after' = 'instead'
const pools = new Set<pg.Pool>()

const query: (this: pg.Client, ...args: unknown[]) => unknown = Reflect.get(pg.Client.prototype, 'query')
function queryOrFail(this: pg.Client, ...args: unknown[]): unknown {
  if (failAt === 0 || ++seen !== failAt) return Reflect.apply(query, this, args)
  const text = textOf(args[0])
  failed = text
  const callback = args.find(arg => typeof arg === 'function')
  // Raised by the database itself, so that a transaction is as broken as it would be.
  if (how === 'instead' || callback !== undefined || !/^commit/i.test(text)) {
    const raise = `do $$ begin raise exception 'made to fail' using errcode = '${code}'; end $$`
    return Reflect.apply(query, this, callback === undefined ? [raise] : [raise, callback])
  }
  const answer = Promise.resolve(Reflect.apply(query, this, args))
  return answer.then(() => {
    throw Object.assign(new Error('Connection terminated unexpectedly'), { code: '08006' })
  })
}
Object.assign(pg.Client.prototype, { query: queryOrFail })

const connect: (this: pg.Pool, ...args: unknown[]) => unknown = Reflect.get(pg.Pool.prototype, 'connect')
function noteAndConnect(this: pg.Pool, ...args: unknown[]): unknown {
  pools.add(this)
  return Reflect.apply(connect, this, args)
}
Object.assign(pg.Pool.prototype, { connect: noteAndConnect })

/** Nobody else can read what a PGlite holds; and who has its only connection knows that all others have done with it. */
async function withConnection<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const [pool] = pools
  if (!pool) throw new Error('no pool was used yet')
  const client = await pool.connect()
  try {
    return await work(client)
  } finally {
    client.release()
  }
}

process.on('message', async (order: Order) => {
  if ('arm' in order) {
    ;({ code, how } = order)
    failAt = order.arm
    seen = 0
    failed = ''
    process.send?.({ armed: true })
  } else if ('disarm' in order) {
    if (order.disarm === 'when quiet') await withConnection(async () => {})
    failAt = 0
    process.send?.({ seen, failed })
  } else {
    const tables = await withConnection(client =>
      readTables(statement => client.query(statement), order.read),
    )
    process.send?.({ tables: [...tables] })
  }
})
process.channel?.unref()

const textOf = (first: unknown): string =>
  typeof first === 'string'
    ? first
    : typeof first === 'object' && first !== null && 'text' in first
      ? String(first.text)
      : ''
