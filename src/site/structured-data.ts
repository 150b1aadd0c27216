import type { ShownComment } from '../comments/shown-comment.ts'
import { inOrder, type ShownThread } from '../comments/thread.ts'
import { commentsIn } from '../comments/written.ts'
import type { AppContext } from '../http/context.ts'
import type { PublishedPost } from '../posts/read.ts'
import { beginningOf } from '../text/cut.ts'
import { sharedCopy, sharedPicture } from '../text/pictures.ts'
import { plainText } from '../text/plain-text.ts'
import { urls } from '../urls.ts'
import type { StructuredData } from '../../views/layouts/document.tsx'

/** Comments that are told of; more would be a second page within the page. */
const mostComments = 20
const longestComment = 500

/** Says what an article is, what was said under it, and where it stands on the site. */
export function articleData(
  c: AppContext,
  post: PublishedPost,
  threads: readonly ShownThread[],
): StructuredData[] {
  const { config } = c.get('services')
  const [settings, t] = [c.get('settings'), c.get('t')]
  const page = config.baseUrl + urls.post(post.slug)
  const image = pictureOf(c, post)
  const comments = firstOf(threads)
  const site = { '@type': 'Organization', name: settings.title, url: config.baseUrl + urls.home() }
  return [
    {
      '@context': 'https://schema.org',
      '@type': 'BlogPosting',
      mainEntityOfPage: post.canonical ?? page,
      url: page,
      headline: post.title,
      description: post.description ?? post.excerpt,
      ...(image === null ? {} : { image }),
      inLanguage: post.language,
      datePublished: post.published_at,
      dateModified: post.updated_at,
      ...(post.tags.length > 0 ? { keywords: post.tags.map(({ name }) => name) } : {}),
      author:
        post.authors.length === 0
          ? site
          : post.authors.map(({ name, line, links }) => ({
              '@type': 'Person',
              name,
              ...(line === '' ? {} : { description: line }),
              ...(links.length === 0 ? {} : { url: links[0], sameAs: links }),
            })),
      publisher: site,
      commentCount: post.comment_count,
      ...(comments.length > 0
        ? {
            comment: comments.map(comment => ({
              '@type': 'Comment',
              url: config.baseUrl + urls.comment(comment.id),
              text: beginningOf(plainText(comment.html), longestComment),
              dateCreated: comment.created_at,
              inLanguage: comment.language,
              author: {
                '@type': 'Person',
                name: comment.name || t.comments.anonymous,
                ...(comment.website ? { url: comment.website } : {}),
              },
            })),
          }
        : {}),
    },
    {
      '@context': 'https://schema.org',
      '@type': 'BreadcrumbList',
      itemListElement: [
        { '@type': 'ListItem', position: 1, name: settings.title, item: config.baseUrl + urls.home() },
        { '@type': 'ListItem', position: 2, name: post.title, item: page },
      ],
    },
  ]
}

/** The comments that are told of. */
function firstOf(threads: readonly ShownThread[]): ShownComment[] {
  const comments: ShownComment[] = []
  for (const thread of inOrder(threads)) {
    if (comments.length >= mostComments) break
    comments.push(...commentsIn(thread))
  }
  return comments.slice(0, mostComments)
}

/** The whole address of the picture that others show with an article: its cover, or the first of its text. */
export function pictureOf(c: AppContext, { html, cover }: PublishedPost): string | null {
  const path = (cover && sharedCopy(cover.address)) ?? sharedPicture(html)
  return path === null ? null : c.get('services').config.baseUrl + path
}

/** Says what the site is. */
export function siteData(c: AppContext): StructuredData[] {
  const { settings, services } = c.var
  const url = services.config.baseUrl + urls.home()
  return [
    {
      '@context': 'https://schema.org',
      '@type': 'WebSite',
      url,
      name: settings.title,
      ...(settings.tagline ? { description: settings.tagline } : {}),
      inLanguage: settings.language,
    },
  ]
}
