import { type Kysely, sql } from 'kysely'
import type { Database } from '../../src/db/tables.ts'
import type { TestBlog } from './blog.ts'

/** Every row of every table as text, by table. */
export async function allRows({ database: { db } }: TestBlog): Promise<Map<string, string>> {
  const { rows } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`.execute(db)
  const tables = new Map<string, string>()
  for (const { name } of rows) {
    const found = await sql<{ row: string }>`select t::text as row from ${sql.raw(name)} as t`.execute(db)
    tables.set(name, found.rows.map(({ row }) => row).join('\n'))
  }
  return tables
}

/** The id of an article. */
export async function postId(db: Kysely<Database>, slug: string): Promise<number> {
  const { id } = await db.selectFrom('posts').select('id').where('slug', '=', slug).executeTakeFirstOrThrow()
  return id
}

/** The last step of a comment's log: what a decision about it has seen. */
export async function stepOf(db: Kysely<Database>, id: number): Promise<number> {
  const { step } = await db
    .selectFrom('comments')
    .select('step')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return step
}
