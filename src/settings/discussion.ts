import { type Kysely, sql } from 'kysely'
import type { Database } from '../db/tables.ts'

/** The rules that readers don't see: whoever knows the words writes around them. */
export interface Discussion {
  held_words: string[]
  spam_words: string[]
  /** Addresses and networks, in CIDR notation. */
  blocked_networks: string[]
}

/** Reads them. There is always one row. */
export function readDiscussion(db: Kysely<Database>): Promise<Discussion> {
  return db
    .selectFrom('private.discussion')
    .select(['held_words', 'spam_words'])
    .select(sql<string[]>`blocked_networks::text[]`.as('blocked_networks'))
    .executeTakeFirstOrThrow()
}

/** Replaces them. */
export async function saveDiscussion(db: Kysely<Database>, rules: Discussion): Promise<void> {
  await db
    .updateTable('private.discussion')
    .set({
      held_words: rules.held_words,
      spam_words: rules.spam_words,
      blocked_networks: sql<string[]>`${rules.blocked_networks}::text[]::inet[]`,
    })
    .execute()
}
