import { type RawBuilder, sql } from 'kysely'
import { networkAround } from '../text/network.ts'

/** Whom a comment is from, as far as others can be from there too; entrusted. */
export interface Sender {
  /** The network: of IPv4 a /24, of IPv6 a /48, which is what one customer may have. */
  network: string | null
  contact: number | null
}

/** Says whom a comment from an address is from. */
export const senderAt = (ip: string | null, contact: number | null): Sender => ({
  network: ip === null ? null : networkAround(ip, 48),
  contact,
})

/** What `senderAt` is told of a comment, in a query that has its id; null where it came from nowhere. */
export const senderOf = (comment: RawBuilder<number>) => sql<{
  ip: string | null
  contact: number | null
} | null>`(
  select json_build_object('ip', host(o.ip), 'contact', o.contact_id)
  from private.origins o where o.comment_id = ${comment})`
