import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/**
 * Whether an IP address is one of the public internet's. None is that a machine, its neighbours or its provider keep for
 * themselves (RFC 6890), nor one that leads to an IPv4 address in another dress (mapped, NAT64, 6to4, Teredo): what that
 * leads to is not told by looking at it.
 */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0 || address.includes('%')) return false
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast') return false
  // Of IPv6 only 2000::/3 was ever given out (RFC 4291).
  return !(parsed instanceof ipaddr.IPv6) || ((parsed.parts[0] ?? 0) & 0xe000) === 0x2000
}
