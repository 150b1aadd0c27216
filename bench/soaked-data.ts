import { sql } from 'kysely'
import type { OpenDatabase } from '../src/db/open.ts'

/** What a database holds and has to do. */
export interface Weight {
  comments: number
  bytes: number
  /** Written ahead since the cluster was made, by whoever uses it. */
  walBytes: number
  deadRows: number
  jobsDue: number
  oldestJobSeconds: number
  largest: { name: string; bytes: number }[]
}

/** Weighs a database that nobody else is writing to. */
export async function weigh({ db }: OpenDatabase): Promise<Weight> {
  const { rows } = await sql<Omit<Weight, 'largest'>>`
    select (select count(*) from comments)::float8 as comments,
      pg_database_size(current_database())::float8 as bytes,
      pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 as "walBytes",
      (select coalesce(sum(n_dead_tup), 0) from pg_stat_user_tables)::float8 as "deadRows",
      count(*)::float8 as "jobsDue",
      coalesce(extract(epoch from max(now() - run_at)), 0)::float8 as "oldestJobSeconds"
    from private.jobs where state <> 'failed' and run_at < now()`.execute(db)
  const [weight] = rows
  if (!weight) throw new Error('nothing was weighed')
  const { rows: largest } = await sql<{ name: string; bytes: number }>`
    select relname as name, pg_total_relation_size(relid)::float8 as bytes
    from pg_stat_user_tables order by 2 desc limit 4`.execute(db)
  return { ...weight, largest }
}
