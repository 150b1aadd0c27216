import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readAddress, readNetwork } from '../../src/text/network.ts'

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['203.0.113.7/32', '203.0.113.7'],
  ['203.0.113.7/24', '203.0.113.0/24'],
  ['0.0.0.0/0', '0.0.0.0/0'],
  ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
  ['2001:db8:ffff:ffff::1/47', '2001:db8:fffe::/47'],
  ['::/0', '::/0'],
  ['::ffff:127.0.0.1', '127.0.0.1'],
  ['::FFFF:7f00:1/128', '127.0.0.1'],
  ['::ffff:10.1.2.3/104', '10.0.0.0/8'],
  ['::ffff:10.1.2.3/64', '::/64'],
  ['::127.0.0.1', '::7f00:1'],
  ['::7f00:1/96', '::/96'],
])('%s is written %s', (typed, cidr) => {
  expect(readNetwork(typed)).toEqual({ cidr })
})

test.each(['fe80::1%eth0', 'fe80::1%eth0/64', 'fe80::1%25'])('%s names an interface', typed => {
  expect(readNetwork(typed)).toEqual({ problem: 'zone' })
  expect(readAddress('fe80::1%eth0')).toBe('fe80::1')
})

test.each([
  '',
  '1.2.3',
  '0x7f.1',
  '010.0.0.1',
  '1.2.3.4/33',
  '::1/129',
  '1.2.3.4/',
  '1.2.3.4/ 8',
  '::1/64/64',
])('"%s" is no network', typed => {
  expect(readNetwork(typed)).toEqual({ problem: 'notANetwork' })
})

test('whatever is typed is read or refused, and what was read is read as itself again', () => {
  const bits = fc.integer({ min: 0, max: 130 })
  const typed = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .tuple(
        fc.oneof(
          fc.ipV4(),
          fc.ipV6(),
          fc.ipV4().map(ip => `::ffff:${ip}`),
        ),
        bits,
      )
      .map(parts => parts.join('/')),
  )
  fc.assert(
    fc.property(typed, text => {
      const network = readNetwork(text)
      expect('cidr' in network ? readNetwork(network.cidr) : network).toEqual(network)
    }),
  )
})
