import { findLead } from '../../addresses/addresses.ts'
import type { AppContext } from '../context.ts'

/**
 * Where something leads that was at this address once: there, or nowhere any more. Null where nothing ever was. To be
 * asked only where nothing is.
 */
export async function leadElsewhere(c: AppContext): Promise<Response | 'gone' | null> {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return null
  const { pathname, search } = new URL(c.req.url)
  if (pathname.startsWith('/admin')) return null
  const { publicDb, addressHits } = c.var.services
  const lead = await findLead(publicDb, `${pathname}${search}`)
  if (lead === null) return null
  addressHits.count(lead.id)
  return 'gone' in lead ? 'gone' : movedTo(c, lead.to)
}

/**
 * Leads to where something is for good, as far as anybody knows today: a browser that kept that would go on being led
 * there after an address was given back to what had it before.
 */
export function movedTo(c: AppContext, to: string): Response {
  c.header('Cache-Control', 'no-cache')
  return c.redirect(to, 301)
}
