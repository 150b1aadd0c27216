import type { Kysely } from 'kysely'
import type { Database } from '../db/tables.ts'
import { editPost, type Act } from './edit.ts'
import { openPost, type Writer } from './writer.ts'
import { checkPost } from './form.ts'

/** Publishes or takes back several articles, or adds a tag to them, one after the other. Returns how many changed. */
export async function editMany(
  db: Kysely<Database>,
  writer: Writer,
  ids: readonly number[],
  change: { act: Extract<Act, 'publish' | 'unpublish'> } | { tag: string },
): Promise<number> {
  let changed = 0
  for (const id of ids) {
    const post = await openPost(db, writer, id)
    if (!post || post.status === 'trash') continue
    const tags = 'tag' in change ? [...post.content.tags, change.tag] : post.content.tags
    const checked = checkPost({ ...post.content, tags })
    if (!('post' in checked)) continue
    // A tag is no reason to show readers what its author still works on.
    const act: Act =
      'act' in change ? change.act : post.status === 'published' && !post.isAhead ? 'publish' : 'save'
    const edit = { id, base: post.base, mark: crypto.randomUUID(), act, content: checked.post }
    const { outcome } = await editPost(db, writer, edit)
    if (outcome === 'saved') changed++
  }
  return changed
}
