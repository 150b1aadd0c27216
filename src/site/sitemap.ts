import { type MappedPage, writeSitemap, writeSitemapIndex } from '../feeds/sitemap.ts'
import { notFound } from '../http/answer/problems.ts'
import { sendKept } from '../http/answer/send-kept.ts'
import type { AppContext } from '../http/context.ts'
import { pathText, readId } from '../http/input/params.ts'
import { mappedParts, mappedPosts } from '../posts/mapped.ts'
import { urls } from '../urls.ts'

/** GET /sitemap.xml: where the parts of it are. */
export const showSitemap = (c: AppContext): Promise<Response> =>
  send(c, urls.sitemap, async at => {
    const parts = await mappedParts(c.var.services.publicDb)
    return writeSitemapIndex(
      parts.map(({ part, updated }) => ({ page: at(urls.sitemapPart(part)), updated })),
    )
  })

/** GET /sitemap/:part: the articles of one, behind the home page in the first. */
export function showSitemapPart(c: AppContext): Promise<Response> {
  const part = readId(pathText(c, 'part').match(/^(\d{1,9})\.xml$/)?.[1] ?? '')
  if (part === null) throw notFound()
  return send(c, urls.sitemapPart(part), async at => {
    const posts = await mappedPosts(c.var.services.publicDb, part)
    if (posts.length === 0) throw notFound()
    const pages = posts.map(({ slug, updated, translations }): MappedPage => {
      const others = translations.map(each => ({ language: each.language, page: at(urls.post(each.slug)) }))
      return { page: at(urls.post(slug)), updated, ...(others.length > 0 ? { translations: others } : {}) }
    })
    if (part === 1) pages.unshift({ page: at(urls.home()), updated: null })
    return writeSitemap(pages)
  })
}

function send(
  c: AppContext,
  path: string,
  write: (at: (path: string) => string) => Promise<string>,
): Promise<Response> {
  const at = (path: string) => c.var.services.config.baseUrl + path
  const type = 'application/xml; charset=utf-8'
  const make = async () => ({ content: await write(at), dependsOn: ['posts'] })
  return sendKept(c, { path, type, inNoLanguage: true, make })
}
