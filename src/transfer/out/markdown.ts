import { mkdir, open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import type { Cover, Openness } from '../../db/post-tables.ts'
import type { Database } from '../../db/tables.ts'
import { opennessOf } from '../../posts/openness.ts'
import { articlesOf, commentsOf } from './site-read.ts'

/** How much was written. */
export interface WrittenOut {
  articles: number
  comments: number
}

/**
 * Writes a folder: each article as Markdown with front matter, pages in a folder of theirs, and all comments as lines of
 * JSON. The same for the same site; `import markdown` reads the articles.
 */
export async function writeMarkdown(
  db: Kysely<Database>,
  folder: string,
  addressOf: (comment: number) => Promise<string | null>,
): Promise<WrittenOut> {
  for (const kind of ['posts', 'pages']) await mkdir(join(folder, kind), { recursive: true })
  const file = await open(join(folder, 'comments.jsonl'), 'w', 0o600)
  const written = { articles: 0, comments: 0 }
  try {
    for await (const post of articlesOf(db)) {
      const matter: Record<string, unknown> = {
        title: post.title,
        slug: post.slug,
        language: post.language,
        ...(post.published_at ? { date: post.published_at.toISOString() } : {}),
        updated: post.updated_at.toISOString(),
        ...(post.tags.length > 0 ? { tags: post.tags } : {}),
        ...(post.authors.length > 0 ? { authors: post.authors } : {}),
        // Where it is not named, the description is taken for it, as other systems mean it.
        ...(post.own_excerpt === null && post.description === null ? {} : { excerpt: post.own_excerpt }),
        ...(post.description === null ? {} : { description: post.description }),
        ...(post.canonical === null ? {} : { canonical: post.canonical }),
        ...(post.pinned ? { pinned: true } : {}),
        ...(post.translation_key === null ? {} : { translationKey: post.translation_key }),
        ...(post.cover ? { cover: matterOf(post.cover) } : {}),
        ...(post.status === 'draft' ? { draft: true } : {}),
        ...(post.status === 'private' ? { private: true } : {}),
        ...commentsUntil(opennessOf(post.comments_open, post.close_after_days)),
        ...(post.aliases.length > 0 ? { aliases: post.aliases } : {}),
      }
      // JSON is YAML, and says exactly which text is meant.
      const lines = Object.entries(matter).map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
      const path = join(folder, post.kind === 'page' ? 'pages' : 'posts', `${post.slug}.md`)
      await writeFile(path, `---\n${lines.join('\n')}\n---\n\n${post.source}`, { mode: 0o600 })
      written.articles++
      for await (const {
        parent_id,
        created_at,
        edited_at,
        is_staff,
        html: _,
        source,
        ...comment
      } of commentsOf(db, post.id)) {
        const email = await addressOf(comment.id)
        const row = {
          ...{ article: post.slug, ...comment, parent: parent_id, text: source, staff: is_staff },
          ...{ written: created_at, edited: edited_at, ...(email === null ? {} : { email }) },
        }
        await file.write(`${JSON.stringify(row)}\n`)
        written.comments++
      }
    }
  } finally {
    await file.close()
  }
  return written
}

function commentsUntil(openness: Openness): { comments?: false | string } {
  if (openness.until === 'site') return {}
  if (openness.until === 'closed') return { comments: false }
  return { comments: openness.until === 'days' ? `${openness.days} days` : 'always' }
}

const matterOf = ({ address, alt, x, y }: Cover) => ({ image: address, alt, x, y })
