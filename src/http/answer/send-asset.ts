import type { AppContext } from '../context.ts'
import { notFound } from './problems.ts'
import { sendBody } from './send-body.ts'

/** GET /assets/:version/… */
export function sendAsset(c: AppContext): Promise<Response> {
  const { assets } = c.var.services
  const [, version = '', path = ''] = c.req.path.match(/^\/assets\/([^/]+)\/(.+)$/) ?? []
  const file = assets.find(path)
  if (!file) throw notFound()
  // A page from before an update asks with the old version: it gets the new file, but must not keep it as the old.
  c.header('Cache-Control', version === assets.version ? 'public, max-age=31536000, immutable' : 'no-cache')
  return sendBody(c, file)
}
