import type { Services } from '../http/context.ts'
import { deletePost, listAllPosts } from '../posts/manage.ts'
import { slugFrom } from '../urls.ts'
import { type Command, type Output, UsageError, wordsOf } from './command.ts'

interface Input {
  action: 'list' | 'delete'
  slugs: string[]
}

/** Lists and deletes articles, for a host without a browser. */
export const postsCommand: Command<Input> = {
  usage: 'posts list | delete SLUG…',
  summary: ({ summaries }) => summaries.posts,

  async prepare(args, { texts }) {
    const [action = 'list', ...slugs] = wordsOf(args, texts)
    if (action === 'list' && slugs.length === 0) return { action, slugs }
    if (action !== 'delete' || slugs.length === 0) throw new UsageError()
    return { action, slugs }
  },

  async run(services, { action, slugs }, output) {
    return action === 'list' ? list(services, output) : remove(services, slugs, output)
  },
}

async function list({ db }: Services, output: Output): Promise<number> {
  const { posts: says } = output.texts
  const posts = await listAllPosts(db)
  if (posts.length === 0) output.line(says.none)
  const width = says.comments(10_000).length
  for (const post of posts) {
    const day = post.published_at?.toISOString().slice(0, 10) ?? '          '
    const state = post.isScheduled ? 'scheduled' : post.status
    output.line(
      `${day}  ${state.padEnd(9)}  ${says.comments(post.comment_count).padStart(width)}  /${post.slug}  ${post.title}`,
    )
  }
  return 0
}

async function remove({ db }: Services, slugs: string[], output: Output): Promise<number> {
  const { posts: says } = output.texts
  let failed = 0
  for (const slug of slugs) {
    if (await deletePost(db, slugFrom(slug))) output.line(says.deleted(`/${slug}`))
    else {
      failed++
      output.problem(says.notThere(slug))
    }
  }
  return failed > 0 ? 1 : 0
}
