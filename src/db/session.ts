import pg from 'pg'

// A time is sent in UTC: before 1900 the offset of many zones has seconds, which the form of the local one leaves out.
pg.defaults.parseInputDatesAsUTC = true

/**
 * What each connection relies on, as `current_setting` says it. A host may have set any of them otherwise for the
 * server, the database or the user. Not among them is `default_transaction_read_only`: who takes no writes has a reason,
 * such as a disk that is full.
 */
const relied = {
  // How times arrive, and what they are taken for.
  DateStyle: 'ISO, MDY',
  IntervalStyle: 'postgres',
  TimeZone: 'UTC',
  // Which tables are meant, which rows are there, and how a text is written.
  search_path: 'public',
  row_security: 'on',
  standard_conforming_strings: 'on',
  array_nulls: 'on',
  transform_null_equals: 'off',
  // A statement sees what others have committed before it, and ends by itself or when `pg` gives up on it.
  default_transaction_isolation: 'read committed',
  default_transaction_deferrable: 'off',
  statement_timeout: '0',
  lock_timeout: '0',
  idle_in_transaction_session_timeout: '0',
  idle_session_timeout: '0',
  transaction_timeout: '0', // from Postgres 17 on
  // What is acknowledged is on disk.
  synchronous_commit: 'on',
}

const wanted = Object.entries(relied)
  .map(([name, value]) => `(${pg.escapeLiteral(name)}, ${pg.escapeLiteral(value)})`)
  .join(', ')

/** Other ways to commit than none are the host's, who may have one that is stronger. */
const isOdd = (name: string, value: string) =>
  `${value} <> wanted.value and (${name} <> 'synchronous_commit' or ${value} = 'off')`

// The limit first and by itself: with one of a millisecond nothing else would come to its end.
const settle = `set statement_timeout = 0;
  select set_config(name, value, false) from (values ${wanted}) as wanted (name, value)
  where ${isOdd('name', 'current_setting(name, true)')}`

/**
 * Makes a new connection what this program relies on, for as long as it lasts. Behind a pooler it lasts for one
 * transaction; there `settleRole` counts.
 */
export async function settleConnection(client: pg.ClientBase): Promise<void> {
  const tries = 5
  for (let tried = 1; ; tried++)
    try {
      await client.query(settle)
      return
    } catch (error) {
      if (!isCancelled(error) || tried === tries) throw error
    }
}

/** Ends this user's connections to the database from before a time that nobody uses now: who wants one opens it anew. */
const endIdle = `select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and usename = current_user and state = 'idle' and backend_start < $1`

/** A statement that took longer than `statement_timeout` allows. */
const isCancelled = (error: unknown) => error instanceof Error && 'code' in error && error.code === '57014'

/**
 * Makes the same the default of the user of an address, in its database alone, where the server has another: each user
 * may say so of itself. Connections that are opened from then on begin with it; idle ones
 * from before `begun`, by the database's clock, are ended.
 */
export async function settleRole(url: string, begun: Date): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await settleConnection(client)
    await client.query('begin isolation level read committed read write')
    // Nodes that start at once change the same row of the catalogue.
    await client.query(`select pg_advisory_xact_lock(hashtext('afterword session settings'))`)
    const { rows } = await client.query<{ name: string; value: string; database: string }>(
      `select s.name, wanted.value, current_database() as database
       from pg_settings s join (values ${wanted}) as wanted (name, value) using (name)
       where ${isOdd('name', 's.reset_val')}`,
    )
    for (const { name, value, database } of rows)
      await client.query(
        `alter role current_user in database ${pg.escapeIdentifier(database)}
         set ${pg.escapeIdentifier(name)} to ${pg.escapeLiteral(value)}`,
      )
    await client.query('commit')
    // What a pooler opened before would go on as it began.
    if (rows.length > 0) await client.query(endIdle, [begun])
  } finally {
    await client.end().catch(() => undefined)
  }
}
