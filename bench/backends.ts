import { readFile } from 'node:fs/promises'
import pg from 'pg'

const msPerTick = 10

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
  return spent.reduce((sum, ms) => sum + ms, 0)
}

/** As Linux counts it: the 14th and 15th field, after a name in parentheses. */
async function spentBy(pid: number): Promise<number> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  if (!line.includes('(postgres)')) return Number.NaN
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * msPerTick
}
