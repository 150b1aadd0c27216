import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clientAddress, clientNetwork } from '../../../src/http/client/client-address.ts'

const proxied = clientAddress(['10.0.0.0/8', '192.0.2.1', '2001:db8:ffff::/48'])

describe('the client is the last address that no trusted proxy has:', () => {
  test.each([
    ['a client without a proxy, whatever it claims', '203.0.113.9', '198.51.100.1', '203.0.113.9'],
    ['behind one proxy', '10.1.2.3', '198.51.100.1', '198.51.100.1'],
    ['behind two', '10.1.2.3', '198.51.100.1, 192.0.2.1', '198.51.100.1'],
    ['a claim before it does not count', '10.1.2.3', '1.1.1.1, 198.51.100.1', '198.51.100.1'],
    ['not even one of a proxy', '10.1.2.3', '10.9.9.9, 198.51.100.1', '198.51.100.1'],
    ['over IPv6', '2001:db8:ffff::1', '2001:db8:1::2', '2001:db8:1::2'],
    ['a proxy over IPv4 dressed as IPv6', '::ffff:10.1.2.3', '198.51.100.1', '198.51.100.1'],
    ['a client dressed so', '10.1.2.3', '::ffff:198.51.100.1', '198.51.100.1'],
    ['with a port', '10.1.2.3', '198.51.100.1:4711', '198.51.100.1'],
    ['over IPv6 with a port', '10.1.2.3', '[2001:DB8:1::2]:4711', '2001:db8:1::2'],
    ['with a zone', 'fe80::1%eth0', undefined, 'fe80::1'],
    ['a proxy that says nothing', '10.1.2.3', undefined, '10.1.2.3'],
    ['a proxy that says nonsense', '10.1.2.3', '198.51.100.1, unknown', '10.1.2.3'],
    ['only proxies', '10.1.2.3', '10.0.0.1, 10.0.0.2', '10.0.0.1'],
  ])('%s', (_, socket, forwardedFor, client) => {
    expect(proxied(socket, forwardedFor)).toBe(client)
  })

  test('and nobody on a socket that has none', () => {
    expect(proxied(undefined, '198.51.100.1')).toBeNull()
  })

  test('whatever stands in the header', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.ipV4(), (claim, ip) => {
        const seen = proxied('10.1.2.3', `${claim},${ip}`)
        expect(seen === ip || ip.startsWith('10.') || ip === '192.0.2.1').toBe(true)
        expect(clientAddress([])('203.0.113.9', claim)).toBe('203.0.113.9')
      }),
    )
  })
})

describe('clients are counted by', () => {
  test('their IPv4 address', () => {
    expect(clientNetwork('198.51.100.1')).not.toBe(clientNetwork('198.51.100.2'))
  })

  test('the /64 of their IPv6 address, however it is written', () => {
    const network = clientNetwork('2001:db8:0:1::1')
    expect(network).toBe('2001:db8:0:1::/64')
    expect(clientNetwork('2001:0db8:0000:0001:ffff:ffff:ffff:ffff')).toBe(network)
    expect(clientNetwork('2001:db8:0:2::1')).not.toBe(network)
    expect(clientNetwork('::1')).toBe('::/64')
    expect(clientNetwork('2001:db8::')).toBe('2001:db8::/64')
  })

  test('the same /64 for any two addresses in it, and another for any outside', () => {
    const group = fc.integer({ min: 0, max: 0xffff }).map(number => number.toString(16))
    const four = fc.tuple(group, group, group, group)
    fc.assert(
      fc.property(four, four, four, (network, one, other) => {
        const [a, b] = [one, other].map(host => shortened([...network, ...host]))
        expect(clientNetwork(a ?? '')).toBe(clientNetwork(b ?? ''))
        const isSame = network.join() === other.join()
        expect(clientNetwork(shortened([...other, ...one])) === clientNetwork(a ?? '')).toBe(isSame)
      }),
    )
  })
})

/** An address as a system writes it, with its zeros left out. */
const shortened = (groups: string[]) => new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1)

test('an IPv4 address in IPv6 dress is that address, in whichever way it is written', () => {
  const seen = clientAddress(['10.0.0.1'])
  for (const dress of [
    '::ffff:198.51.100.7',
    '::ffff:c633:6407',
    '0:0:0:0:0:FFFF:c633:6407',
    '[::ffff:c633:6407]:443',
  ])
    expect(`${dress} ${seen('10.0.0.1', dress)}`).toBe(`${dress} 198.51.100.7`)
})
