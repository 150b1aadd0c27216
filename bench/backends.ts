import pg from 'pg'
import { spentBy } from './kernel.ts'

/** The processor time in ms that Postgres's processes have spent on a database so far; NaN where they are not seen. */
export async function backendsMs(url: string | undefined): Promise<number> {
  if (url === undefined) return Number.NaN
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ pid: number }>(
    'select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )
  await client.end()
  const spent = await Promise.all(rows.map(({ pid }) => spentBy(pid)))
  // On another machine these are other processes, or none.
  return spent.reduce((sum, { name, ms }) => sum + (name === 'postgres' ? ms : Number.NaN), 0)
}
