import { type Kysely, sql } from 'kysely'
import type { Database } from '../../db/tables.ts'

const portion = 200

/** Every article that is not in the trash, the oldest first, a portion at a time. */
export async function* articlesOf(db: Kysely<Database>) {
  let after = 0
  for (;;) {
    const rows = await db
      .selectFrom('posts as p')
      .select([
        'p.id',
        'p.slug',
        'p.kind',
        'p.title',
        'p.language',
        'p.source',
        'p.html',
        'p.own_excerpt',
        'p.description',
      ])
      .select([
        'p.status',
        'p.published_at',
        'p.updated_at',
        'p.comments_open',
        'p.close_after_days',
        'p.pinned',
        'p.canonical',
        'p.cover',
      ])
      .select([
        sql<string[]>`array(select t.name from public.post_tags x join public.tags t on t.id = x.tag_id
          where x.post_id = p.id order by x.place)`.as('tags'),
        sql<
          string[]
        >`array(select a.name from public.post_authors x join public.authors a on a.id = x.author_id
          where x.post_id = p.id order by x.place)`.as('authors'),
        sql<string | null>`(select t.key from public.post_translations t where t.post_id = p.id)`.as(
          'translation_key',
        ),
        sql<string[]>`array(select a.path from public.addresses a where a.post_id = p.id order by a.path)`.as(
          'aliases',
        ),
      ])
      .where('p.status', '<>', 'trash')
      .where('p.id', '>', after)
      .orderBy('p.id')
      .limit(portion)
      .execute()
    for (const row of rows) yield row
    after = rows.at(-1)?.id ?? after
    if (rows.length < portion) return
  }
}

export type ExportedArticle = Awaited<ReturnType<ReturnType<typeof articlesOf>['next']>>['value'] & object

/** Every comment of an article that has words or is answered, in the order of their ids. */
export async function* commentsOf(db: Kysely<Database>, post: number) {
  let after = 0
  for (;;) {
    const rows = await db
      .selectFrom('comments')
      .select([
        'id',
        'parent_id',
        'status',
        'name',
        'website',
        'source',
        'html',
        'created_at',
        'edited_at',
        'is_staff',
      ])
      .where('post_id', '=', post)
      .where('id', '>', after)
      .orderBy('id')
      .limit(portion)
      .execute()
    for (const row of rows) yield row
    after = rows.at(-1)?.id ?? after
    if (rows.length < portion) return
  }
}
