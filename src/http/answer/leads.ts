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
  return 'gone' in lead ? 'gone' : c.redirect(lead.to, 301)
}
