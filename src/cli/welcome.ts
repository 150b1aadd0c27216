import { readFile } from 'node:fs/promises'
import { findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'
import { sql, type Transaction } from 'kysely'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { moderate } from '../moderation/moderate.ts'
import { submitComment } from '../comments/submit.ts'
import type { Services } from '../http/context.ts'
import { savePost } from '../posts/save.ts'

interface DemoComment {
  name: string
  website?: string
  text: string
  /** Its place in the list, counted from 0, of what it answers. */
  answers?: number
}

const demos = ['huan-ying', 'welcome']

/**
 * Fills an empty blog, once, with two short articles and a conversation, so that the first look is at a real page.
 * Each step can be taken twice: a start that was killed midway is finished by the next, and two nodes make one demo.
 */
export async function welcome(services: Services): Promise<void> {
  const { db } = services
  if (await db.selectFrom('private.welcome').select('at').executeTakeFirst()) return

  const own = await db
    .selectFrom('posts')
    .select('id')
    .where('slug', 'not in', demos)
    .limit(1)
    .executeTakeFirst()
  if (!own) for (const name of demos) await addDemo(services, name)
  await transact(db, async trx => {
    const mark = await trx
      .insertInto('private.welcome')
      .defaultValues()
      .onConflict(conflict => conflict.doNothing())
      .returning('at')
      .executeTakeFirst()
    if (mark && !own) await spreadOverDays(trx)
  })
}

/** As if people had come by since three days ago, more of them at first: nobody says six things in one second. */
async function spreadOverDays(trx: Transaction<Database>): Promise<void> {
  await sql`
    update posts set published_at = now() - interval '3 days', updated_at = now() - interval '3 days'
    where slug = any(${demos}::text[])`.execute(trx)
  await sql`
    update comments set created_at = n.since + (now() - n.since) * power(n.nth::float8 / (n.last + 1), 1.6)
    from (
      select c.id, p.published_at as since, row_number() over (partition by p.id order by c.id) as nth,
        count(*) over (partition by p.id) as last
      from comments c join posts p on p.id = c.post_id where p.slug = any(${demos}::text[])
    ) n where n.id = comments.id`.execute(trx)
  // Where a comment stands is told by its time.
  await sql`
    with recursive placed as (
      select c.id, private.place_step(c.created_at, c.id) as place
      from comments c join posts p on p.id = c.post_id where p.slug = any(${demos}::text[]) and c.parent_id is null
      union all
      select c.id, above.place || private.place_step(c.created_at, c.id)
      from comments c join placed above on above.id = c.parent_id
    ), threads_placed as (
      update threads set place = placed.place from placed where placed.id = threads.id
    )
    update comments set place = placed.place from placed where placed.id = comments.id`.execute(trx)
}

async function addDemo(services: Services, name: string): Promise<void> {
  const folder = join(dirname(findPackageJSON(import.meta.url) ?? ''), 'demo')
  const { parseMarkdownFile } = await import('../transfer/markdown-file.ts')
  const post = parseMarkdownFile(await readFile(join(folder, `${name}.md`)), {
    fileName: name,
    language: 'en',
  })
  if ('problems' in post) throw new Error(`demo/${name}.md: ${post.problems[0]?.message}`)
  await savePost(services.db, post)

  const comments: DemoComment[] = JSON.parse(await readFile(join(folder, `${name}.comments.json`), 'utf8'))
  const ids: number[] = []
  for (const comment of comments) ids.push(await addComment(services, post.slug, comment, ids))
}

async function addComment(
  { db, keys, settings, watchlists }: Services,
  slug: string,
  comment: DemoComment,
  ids: number[],
): Promise<number> {
  const result = await submitComment(
    db,
    keys,
    { settings: settings.last(), watchlists },
    {
      slug,
      parent: comment.answers === undefined ? null : (ids[comment.answers] ?? null),
      draft: { text: comment.text, name: comment.name, email: null, website: comment.website ?? null },
      sender: { kind: 'demo', id: `${slug} ${ids.length}` },
      language: 'en',
      origin: { ip: null, userAgent: null, browser: null },
      staff: null,
      client: `welcome ${slug} ${ids.length}`,
    },
  )
  if (result.outcome !== 'accepted' && result.outcome !== 'repeated')
    throw new Error(`a demo comment was refused: ${result.outcome}`)
  await moderate(db, result.id, 'approved', { kind: 'command' })
  return result.id
}
