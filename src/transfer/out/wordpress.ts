import type { Kysely } from 'kysely'
import type { Cover } from '../../db/post-tables.ts'
import type { Database } from '../../db/tables.ts'
import type { Settings } from '../../settings/declared.ts'
import { urls } from '../../urls.ts'
import { articlesOf, commentsOf } from './site-read.ts'

interface Site {
  settings: Settings
  baseUrl: string
  /** The address behind a comment; null for none, or where none may be written out. */
  addressOf: (comment: number) => Promise<string | null>
}

/** The site as WordPress reads it (WXR 1.2), a piece at a time; the same for the same site. */
export async function* wordpressFile(
  db: Kysely<Database>,
  { settings, baseUrl, addressOf }: Site,
): AsyncGenerator<string> {
  yield `<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<title>${text(settings.title)}</title>
<link>${text(baseUrl)}</link>
<description>${text(settings.tagline)}</description>
<language>${text(settings.language)}</language>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>${text(baseUrl)}</wp:base_site_url>
<wp:base_blog_url>${text(baseUrl)}</wp:base_blog_url>
`
  for await (const post of articlesOf(db)) {
    const date = post.published_at ?? post.updated_at
    const status = post.status === 'published' ? 'publish' : post.status
    if (post.cover) yield attachment(post.id, post.cover, baseUrl)
    yield `<item>
<title>${text(asHtml(post.title))}</title>
<link>${text(baseUrl + urls.post(post.slug))}</link>
<dc:creator>${text(post.authors[0] ?? '')}</dc:creator>
<content:encoded>${text(post.html)}</content:encoded>
<excerpt:encoded>${text(asHtml(post.own_excerpt ?? ''))}</excerpt:encoded>
<wp:post_id>${post.id}</wp:post_id>
<wp:post_date>${text(stamp(date))}</wp:post_date>
<wp:post_date_gmt>${text(stamp(date))}</wp:post_date_gmt>
<wp:post_modified_gmt>${text(stamp(post.updated_at))}</wp:post_modified_gmt>
<wp:comment_status>${post.comments_open ? 'open' : 'closed'}</wp:comment_status>
<wp:post_name>${text(post.slug)}</wp:post_name>
<wp:status>${status}</wp:status>
<wp:post_type>${post.kind}</wp:post_type>
<wp:post_password></wp:post_password>
<wp:is_sticky>${post.pinned ? 1 : 0}</wp:is_sticky>
${post.cover ? meta('_thumbnail_id', String(attachmentId(post.id))) : ''}<category domain="language" nicename="${attribute(post.language)}">${text(post.language)}</category>
${post.translation_key === null ? '' : translations(post.translation_key)}${post.tags.map(tag => `<category domain="post_tag" nicename="${attribute(tag)}">${text(asHtml(tag))}</category>\n`).join('')}`
    for await (const comment of commentsOf(db, post.id))
      yield `<wp:comment>
<wp:comment_id>${comment.id}</wp:comment_id>
<wp:comment_author>${text(asHtml(comment.name))}</wp:comment_author>
<wp:comment_author_email>${text((await addressOf(comment.id)) ?? '')}</wp:comment_author_email>
<wp:comment_author_url>${text(comment.website ?? '')}</wp:comment_author_url>
<wp:comment_date_gmt>${text(stamp(comment.created_at))}</wp:comment_date_gmt>
<wp:comment_content>${text(comment.html)}</wp:comment_content>
<wp:comment_approved>${text(states[comment.status])}</wp:comment_approved>
<wp:comment_type>comment</wp:comment_type>
<wp:comment_parent>${comment.parent_id ?? 0}</wp:comment_parent>
<wp:comment_user_id>0</wp:comment_user_id>
</wp:comment>
`
    yield '</item>\n'
  }
  yield '</channel>\n</rss>\n'
}

/** A cover is a picture by itself there, which its article names. No article has such a number. */
const attachmentId = (post: number) => 1_000_000_000 + post

const attachment = (post: number, { address, alt }: Cover, baseUrl: string) => `<item>
<title>${text(alt)}</title>
<wp:post_id>${attachmentId(post)}</wp:post_id>
<wp:post_parent>${post}</wp:post_parent>
<wp:status>inherit</wp:status>
<wp:post_type>attachment</wp:post_type>
<wp:attachment_url>${text(baseUrl + address)}</wp:attachment_url>
${meta('_wp_attachment_image_alt', alt)}</item>
`

/** As Polylang has it. */
const translations = (key: string) =>
  `<category domain="post_translations" nicename="${attribute(key)}">${text(key)}</category>\n`

const meta = (key: string, value: string) => `<wp:postmeta>
<wp:meta_key>${text(key)}</wp:meta_key>
<wp:meta_value>${text(value)}</wp:meta_value>
</wp:postmeta>
`

const states = { approved: '1', pending: '0', spam: 'spam', trash: 'trash', withdrawn: 'trash' } as const

/** As text that no parser takes for anything else. */
const text = (value: string) =>
  // oxlint-disable-next-line no-control-regex -- these XML refuses
  `<![CDATA[${value.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '').replaceAll(']]>', ']]]]><![CDATA[>')}]]>`

const attribute = (value: string) => value.replace(/[&<>"]/g, letter => `&#${letter.charCodeAt(0)};`)

/** Titles, excerpts, tags and names are HTML there. */
const asHtml = (line: string) => line.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const stamp = (time: Date) => time.toISOString().slice(0, 19).replace('T', ' ')
