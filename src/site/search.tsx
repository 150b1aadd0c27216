import { foundComments } from '../comments/found.ts'
import type { AppContext } from '../http/context.ts'
import { notFound } from '../http/answer/problems.ts'
import { sendPrivatePage, shellOf } from '../http/answer/send-page.ts'
import { query } from '../http/input/params.ts'
import { takeSearch } from '../http/input/take-attempt.ts'
import { foundPosts, tagsAmong } from '../posts/found.ts'
import { findTag, type Tag } from '../posts/read.ts'
import { find, type Finds, meantBy, mostFound } from '../search/find.ts'
import { makeMarker, type Marker } from '../text/found-words.ts'
import { plainText } from '../text/plain-text.ts'
import type { FoundItem, Results, Search } from '../../views/site/found.ts'
import { SearchPage } from '../../views/site/search.tsx'

/** In UTF-16 code units. */
const longestSearch = 100
const perPage = 20
/** Tags that are offered, and as many articles they are gathered from. */
const mostTags = 8
const taggedAmong = 200

/** GET /search: what readers find, in articles and approved comments. For one reader alone; no cache keeps it. */
export async function showSearch(c: AppContext): Promise<Response> {
  const { search, tag } = await readSearch(c)
  const wait = search.q === '' ? 0 : takeSearch(c)
  if (wait > 0) {
    c.header('Retry-After', String(wait))
    return sendPrivatePage(c, <SearchPage shell={shellOf(c)} search={search} wait={wait} />, 429)
  }
  if (search.q === '') return sendPrivatePage(c, <SearchPage shell={shellOf(c)} search={search} />)
  const results = await readResults(c, search, tag)
  return sendPrivatePage(c, <SearchPage shell={shellOf(c)} search={search} results={results} />)
}

async function readSearch(c: AppContext): Promise<{ search: Search; tag: Tag | null }> {
  const asked = query(c)
  const slug = asked.words('tag', 200)
  const tag = slug === '' ? null : ((await findTag(c.var.services.publicDb, slug)) ?? null)
  if (slug !== '' && tag === null) throw notFound()
  const search = {
    q: asked.words('q', longestSearch),
    kind: asked.oneOf('kind', ['all', 'articles', 'comments']) ?? 'all',
    order: asked.oneOf('order', ['relevance', 'date']) ?? 'relevance',
    tag: tag === null ? null : { slug: tag.slug, name: tag.name },
    page: asked.count('page') ?? 1,
  } as const
  if (search.page < 1) throw notFound()
  return { search, tag }
}

async function readResults(c: AppContext, search: Search, tag: Tag | null): Promise<Results> {
  const { publicDb } = c.var.services
  let words = search.q
  let finds = await find(publicDb, words, tag?.id ?? null)
  const meant = isEmpty(finds) && tag === null ? await meantBy(publicDb, words) : null
  if (meant !== null) {
    words = meant
    finds = await find(publicDb, words, null)
  }
  const ordered = inOrder(finds, search)
  const shown = ordered.slice((search.page - 1) * perPage, search.page * perPage)
  if (shown.length === 0 && search.page > 1) throw notFound()
  const tags =
    search.kind === 'comments' || tag !== null
      ? []
      : await tagsAmong(
          publicDb,
          finds.posts.slice(0, taggedAmong).map(({ id }) => id),
          mostTags,
        )
  return {
    meant: isEmpty(finds) ? null : meant,
    counts: {
      all: finds.posts.length + finds.comments.length,
      articles: finds.posts.length,
      comments: finds.comments.length,
    },
    most: Math.max(finds.posts.length, finds.comments.length) >= mostFound ? mostFound : null,
    items: await readItems(c, shown, makeMarker(words)),
    hasMore: ordered.length > search.page * perPage,
    tags,
  }
}

const isEmpty = ({ posts, comments }: Finds) => posts.length === 0 && comments.length === 0

interface Place {
  kind: 'article' | 'comment'
  id: number
  at: Date
  relevance: number
}

/** What an article says stands before what was said under it, unless the newest is to be first. */
function inOrder({ posts, comments }: Finds, { kind, order }: Search): Place[] {
  const places = [
    ...(kind === 'comments'
      ? []
      : posts.map(found => ({ kind: 'article' as const, ...found, relevance: 1 + found.relevance }))),
    ...(kind === 'articles' ? [] : comments.map(found => ({ kind: 'comment' as const, ...found }))),
  ]
  const byDate = (one: Place, other: Place) => other.at.getTime() - one.at.getTime() || other.id - one.id
  return order === 'date'
    ? places.sort(byDate)
    : places.sort((one, other) => other.relevance - one.relevance || byDate(one, other))
}

/** What is shown of some articles and comments; one that is gone meanwhile is left out. */
async function readItems(c: AppContext, places: readonly Place[], marker: Marker): Promise<FoundItem[]> {
  const { publicDb } = c.var.services
  const ids = (kind: Place['kind']) => places.filter(place => place.kind === kind).map(({ id }) => id)
  const posts = await foundPosts(publicDb, ids('article'))
  const comments = await foundComments(publicDb, ids('comment'))
  return places.flatMap(({ kind, id }): FoundItem[] => {
    if (kind === 'article') {
      const post = posts.find(post => post.id === id)
      if (!post) return []
      const { html, ...rest } = post
      return [{ kind, ...rest, heading: marker.mark(post.title), snippet: marker.snippet(plainText(html)) }]
    }
    const comment = comments.find(comment => comment.id === id)
    if (!comment) return []
    const { html, ...rest } = comment
    return [{ kind, ...rest, snippet: marker.snippet(plainText(html)) }]
  })
}
