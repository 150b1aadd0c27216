import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { JSX } from 'hono/jsx/jsx-runtime'
import { languageNames } from '../i18n/messages.ts'
import type { Shell } from '../../views/layouts/page.tsx'
import { urls } from '../urls.ts'
import type { AppContext } from './context.ts'
import { personalCookie } from './cookies.ts'
import { chooseEncoding, finishPage, type FinishedPage } from './finished-page.ts'
import type { Dependency } from './page-cache.ts'
import { cacheKey } from './variant.ts'

/** What a page's frame shows, from who asks for it. */
export function shellOf(c: AppContext): Shell {
  const { services, settings, language, t, theme } = c.var
  const isGet = c.req.method === 'GET' || c.req.method === 'HEAD'
  const { pathname, search } = new URL(c.req.url)
  const slug = c.req.param('slug')
  return {
    t,
    language,
    languages: languageNames(),
    theme,
    site: { title: settings.title, tagline: settings.tagline },
    assets: services.assets,
    baseUrl: services.config.baseUrl,
    // What a form was answered with can't be opened again by its address; the article can.
    path: isGet ? `${pathname}${search}` : slug ? urls.post(slug) : urls.home(),
  }
}

/** Sends a page that one reader alone may see: no cache keeps it, no search engine lists it. */
export async function sendPrivatePage(
  c: AppContext,
  view: JSX.Element,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  const html = String(await view)
  const page = finishPage(html, { formKey: html.includes(' id="comment-form-fields"') })
  c.header('Cache-Control', 'private, no-store')
  c.header('X-Robots-Tag', 'noindex')
  return answer(c, page, status)
}

interface PublicPage {
  /** The address this page is known by: only requests for this very one are kept. */
  path: string
  dependsOn: readonly Dependency[]
  hasForm: boolean
}

/** Sends a page that is the same for everyone, and keeps it until something it is made of changes. */
export async function sendPublicPage(c: AppContext, view: JSX.Element, kept: PublicPage): Promise<Response> {
  const { services, begun, language, theme } = c.var
  const page = finishPage(String(await view), { formKey: kept.hasForm })
  const { pathname, search } = new URL(c.req.url)
  if (`${pathname}${search}` === kept.path && isForEveryone(c))
    services.pages.keep(cacheKey({ language, theme }, kept.path), page, ['site', ...kept.dependsOn], begun)

  for (const [name, value] of Object.entries(publicPageHeaders)) c.header(name, value)
  c.header('ETag', page.etag)
  if (c.req.header('if-none-match') === page.etag) return c.body(null, 304)
  return answer(c, page, 200)
}

/**
 * A browser may keep the page and asks whether it still holds. A shared cache may not: it would hand one reader's
 * form key to the next, and show a moderator's decision late.
 */
export const publicPageHeaders = {
  'Cache-Control': 'private, no-cache',
  Vary: 'Accept-Encoding, Accept-Language, Cookie',
} as const

/** Whether a request brings nothing that would make its page one reader's own. */
const isForEveryone = (c: AppContext) =>
  c.req.method === 'GET' && !personalCookie.test(c.req.header('cookie') ?? '')

function answer(c: AppContext, page: FinishedPage, status: ContentfulStatusCode): Response {
  const encoding = chooseEncoding(c.req.header('accept-encoding'))
  c.header('Content-Type', 'text/html; charset=utf-8')
  c.header('Content-Language', c.var.language)
  c.header('Vary', publicPageHeaders.Vary)
  if (encoding !== 'identity') c.header('Content-Encoding', encoding)
  return c.body(new Uint8Array(page.answer(encoding)), status)
}
