import { BlockList, isIP } from 'node:net'
import { readAddress, readNetwork } from '../../text/network.ts'

/** Tells a request's client from the proxies in front of this server. */
export type ClientAddress = (socket: string | undefined, forwardedFor: string | undefined) => string | null

/**
 * Reads clients' addresses. X-Forwarded-For counts only as far as trusted proxies wrote it: from its end, up to and
 * including the first address that is not one of theirs. Anything before that is the client's own invention.
 */
export function clientAddress(trustedProxies: readonly string[]): ClientAddress {
  const trusted = new BlockList()
  for (const network of trustedProxies) {
    const [address = '', prefix] = network.split('/')
    const family = familyOf(address)
    if (prefix === undefined) trusted.addAddress(address, family)
    else trusted.addSubnet(address, Number(prefix), family)
  }

  return (socket, forwardedFor) => {
    let client = plain(socket ?? '')
    if (client === null) return null
    const hops = (forwardedFor ?? '').split(',').map(hop => hop.trim())
    while (trusted.check(client, familyOf(client))) {
      const hop = plain(hops.pop() ?? '')
      if (hop === null) break
      client = hop
    }
    return client
  }
}

/** Whose requests are counted together: an IPv4 address, or the /64 that an IPv6 client has for itself. */
export function clientNetwork(ip: string | null): string {
  if (ip === null) return 'unknown'
  if (isIP(ip) === 4) return ip
  const network = readNetwork(`${ip}/64`)
  return 'cidr' in network ? network.cidr : 'unknown'
}

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** An address without its port, zone or IPv4-in-IPv6 dress; null if it is none. */
function plain(text: string): string | null {
  const bare = text.replace(/^\[([^\]]+)\](:\d+)?$/, '$1').replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
  return readAddress(bare)
}
