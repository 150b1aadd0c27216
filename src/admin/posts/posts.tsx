import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { may } from '../../accounts/roles.ts'
import type { AppContext } from '../../http/context.ts'
import { readForm } from '../../http/input/form-body.ts'
import { ticks } from '../../http/input/form-limits.ts'
import { fields, type Params, query, readId } from '../../http/input/params.ts'
import { badRequest } from '../../http/answer/problems.ts'
import { sendPrivatePage } from '../../http/answer/send-page.ts'
import { editMany } from '../../posts/bulk.ts'
import { postLimits, tidyTags } from '../../posts/form.ts'
import { countPosts, filterChoices, listForStaff } from '../../posts/list.ts'
import { restorePosts, type Thrown, trashDays, trashPosts } from '../../posts/trash.ts'
import { urls } from '../../urls.ts'
import { PostsPage } from '../../../views/admin/posts/posts.tsx'
import type { PostsProps, PostsTold } from '../../../views/admin/posts/posts-props.ts'
import { type PostsQuery, postTabs, saying } from '../../../views/admin/posts/posts-query.ts'
import { personOf, scopeOf } from '../guard.ts'
import { named, wordsOf } from '../searches.ts'
import { adminShellOf } from '../shell.ts'
import { readThrown, thrownAs } from './thrown.ts'
import { writerOf } from './writer.ts'

const postsPerPage = 50

/** GET /admin/posts */
export async function showPosts(c: AppContext): Promise<Response> {
  const params = query(c)
  const list = postsQueryIn(params)
  const safe = await named(c, list)
  if (safe !== list) return c.redirect(urls.admin.posts(saying(safe)), 303)
  const changed = params.count('changed')
  const thrown = params.words('thrown', 4_000).split(' ').flatMap(readThrown)
  const told = changed === null ? null : { changed, left: params.count('left') ?? 0, thrown }
  return sendPosts(c, list, { told, saved: params.id('saved') })
}

/** POST /admin/posts: leads to those that a search finds. */
export async function postPostsSearch(c: AppContext): Promise<Response> {
  const list = postsQueryIn(fields(await readForm(c)))
  return c.redirect(urls.admin.posts(saying(await named(c, list))), 303)
}

/** POST /admin/post-changes: the same for several */
export async function postPostsBulk(c: AppContext): Promise<Response> {
  const body = await readForm(c, ticks)
  const list = postsQueryIn(fields(body))
  const ids = body.all('ids').map(text => readId(text) ?? stop())
  const act = fields(body).oneOf('act', ['publish', 'unpublish', 'tag', 'trash', 'restore']) ?? stop()
  if (ids.length === 0) return sendPosts(c, list, { told: { problem: 'nothing' } }, 422)
  const { db } = c.var.services
  const writer = writerOf(c)
  const [tag = '', ...more] = tidyTags([body.field('newTag')])
  if (act === 'tag' && (tag === '' || more.length > 0 || tag.length > postLimits.tag))
    return sendPosts(c, list, { told: { problem: 'tag' } }, 422)
  if (act === 'trash') return leadFromTrash(c, list, await trashPosts(db, writer, ids))
  if (act === 'restore') {
    const { restored, left } = await restorePosts(db, writer, ids, body.all('thrown').flatMap(readThrown))
    return c.redirect(urls.admin.posts({ ...saying(list), changed: restored, left: left || null }), 303)
  }
  const changed = await editMany(db, writer, ids, act === 'tag' ? { tag } : { act })
  return c.redirect(urls.admin.posts({ ...saying(list), changed }), 303)
}

/** Leads to a list that says what was thrown away, and takes it back. */
export const leadFromTrash = (
  c: AppContext,
  list: PostsQuery | null,
  thrown: readonly Thrown[],
): Response => {
  const told = { changed: thrown.length, thrown: thrown.map(thrownAs).join(' ') || null }
  return c.redirect(urls.admin.posts({ ...(list && saying(list)), ...told }), 303)
}

function stop(): never {
  throw badRequest()
}

/** Reads what the list is to show, from an address or from a form on its page. */
export const postsQueryIn = (params: Params): PostsQuery => ({
  tab: params.oneOf('tab', postTabs) ?? 'all',
  search: params.words('search', 200),
  find: params.uuid('find'),
  tag: params.words('tag', 200) || null,
  author: params.words('author', 200) || null,
  language: params.words('language', 50) || null,
  month: params.words('month', 7) || null,
  before: params.id('before'),
})

interface Told {
  told?: PostsTold
  saved?: number | null
  wrong?: PostsProps['wrong']
}

/** Sends the list as a query asks for it, with what there is to tell of the last step. */
export async function sendPosts(
  c: AppContext,
  list: PostsQuery,
  { told = null, saved = null, wrong = null }: Told,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  const { settings, services } = c.var
  const zone = settings.time_zone
  const words = await wordsOf(c, list)
  const account = scopeOf(c)?.author ?? null
  const { tab, tag, author, language, month, before } = list
  const wanted = { account, tab, tag, author, language, month, before, zone, size: postsPerPage }
  const page =
    words === null ? { posts: [], next: null } : await listForStaff(services.db, { ...wanted, search: words })
  const view = (
    <PostsPage
      shell={adminShellOf(c)}
      query={list}
      words={words ?? ''}
      {...page}
      counts={await countPosts(services.db, account)}
      choices={await filterChoices(services.db, zone)}
      mayWrite={may(personOf(c).role, 'write own')}
      siteDays={settings.close_after_days}
      mostDays={postLimits.days}
      trashDays={trashDays}
      told={told}
      saved={saved}
      wrong={wrong}
    />
  )
  return sendPrivatePage(c, view, status)
}
