import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { JSX } from 'hono/jsx/jsx-runtime'
import { may } from '../../accounts/roles.ts'
import { languageNames } from '../../i18n/messages.ts'
import { frameOf } from '../../look/frame.ts'
import type { Shell } from '../../../views/layouts/shell.ts'
import { urls } from '../../urls.ts'
import type { AppContext } from '../context.ts'
import { pathSlug } from '../input/params.ts'
import { types } from './body.ts'
import { sendPrivate } from './send-body.ts'

/** What a page's frame shows, from who asks for it. `path`: the address that a page for everyone is known by. */
export function shellOf(c: AppContext, path: string | null = null): Shell {
  const [services, settings, person] = [c.get('services'), c.get('settings'), c.get('person')]
  return {
    t: c.get('t'),
    language: c.get('language'),
    languages: languageNames(),
    theme: c.get('theme'),
    site: frameOf(settings),
    dates: settings.date_format,
    assets: services.assets,
    baseUrl: services.config.baseUrl,
    // On a page for everyone nobody is anybody.
    staff: person && path === null ? { writes: may(person.role, 'write own') } : null,
    path: path ?? ownPath(c),
  }
}

function ownPath(c: AppContext): string {
  const { pathname, search } = new URL(c.req.url)
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return `${pathname}${search}`
  // What a form was answered with can't be opened again by its address; the article can.
  const slug = pathSlug(c)
  return slug ? urls.post(slug) : urls.home()
}

/** The HTML of a view. */
export const htmlOf = async (view: JSX.Element | Promise<JSX.Element>): Promise<string> => String(await view)

/** Sends a page, or its bytes, that one reader alone may see: no cache keeps it, no search engine lists it. */
export async function sendPrivatePage(
  c: AppContext,
  page: JSX.Element | Buffer | Promise<JSX.Element | Buffer>,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  const made = await page
  const content = Buffer.isBuffer(made) ? made : await htmlOf(made)
  return sendPrivate(c, { type: types.page, content, language: c.var.language }, status)
}
