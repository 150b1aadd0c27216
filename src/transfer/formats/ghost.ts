import { articleMarkdown, wordsOf } from '../article-markdown.ts'
import type { Reader } from '../format.ts'
import { ghostHtml } from '../ghost-html.ts'
import { isSet, recordOf, textAt, valuesIn } from '../json-records.ts'
import { hostOf } from '../old-address.ts'
import type { ForeignArticle, Item } from '../stream.ts'
import { timeIn } from '../times.ts'

type Row = Readonly<Record<string, unknown>>

/** Ghost: the JSON of Settings → Export, or of its Admin API, which alone holds comments and members. */
export const ghost: Reader = {
  recognises: ({ head }) => /"exported_on"\s*:/.test(head) && /"version"\s*:/.test(head),

  async *read(source, { timeZone }): AsyncGenerator<Item> {
    const around = await readAround(source)
    yield { is: 'site', name: hostOf(around.address) }
    if (!around.hasComments)
      yield {
        is: 'note',
        note: 'ghostWithoutComments',
      }
    for await (const { path, value } of valuesIn(source, path =>
      /(?:^|\.)data\.(?:posts|comments)\.\*$/.test(path),
    )) {
      const row = recordOf(value)
      if (path.endsWith('posts.*')) yield { is: 'article', article: articleOf(row, around, timeZone) }
      else yield commentOf(row, around)
    }
  },
}

/** What articles and comments only refer to. */
interface Around {
  address: string
  hasComments: boolean
  tags: Map<string, string>
  tagsOf: Map<string, { order: number; id: string }[]>
  users: Map<string, string>
  authorsOf: Map<string, { order: number; id: string }[]>
  meta: Map<string, Row>
  members: Map<string, Row>
  likes: Map<string, number>
  articles: Set<string>
}

const tables = 'tags posts_tags users posts_authors posts_meta members comment_likes settings'.split(' ')

async function readAround(source: Parameters<Reader['read']>[0]): Promise<Around> {
  const around: Around = {
    ...{ address: '', hasComments: false, tags: new Map(), tagsOf: new Map(), users: new Map() },
    ...{ authorsOf: new Map(), meta: new Map(), members: new Map(), likes: new Map(), articles: new Set() },
  }
  const wanted = (path: string) =>
    tables.some(table => path.endsWith(`data.${table}.*`)) ||
    path.endsWith('data.comments.*.id') ||
    path.endsWith('data.posts.*.id')
  for await (const { path, value } of valuesIn(source, wanted)) {
    const row = recordOf(value)
    const id = textAt(row, 'id')
    const linked = {
      order: Number(row['sort_order'] ?? 0),
      id: textAt(row, 'tag_id') || textAt(row, 'author_id'),
    }
    if (path.endsWith('comments.*.id')) around.hasComments = true
    else if (path.endsWith('data.posts.*.id')) around.articles.add(String(value))
    else if (path.endsWith('posts_tags.*')) push(around.tagsOf, textAt(row, 'post_id'), linked)
    else if (path.endsWith('posts_authors.*')) push(around.authorsOf, textAt(row, 'post_id'), linked)
    else if (path.endsWith('posts_meta.*')) around.meta.set(textAt(row, 'post_id'), row)
    else if (path.endsWith('comment_likes.*'))
      around.likes.set(textAt(row, 'comment_id'), (around.likes.get(textAt(row, 'comment_id')) ?? 0) + 1)
    else if (path.endsWith('users.*')) around.users.set(id, textAt(row, 'name'))
    else if (path.endsWith('members.*')) around.members.set(id, { name: row['name'], email: row['email'] })
    else if (path.endsWith('settings.*')) {
      if (textAt(row, 'key') === 'url') around.address = textAt(row, 'value')
      // A name with a # is for the site's own use.
    } else if (textAt(row, 'visibility') !== 'internal') around.tags.set(id, textAt(row, 'name'))
  }
  return around
}

function push<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}

function articleOf(row: Row, around: Around, timeZone: string): ForeignArticle {
  const id = textAt(row, 'id')
  const slug = textAt(row, 'slug')
  const status = textAt(row, 'status')
  const meta = around.meta.get(id) ?? {}
  const inOrder = (list: { order: number; id: string }[] = []) => list.toSorted((a, b) => a.order - b.order)
  const shown = ghostHtml(row)
  const { markdown, lost } = articleMarkdown(shown.html)
  const isPublic = (textAt(row, 'visibility') || 'public') === 'public' && !isSet(meta, 'email_only')
  const canonical = textAt(row, 'canonical_url')
  const picture = textAt(row, 'feature_image').replace('__GHOST_URL__', '')
  const alt = textAt(meta, 'feature_image_alt').replace(/[[\]]/g, '')
  return {
    id,
    kind: textAt(row, 'type') === 'page' || isSet(row, 'page') ? 'page' : 'post',
    addresses: [`/${slug}/`, ...(canonical === '' ? [] : [canonical])],
    slug,
    title: textAt(row, 'title') === '(Untitled)' ? '' : wordsOf(textAt(row, 'title')),
    status:
      status === 'published' || status === 'scheduled'
        ? isPublic
          ? 'published'
          : 'private'
        : status === 'sent'
          ? 'private'
          : 'draft',
    publishedAt: timeIn(textAt(row, 'published_at'), timeZone),
    updatedAt: timeIn(textAt(row, 'updated_at'), timeZone),
    language: textAt(row, 'locale') || null,
    tags: inOrder(around.tagsOf.get(id)).flatMap(({ id }) => around.tags.get(id) ?? []),
    excerpt: textAt(row, 'custom_excerpt') || textAt(meta, 'meta_description') || null,
    commentsOpen: true,
    authors: inOrder(around.authorsOf.get(id)).flatMap(({ id }) => around.users.get(id) ?? []),
    markdown: picture === '' ? markdown : `![${alt}](${picture})\n\n${markdown}`,
    ...(picture === '' ? {} : { cover: { x: 50, y: 50 } }),
    lost: [...shown.lost, ...lost],
  }
}

function commentOf(row: Row, { members, likes, articles }: Around): Item {
  const id = textAt(row, 'id')
  const post = textAt(row, 'post_id')
  const state = textAt(row, 'status')
  const html = textAt(row, 'html')
  const createdAt = timeIn(textAt(row, 'created_at'))
  if (!articles.has(post)) return { is: 'left', what: 'comment', id, why: 'noThread' }
  if (createdAt === null) return { is: 'left', what: 'comment', id, why: 'noTime' }
  if (state !== 'deleted' && wordsOf(html) === '')
    return { is: 'left', what: 'comment', id, why: 'emptyText' }
  const member = members.get(textAt(row, 'member_id')) ?? {}
  return {
    is: 'comment',
    comment: {
      twin: null,
      id,
      on: { article: post },
      // Whom it really answers; the other is the first of the conversation.
      parent: textAt(row, 'in_reply_to_id') || textAt(row, 'parent_id') || null,
      state: state === 'deleted' ? 'removed' : state === 'hidden' ? 'trash' : 'approved',
      isMention: false,
      name: textAt(member, 'name'),
      email: textAt(member, 'email'),
      website: '',
      ip: null,
      text: { html },
      createdAt,
      editedAt: timeIn(textAt(row, 'edited_at')),
      isStaff: false,
      votes: likes.get(id) ?? 0,
    },
  }
}
