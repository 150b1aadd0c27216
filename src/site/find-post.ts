import type { AppContext } from '../http/context.ts'
import { isOpenTo } from '../posts/open.ts'
import { findPost, type PublishedPost } from '../posts/read.ts'

/** The published article at a slug, as it is for who asks: its comments are open to them, or not. */
export async function readPost(c: AppContext, slug: string): Promise<PublishedPost | undefined> {
  const post = await findPost(c.var.services.publicDb, slug)
  if (!post) return undefined
  return { ...post, comments_open: isOpenTo(post, c.var.settings, c.var.person !== undefined) }
}
