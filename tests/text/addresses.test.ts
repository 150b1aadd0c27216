import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addressMask, containsAddress, maskAddresses } from '../../src/text/addresses.ts'
import { fragments } from './payloads.ts'

const disguises: [how: string, address: string][] = [
  ['as it is', 'mei.lin+blog@mail.example.org'],
  ['in capitals', 'MEI@EXAMPLE.ORG'],
  ['in full width', 'ｍｅｉ＠ｅｘａｍｐｌｅ．ｏｒｇ'],
  ['with a small commercial at', 'mei﹫example.org'],
  ['with the full stop of East Asia', 'mei@example。org'],
  ['with zero-width spaces', 'm\u200bei\u200b@\u200bexample\u200b.org'],
  ['with soft hyphens and word joiners', 'mei\u00ad@\u2060example.o\u00adrg'],
  ['with marks of direction', 'mei\u200e@\u202eexample\u2066.org'],
  ['with a variation selector', 'mei@\ufe0fexample.org'],
  ['percent-encoded', 'mei%40example.org'],
  ['percent-encoded twice, dot too', 'mei%2540example%2Eorg'],
  ['percent-encoded in full width', 'mei%EF%BC%A0example.org'],
  ['with a decimal reference', 'mei&#64;example.org'],
  ['with a decimal reference left open', 'mei&#64example.org'],
  ['with a hexadecimal reference', 'mei&#x40;example&#x2e;org'],
  ['with named references', 'mei&commat;example&period;org'],
  ['with an escaped reference', 'mei&amp;#64;example.org'],
  ['with an invisible reference', 'mei&shy;@&zwnj;example.org'],
  ['in Chinese', '用户@例子.中国'],
  ['in Cyrillic', 'почта@пример.рф'],
  ['in punycode', 'mei@xn--fsqu00a.xn--fiqs8s'],
  ['with accents', 'josé.é@société.fr'],
  ['with a quoted local part', '"mei lin"@example.org'],
  ['with an address in its quoted local part', '"a@b.cc d@e.ff"@example.org'],
  ['with two ats', 'mei@example.org@example.net'],
  ['with hyphens and digits', 'a-1@x-2.3y.example.museum'],
]

describe('An address is masked whole', () => {
  test.each(disguises)('%s', (_, address) => {
    expect(containsAddress(address)).toBe(true)
    expect(maskAddresses(address)).toBe(addressMask)
  })
})

describe('An address is masked and the words around it stay', () => {
  test.each([
    ['Write to mei@example.org.', `Write to ${addressMask}.`],
    ['<mailto:mei@example.org>', `<mailto:${addressMask}>`],
    ['(mei@example.org), **bo@example.org**', `(${addressMask}), **${addressMask}**`],
    ['_mei@example.org_', `_${addressMask}_`],
    ['連絡はmei@example.orgまで。', `連絡は${addressMask}まで。`],
    ['请联系 用户@例子.中国。谢谢', `请联系 ${addressMask}。谢谢`],
    ['https://mei:secret@example.org/x', `https://mei:${addressMask}/x`],
    ['@mei@social.example', `@${addressMask}`],
    ['a\u200b b\r\n\tmei@example.org&nbsp;%20ﬁ', `a\u200b b\r\n\t${addressMask}&nbsp;%20ﬁ`],
    ['mei@example.org\nbo@example.org', `${addressMask}\n${addressMask}`],
    ['x mei@example.org y mei@example.org z', `x ${addressMask} y ${addressMask} z`],
  ])('%j', (text, masked) => {
    expect(maskAddresses(text)).toBe(masked)
    expect(containsAddress(masked)).toBe(false)
  })
})

describe('What is not an address stays as it is', () => {
  test.each([
    'pkg@1.2.3',
    'react@18.2.0/umd',
    '@user',
    'medium.com/@user',
    'https://www.npmjs.com/package/@types/node',
    ...[
      'me@localhost',
      'a@b.c',
      'lunch @ noon',
      'see you @ example.org',
      'meet@',
      '@.com',
      'x@-.',
      'a@b',
      'a@.b.com',
    ],
    'https://www.google.com/maps/@35.6,139.7,15z',
    '**@user.name**',
    '你好@李四。谢谢',
    '50% &#64; %40',
    '100%',
    ...['', '\ud800 lone', '&#1114112;', '&#x110000;', '%ED%A0%80', '&unknown;', 'a &lt; b'],
  ])('%j', text => {
    expect(containsAddress(text)).toBe(false)
    expect(maskAddresses(text)).toBe(text)
  })
})

const hostile = [
  'a'.repeat(20_000),
  '@'.repeat(20_000),
  'a@'.repeat(10_000),
  'a.'.repeat(10_000),
  `a@${'b.'.repeat(10_000)}`,
  `a@${'b-'.repeat(10_000)}`,
  `a@${'1.'.repeat(10_000)}`,
  `${'"'.repeat(10_000)}@${'x'.repeat(9_000)}`,
  '%25'.repeat(6_666),
  `&${'amp;'.repeat(5_000)}`,
  '&#'.repeat(10_000),
  '\u200b'.repeat(20_000),
]

test.each(hostile)('a hostile text of 20,000 characters is read to its end (%#)', text => {
  expect(maskAddresses(text)).toBe(text)
  expect(maskAddresses(`${text} mei@example.org`)).toBe(`${text} ${addressMask}`)
})

test('whatever surrounds it, an address is gone, and a masked text is masked', () => {
  const noise = fc.array(fc.oneof(fc.constantFrom(...fragments), fc.string({ unit: 'binary' })), {
    maxLength: 20,
  })
  fc.assert(
    fc.property(noise, noise, fc.constantFrom(...disguises), (before, after, [, address]) => {
      const masked = maskAddresses(`${before.join('')} ${address} ${after.join('')}`)
      expect(masked).toContain(addressMask)
      expect(masked).not.toContain(address)
      expect(containsAddress(masked)).toBe(false)
      expect(maskAddresses(masked)).toBe(masked)
    }),
    { numRuns: 500 },
  )
})
