import { sql } from 'kysely'
import { findOlder } from '../../src/search/comment-terms.ts'
import type { TestBlog } from './blog.ts'
import { aroundGate } from './gate.ts'

/** Comments that wait on a new article, as if readers had written them long ago. */
export async function flood(blog: TestBlog, count: number): Promise<{ slug: string; newest: number }> {
  const slug = await blog.publish()
  const { db } = blog.database
  await aroundGate(db, trx =>
    sql`
    with placed as (
      select nextval(pg_get_serial_sequence('public.comments', 'id')) as id, p.id as post
      from public.posts p, generate_series(1, ${count}::int) where p.slug = ${slug}
    )
    insert into public.comments (id, post_id, thread_id, path, status, name, source, html, language, avatar)
    select id, post, id, array[id], 'pending', 'Reader', 'Words', '<p>Words</p>', 'en', '0000000000000000'
    from placed`.execute(trx),
  )
  await findOlder(db, () => true)
  const { newest } = await db
    .selectFrom('comments')
    .select(eb => eb.fn.max('id').as('newest'))
    .executeTakeFirstOrThrow()
  return { slug, newest }
}
