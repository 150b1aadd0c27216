import { readFile } from 'node:fs/promises'
import { findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'
import { moderate } from '../comments/moderate.ts'
import { submitComment } from '../comments/submit.ts'
import type { Services } from '../http/context.ts'
import { savePost } from '../posts/save.ts'
import { parseMarkdownFile } from '../transfer/markdown-file.ts'

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
  const { welcomed_at } = await services.settings.current()
  if (welcomed_at !== null) return

  const own = await db
    .selectFrom('posts')
    .select('id')
    .where('slug', 'not in', demos)
    .limit(1)
    .executeTakeFirst()
  if (!own) for (const name of demos) await addDemo(services, name)
  await db.updateTable('settings').set({ welcomed_at: new Date() }).where('welcomed_at', 'is', null).execute()
}

async function addDemo(services: Services, name: string): Promise<void> {
  const folder = join(dirname(findPackageJSON(import.meta.url) ?? ''), 'demo')
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
  { db, keys, settings }: Services,
  slug: string,
  comment: DemoComment,
  ids: number[],
): Promise<number> {
  const result = await submitComment(db, keys, settings.last(), {
    slug,
    parent: comment.answers === undefined ? null : (ids[comment.answers] ?? null),
    draft: { text: comment.text, name: comment.name, email: null, website: comment.website ?? null },
    formKey: `welcome ${slug} ${ids.length}`,
    language: 'en',
    origin: { ip: null, userAgent: null, browser: null },
    staff: null,
    client: `welcome ${slug} ${ids.length}`,
  })
  if (result.outcome !== 'accepted' && result.outcome !== 'repeated')
    throw new Error(`a demo comment was refused: ${result.outcome}`)
  await moderate(db, result.id, 'approved', 'demo')
  return result.id
}
