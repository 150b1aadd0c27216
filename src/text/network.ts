import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** An IP address or network as it is stored, compared and shown: `203.0.113.7`, `2001:db8::/32`. */
export interface Network {
  /** CIDR notation, without the prefix where it is one address. */
  cidr: string
}

/** Why a text is none: it is something else, or it names an interface of one machine, as in `fe80::1%eth0`. */
export type NetworkProblem = 'notANetwork' | 'zone'

/**
 * Takes an address or a network as it was typed. IPv4 in the dress of IPv6 is IPv4, and what a prefix leaves of a
 * network is its first address: there is one way to write each.
 */
export function readNetwork(text: string): Network | { problem: NetworkProblem } {
  const [typed = '', prefix, more] = text.split('/')
  const family = isIP(typed) // of what ipaddr.js takes besides, such as 0x7f.1, nobody means an address
  if (family === 0 || more !== undefined) return { problem: 'notANetwork' }
  if (typed.includes('%')) return { problem: 'zone' }
  const bits = family === 4 ? 32 : 128
  const length = prefix === undefined ? bits : /^\d{1,3}$/.test(prefix) ? Number(prefix) : Number.NaN
  if (!(length <= bits)) return { problem: 'notANetwork' }

  // In groups of hexadecimal digits alone: ipaddr.js takes `::127.0.0.1`, long out of use, for IPv4 in the dress of IPv6.
  const grouped = family === 6 && URL.parse(`http://[${typed}]`)?.hostname.slice(1, -1)
  const address = ipaddr.parse(grouped || typed)
  const isDressed = address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() && length >= 96
  return isDressed ? cut(address.toIPv4Address(), length - 96) : cut(address, length)
}

/** The network around an address that one household or office has: of IPv4 a /24, of IPv6 a /64 or as wide as is said. */
export function networkAround(address: string, bitsOfSix: 48 | 64 = 64): string {
  const network = readNetwork(`${address}/${isIP(address) === 4 ? 24 : bitsOfSix}`)
  return 'cidr' in network ? network.cidr : address
}

const beginningOfFour = /^(?:\d{1,3}\.){1,3}\*?$|^(?:\d{1,3}\.){2}\d{1,3}$/
const beginningOfSix = /^[\da-f]{4}:(?:[\da-f]{1,4}:){0,6}$/i

/**
 * The network that the beginning of an address means: `203.0.113.` (or without its last dot, or with a star behind it),
 * `2001:db8:`. Null for anything else: a time such as 12:30 begins no address.
 */
export function readBeginning(text: string): Network | null {
  const isFour = beginningOfFour.test(text)
  if (!isFour && !beginningOfSix.test(text)) return null
  const parts = text.split(/[.:*]/).filter(part => part !== '')
  const whole = isFour
    ? `${[...parts, '0', '0', '0'].slice(0, 4).join('.')}/${parts.length * 8}`
    : `${parts.join(':')}::/${parts.length * 16}`
  const network = readNetwork(whole)
  return 'cidr' in network ? network : null
}

function cut(address: ipaddr.IPv4 | ipaddr.IPv6, length: number): Network {
  const isSix = address instanceof ipaddr.IPv6
  if (length === (isSix ? 128 : 32)) return { cidr: write(address) }
  const within = isSix ? ipaddr.IPv6 : ipaddr.IPv4
  return { cidr: `${write(within.networkAddressFromCIDR(`${address.toString()}/${length}`))}/${length}` }
}

/** As RFC 5952 writes IPv6. */
const write = (address: ipaddr.IPv4 | ipaddr.IPv6): string =>
  address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address.toString()

/** One address, without its zone, which another machine does not know; null for anything else. */
export function readAddress(text: string): string | null {
  const bare = text.replace(/%.*$/s, '')
  const version = isIP(bare)
  // Of IPv4 there is one way to write it.
  if (version !== 6) return version === 4 ? bare : null
  const network = readNetwork(bare)
  return 'cidr' in network ? network.cidr : null
}
