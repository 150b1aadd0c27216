import { articleMarkdown, decoded, wordsOf } from '../article-markdown.ts'
import type { Reader } from '../format.ts'
import { hostOf } from '../old-address.ts'
import type { ForeignComment, ForeignState, Item } from '../stream.ts'
import { timeIn } from '../times.ts'
import { paragraphs, type Pictures, wordpressHtml } from '../wordpress-html.ts'
import { type Element, elementsIn, type Found, textIn } from '../xml.ts'

/** WordPress: WXR 1.0 to 1.2, the XML of Tools → Export. */
export const wordpress: Reader = {
  recognises: ({ head }) => /<rss\b/.test(head) && /wordpress\.org\/export\//.test(head),

  async *read(source, { timeZone }): AsyncGenerator<Item> {
    const pictures = new Map<string, { address: string; alt: string }>()
    const names = new Map<string, string>()
    const siteNames: string[] = []
    for await (const { element } of elementsIn(source, around))
      if (element.name === 'author')
        names.set(textIn(element, 'author_login'), decoded(textIn(element, 'author_display_name')))
      else if (element.name.startsWith('base_') || element.name === 'link')
        siteNames.push(element.text.trim())
      else if (textIn(element, 'post_type') === 'attachment')
        pictures.set(textIn(element, 'post_id'), {
          address: textIn(element, 'attachment_url'),
          alt: metaOf(element, '_wp_attachment_image_alt')[0] ?? wordsOf(textIn(element, 'title')),
        })

    yield { is: 'site', name: hostOf(siteNames.at(-1) ?? '') }
    const site = { language: '', timeZone, pictures, names }
    /** Comments that stand before what their article says of itself. */
    let early: Found[] = []
    for await (const found of elementsIn(source, records)) {
      const { element, within } = found
      if (element.name === 'language') site.language = element.text.trim()
      else if (element.name === 'comment' && within) {
        if (textIn(within, 'post_type') === '') early.push(found)
        else yield commentOf(element, within, site)
      } else if (element.name === 'item') {
        for (const { element: comment } of early) yield commentOf(comment, element, site)
        early = []
        yield* articleOf(element, site)
      }
    }
  },
}

const around = new Set([
  ...['channel/author', 'channel/item', 'item/comment'],
  ...['channel/link', 'channel/base_site_url', 'channel/base_blog_url'],
])

const records = new Set(['channel/language', 'channel/item', 'item/comment'])

interface Site {
  language: string
  timeZone: string
  pictures: Pictures
  names: ReadonlyMap<string, string>
}

function* articleOf(item: Element, site: Site): Generator<Item> {
  const type = textIn(item, 'post_type') || 'post'
  const id = textIn(item, 'post_id')
  const text = (name: string) => textIn(item, name)
  if (type === 'attachment') return
  if (type !== 'post' && type !== 'page') {
    yield { is: 'left', what: 'article', id: `${type} ${id}`, why: 'notAnArticle' }
    return
  }
  const status = text('status')
  if (status === 'trash' || status === 'auto-draft' || status === 'inherit') {
    yield { is: 'left', what: 'article', id, why: 'inTrash' }
    return
  }
  const publishedAt = timeOf(text('post_date_gmt'), text('post_date'), site)
  const isPublic = status === 'publish' || status === 'future'
  const shown = wordpressHtml(text('content:encoded'), site.pictures)
  const { markdown, lost } = articleMarkdown(shown.html)
  const creator = text('creator')
  // As Polylang has them.
  const group = termsIn(item, 'post_translations')[0]?.nicename
  yield {
    is: 'article',
    article: {
      id,
      kind: type,
      addresses: [
        text('link'),
        `/?p=${id}`,
        ...(type === 'page' ? [`/?page_id=${id}`] : []),
        ...metaOf(item, '_wp_old_slug').map(slug => siblingOf(text('link'), slug)),
      ],
      slug: text('post_name'),
      title: wordsOf(text('title')),
      // Whoever has no password must not read it, and here nobody could be asked for one.
      status:
        text('post_password') !== ''
          ? 'private'
          : isPublic
            ? 'published'
            : status === 'private'
              ? 'private'
              : 'draft',
      publishedAt: status === 'draft' || status === 'pending' ? null : publishedAt,
      updatedAt: timeOf(text('post_modified_gmt'), text('post_modified'), site),
      language: termsIn(item, 'language')[0]?.nicename ?? (site.language || null),
      tags: [...termsIn(item, 'category'), ...termsIn(item, 'post_tag')]
        .filter(({ nicename }) => nicename !== 'uncategorized')
        .map(({ name }) => name),
      excerpt: wordsOf(text('excerpt:encoded')) || metaOf(item, '_yoast_wpseo_metadesc')[0] || null,
      commentsOpen: text('comment_status') !== 'closed',
      ...(text('is_sticky').trim() === '1' ? { isPinned: true } : {}),
      authors: [site.names.get(creator) ?? creator].filter(name => name !== ''),
      ...(group ? { translationKey: group } : {}),
      ...withPicture(markdown, site.pictures.get(metaOf(item, '_thumbnail_id')[0] ?? '')),
      lost: [...shown.lost, ...lost],
    },
  }
}

