import type { AppContext } from '../http/context.ts'
import { hasMonth, pathCount, pathText, query } from '../http/input/params.ts'
import { notFound } from '../http/answer/problems.ts'
import { sendKept } from '../http/answer/send-kept.ts'
import { htmlOf, sendPrivatePage, shellOf } from '../http/answer/send-page.ts'
import { leadElsewhere, movedTo } from '../http/answer/leads.ts'
import { countOf, findAuthor, findPost, findTag, listPosts, monthsOf } from '../posts/read.ts'
import type { Which } from '../posts/which.ts'
import { urls } from '../urls.ts'
import { showPostAt } from './posts.tsx'
import { siteData } from './structured-data.ts'
import type { Shell } from '../../views/layouts/shell.ts'
import { ArchivePage } from '../../views/site/archive.tsx'
import { type CountedList, HomePage, type ListAbout, listPath } from '../../views/site/home.tsx'

/** Nobody turns so many; and what is left out is counted by the database. */
const lastPage = 1_000_000

/** GET /, where elsewhere articles were by a query, such as `/?p=7`. */
export async function showHome(c: AppContext): Promise<Response> {
  const isAsked = [...new URL(c.req.url).searchParams.keys()].some(name => name !== 'page')
  const lead = isAsked ? await leadElsewhere(c) : null
  if (lead === 'gone') throw notFound()
  return lead ?? showList(c, { about: null, which: {} })
}

/** GET /tags/:tag, by the tag's slug; by its name it leads there. */
export async function showTag(c: AppContext): Promise<Response> {
  const text = pathText(c, 'tag')
  const tag = await findTag(c.var.services.publicDb, text)
  if (!tag) throw notFound()
  if (tag.slug !== text) return movedTo(c, urls.tag(tag.slug, query(c).count('page') ?? 1))
  return showList(c, { about: { kind: 'tag', tag }, which: { tag: tag.id } })
}

/** GET /authors/:author: who they are, and what they wrote. */
export async function showAuthor(c: AppContext): Promise<Response> {
  const author = await findAuthor(c.var.services.publicDb, pathText(c, 'author'))
  if (!author) throw notFound()
  return showList(c, { about: { kind: 'author', author }, which: { author: author.id } })
}

/** GET /archive: the years and months that have articles; an article of that name was there first. */
export async function showArchive(c: AppContext): Promise<Response> {
  if (await findPost(c.var.services.publicDb, 'archive')) return showPostAt(c, 'archive')
  const page = async (shell: Shell) => (
    <ArchivePage shell={shell} months={await monthsOf(c.var.services.publicDb, c.var.settings.time_zone)} />
  )
  if (c.var.person) return sendPrivatePage(c, page(shellOf(c)))
  return sendKept(c, {
    path: urls.archive,
    make: async () => ({ content: await htmlOf(page(shellOf(c, urls.archive))), dependsOn: ['posts'] }),
  })
}

/** GET /archive/:year and /archive/:year/:month: what was published then. */
export function showPeriod(c: AppContext): Promise<Response> {
  const [year, month] = [pathCount(c, 'year'), hasMonth(c) ? pathCount(c, 'month') : null]
  if (year < 1 || year > 9999 || (month !== null && (month < 1 || month > 12))) throw notFound()
  const period = { year, month, zone: c.var.settings.time_zone }
  return showList(c, { about: { kind: 'period', period }, which: { period } })
}

/** Which articles a list has, and what it says of them; null says nothing: it has all. */
interface Listed {
  about: ListAbout | null
  which: Which
}

function showList(c: AppContext, { about, which }: Listed): Promise<Response> {
  const page = query(c).count('page') ?? 1
  if (page < 1 || page > lastPage) throw notFound()
  const path = listPath(about, page)
  const view = (shell: Shell, list: CountedList, isPublic: boolean) => (
    <HomePage
      shell={shell}
      list={list}
      page={page}
      about={about}
      data={isPublic && about === null && page === 1 ? siteData(c) : []}
    />
  )
  if (c.var.person)
    return readList(c, which, page).then(list => sendPrivatePage(c, view(shellOf(c), list, false)))
  return sendKept(c, {
    path,
    async make() {
      const list = await readList(c, which, page)
      return {
        content: await htmlOf(view(shellOf(c, path), list, true)),
        dependsOn: ['posts', ...list.posts.map(post => `comments:${post.id}`)],
      }
    },
  })
}

async function readList(c: AppContext, which: Which, page: number): Promise<CountedList> {
  const { publicDb } = c.var.services
  const isAll = Object.keys(which).length === 0
  const list = await listPosts(publicDb, { page, size: c.var.settings.posts_per_page, ...which })
  if (list.posts.length === 0 && (page > 1 || !isAll)) throw notFound()
  return { ...list, count: isAll ? null : await countOf(publicDb, which) }
}
