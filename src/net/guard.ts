import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { isPublicAddress } from './public-address.ts'

/** Where a fetch may go. */
export interface Guard {
  /** The addresses of a host; none where it is not known. */
  resolve(host: string): Promise<string[]>
  mayReach(address: string, port: number): boolean
}

/** Public addresses alone, by the ports that the web is served at. */
export const publicOnly: Guard = {
  async resolve(host) {
    try {
      return (await lookup(host, { all: true })).map(({ address }) => address)
    } catch {
      return [] // there is no such host, or nobody who knows it
    }
  },
  mayReach: (address, port) => (port === 80 || port === 443) && isPublicAddress(address),
}

/** Why an address of the web is not asked. */
export type Refusal = 'scheme' | 'credentials' | 'notPublic' | 'unknownHost'

/** What is connected to for an address of the web: one of its host, after all of them were looked at. */
export interface Way {
  url: URL
  address: string
  family: 4 | 6
}

/**
 * Finds the way to an address of the web, or why there is none. A host that has one address which may not be reached is
 * not reached by another either: who names such a pair wants the other.
 */
export async function wayTo(url: URL, guard: Guard): Promise<Way | { problem: Refusal }> {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return { problem: 'scheme' }
  if (url.username !== '' || url.password !== '') return { problem: 'credentials' }
  // A number in any dress (2130706433, 0x7f.1, 0177.0.0.1) is written out as an address by the URL itself.
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const addresses = isIP(host) > 0 ? [host] : await guard.resolve(host)
  const [address] = addresses
  if (address === undefined) return { problem: 'unknownHost' }
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port)
  if (!addresses.every(each => guard.mayReach(each, port))) return { problem: 'notPublic' }
  return { url, address, family: isIP(address) === 6 ? 6 : 4 }
}
