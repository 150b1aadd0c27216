import { sql } from 'kysely'

/**
 * The key of a job that comes back to wait. Another one with it may have come to wait meanwhile; then this one goes on
 * without, and both are carried out.
 */
export const keyIfFree = sql<string | null>`case when exists (
  select from private.jobs o where o.name = jobs.name and o.key = jobs.key and o.state = 'waiting' and o.id <> jobs.id
) then null else key end`
