import type { AppContext } from '../http/context.ts'
import { makeBody } from '../http/answer/body.ts'
import { notFound } from '../http/answer/problems.ts'
import { sendBody } from '../http/answer/send-body.ts'
import { sendKept } from '../http/answer/send-kept.ts'
import { pathText } from '../http/input/params.ts'
import { accentStyles } from '../look/accent.ts'
import { frameOf } from '../look/frame.ts'
import { initialIcon } from '../look/initial.ts'
import { touchIcon } from '../look/touch-icon.ts'
import { urls } from '../urls.ts'

/** GET /assets/:version/accent/:file: the colours of a site. They follow from their address alone. */
export function showAccent(c: AppContext): Promise<Response> {
  const [, digits] = pathText(c, 'file').match(/^([\da-f]{6})\.css$/) ?? []
  if (digits === undefined) throw notFound()
  const isOurs = pathText(c, 'version') === c.var.services.assets.version
  c.header('Cache-Control', isOurs ? 'public, max-age=31536000, immutable' : 'no-cache')
  return sendBody(c, makeBody('text/css; charset=utf-8', accentStyles(`#${digits}`), { effort: 'passing' }))
}

/** GET /icon.svg: the first letter of the title, for a site without an icon of its own. */
export const showIcon = (c: AppContext): Promise<Response> =>
  sendKept(c, {
    path: urls.icon,
    type: 'image/svg+xml',
    inNoLanguage: true,
    async make() {
      const { title, accent } = c.var.settings
      return { content: initialIcon(title, accent), dependsOn: [] }
    },
  })

/** GET /apple-touch-icon.png */
export const showTouchIcon = (c: AppContext): Promise<Response> =>
  sendKept(c, {
    path: urls.touchIcon,
    type: 'image/png',
    inNoLanguage: true,
    async make() {
      const { publicDb, config } = c.var.services
      return { content: await touchIcon(publicDb, config.mediaDir, c.var.settings), dependsOn: [] }
    },
  })

/** GET /favicon.ico, which programs ask for that read no page. */
export const leadToIcon = (c: AppContext): Response => c.redirect(frameOf(c.var.settings).icon.href, 302)