/** A text with the picture before it that stood at its head. */
function withPicture(markdown: string, picture: { address: string; alt: string } | undefined) {
  if (!picture || !/^\S+$/.test(picture.address)) return { markdown }
  const alt = picture.alt.replace(/[[\]\\]/g, '')
  const address = picture.address.replace(/[()]/g, encodeURIComponent)
  return { markdown: `![${alt}](${address})\n\n${markdown}`, cover: { x: 50, y: 50 } }
}

function commentOf(comment: Element, item: Element, site: Site): Item {
  const text = (name: string) => textIn(comment, name)
  const id = text('comment_id') || null
  const left = (why: Extract<Item, { is: 'left' }>['why']): Item => ({
    is: 'left',
    what: 'comment',
    id: id ?? '?',
    why,
  })
  const type = text('comment_type')
  if (type === 'note' || type === 'order_note') return left('editorsNote')
  const on = textIn(item, 'post_type') || 'post'
  if (on !== 'post' && on !== 'page') return left('onSomethingElse')
  // Words are worth more than a time: one that has none has that of its article.
  const createdAt =
    timeOf(text('comment_date_gmt'), text('comment_date'), site) ??
    timeOf(textIn(item, 'post_date_gmt'), textIn(item, 'post_date'), site)
  if (createdAt === null) return left('noTime')
  // In the trash, without words: how an export of ours says that others answer what was deleted.
  const isPlace = text('comment_content').trim() === '' && stateOf(text('comment_approved')) === 'trash'
  if (text('comment_content').trim() === '' && !isPlace) return left('emptyText')
  const isMention = type === 'pingback' || type === 'trackback'
  return {
    is: 'comment',
    comment: {
      twin: null,
      id,
      on: { article: textIn(item, 'post_id') },
      parent: ['', '0'].includes(text('comment_parent')) ? null : text('comment_parent'),
      state: isPlace ? 'removed' : stateOf(text('comment_approved')),
      isMention,
      name: decoded(text('comment_author')),
      email: text('comment_author_email'),
      website: decoded(text('comment_author_url')),
      ip: text('comment_author_IP') || null,
      text: { html: paragraphs(text('comment_content')) },
      createdAt,
      editedAt: null,
      isStaff: !['', '0'].includes(text('comment_user_id')),
      votes: 0,
    },
  }
}

function stateOf(approved: string): ForeignState {
  if (approved === '1' || approved === '') return 'approved'
  if (approved === 'spam') return 'spam'
  return approved === 'trash' || approved === 'post-trashed' ? 'trash' : 'pending'
}

/** Zeros stand for a time that was not known in UTC. */
function timeOf(utc: string, local: string, { timeZone }: Site): ForeignComment['createdAt'] | null {
  return timeIn(utc) ?? timeIn(local, timeZone)
}

function metaOf(item: Element, key: string): string[] {
  return item.children
    .filter(({ name, children }) => name === 'postmeta' && children.some(child => child.text === key))
    .map(meta => textIn(meta, 'meta_value').trim())
    .filter(value => value !== '')
}

function termsIn(item: Element, domain: string): { nicename: string; name: string }[] {
  return item.children
    .filter(({ name, attributes }) => name === 'category' && attributes['domain'] === domain)
    .map(({ attributes, text }) => ({ nicename: attributes['nicename'] ?? '', name: wordsOf(text) }))
}

/** The same address with another slug in the place of its last. */
const siblingOf = (address: string, slug: string) =>
  /[?]/.test(address) ? `/${slug}/` : address.replace(/[^/]+(\/?)$/, `${slug}$1`)
