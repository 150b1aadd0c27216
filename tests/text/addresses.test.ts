import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Email } from '../../src/readers/email.ts'
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
    ...['a@b.c', 'lunch @ noon', 'see you @ example.org', 'meet@', '@.com', 'x@-.', 'a@.b.com'],
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

describe('What only looks like an address is left alone:', () => {
  test.each([
    'logo@2x.png',
    'hero@3x.webp and hero@2x.min.css',
    'button@2x',
    'react@18',
    'npm i left-pad@1.3.0-beta.2',
    'https://mastodon.social/@user@other.social',
    'see https://mastodon.social/@user@other.social/1127, it says so',
    'https://example.org/?acct=@user@other.social',
    'https://unpkg.com/react@latest/index.js',
    'https://cdn.jsdelivr.net/npm/bootstrap@5.3.2/dist/css/bootstrap.min.css',
    'https://example.org/img/logo@2x.png',
    'https://www.flickr.com/photos/12345678@N00/',
    'https://medium.com/@anna/a-story',
    'https://www.youtube.com/@channel',
    'user@host_name',
    'logo@2x.sketch and icon@3x.affinity',
    'npm i left-pad@next.tgz, pad@1.x-dev',
    'report@final.docx, anna@home.JPG',
    'https://lemmy.world/c/technology@beehaw.org?sort=New',
    'https://lemmy.world/u/anna@beehaw.org',
    'https://kbin.example/m/fotografie@feddit.org/t/1',
    'https://peertube.example/a/anna@tube.example/videos',
    'https://blog.example/?a=anna@intranet',
    'https://example.org/pkg@1.2.x/main.min',
    'thx@李四',
    'café@intranet',
    '@media (min-width: 40em)',
    '@anna, did you see @bob?',
    `a@${'b'.repeat(64)}`,
  ])('%j', text => {
    expect(maskAddresses(text)).toBe(text)
    expect(containsAddress(text)).toBe(false)
  })
})

describe('An address is one also', () => {
  test.each([
    ['without a dot, as it may be typed', 'anna@intranet', addressMask],
    ['at the end of a sentence', 'Ask anna@intranet.', `Ask ${addressMask}.`],
    ['before words that are not divided', '連絡はanna@intranetまで', `連絡は${addressMask}まで`],
    ['on this machine', 'root@localhost, a@b', `${addressMask}, ${addressMask}`],
    ['in a disguise', 'anna&#64;intranet', addressMask],
    ['behind mailto', 'mailto:anna@intranet', `mailto:${addressMask}`],
    [
      'behind mailto in a link',
      'https://x.org/?u=mailto:anna@intranet',
      `https://x.org/?u=mailto:${addressMask}`,
    ],
    ['as a user of a host', 'https://anna@intranet/x', `https://${addressMask}/x`],
    ['as a user of any host', 'https://anna@files.notatld:8080/x', `https://${addressMask}:8080/x`],
    ['in the path of a link', 'https://x.org/anna@example.org/nest', `https://x.org/${addressMask}/nest`],
    ['behind a link', '[a](https://x.org)@anna@example.org', `[a](https://x.org)@${addressMask}`],
    ['under a name that nobody lists', 'an anna@mail.firma.', `an ${addressMask}.`],
    ['under other such names', 'a@server.lokal a@nas.zuhause', `${addressMask} ${addressMask}`],
    ['with letters beyond ASCII in its host', 'a@büro.intern x@y.notatld', `${addressMask} ${addressMask}`],
    ['without a dot, with such letters', 'Write to anna@büro please', `Write to ${addressMask} please`],
    ['in Cyrillic without a dot', 'anna@почта, да', `${addressMask}, да`],
    ['in a sentence without a space', 'an anna@firma.Danke', `an ${addressMask}`],
    ['with a host that begins with a digit', 'info@1und1.lokal', addressMask],
    ['before what is not divided from it', '連絡はanna@mail.firmaまで', `連絡は${addressMask}まで`],
    ['in emphasis', '_anna@mail.firma_', `_${addressMask}_`],
    [
      'behind mailto, unlisted',
      'https://x.org/?u=mailto:a@b.firma',
      `https://x.org/?u=mailto:${addressMask}`,
    ],
    ['on a network of one’s own', 'anna@mail.corp anna@nas.local', `${addressMask} ${addressMask}`],
    ['under a reserved name', 'a@b.test a@b.invalid', `${addressMask} ${addressMask}`],
    ['under a long name', 'a@b.photography a@b.vermögensberatung', `${addressMask} ${addressMask}`],
    ['before a sentence without a space', 'anna@example.org.Danke', `${addressMask}.Danke`],
    ['before a file name', 'anna@example.org.png', `${addressMask}.png`],
    ['in Chinese, not divided', '写信到 用户@例子.中国谢谢', `写信到 ${addressMask}谢谢`],
    ['in Korean, with a particle', '제 주소는 mina@예시.한국입니다', `제 주소는 ${addressMask}입니다`],
    ['in Thai', 'มานี@ตัวอย่าง.ไทย', addressMask],
    ['in Arabic', 'علي@مثال.مصر', addressMask],
  ])('%s', (_, text, masked) => {
    expect(maskAddresses(text)).toBe(masked)
    expect(maskAddresses(masked)).toBe(masked)
  })
})

test('what a form takes as an address is masked in a text', () => {
  const label = fc.stringMatching(/^[a-z][a-z0-9]{0,8}(?:-[a-z0-9]{1,4})?$/)
  const host = fc.tuple(
    fc.array(label, { maxLength: 2 }),
    fc.constantFrom('org', 'museum', 'example', 'io', 'test', 'firma', 'lokal', 'büro', 'zz'),
  )
  const local = fc.stringMatching(/^[a-z0-9][a-z0-9.+_-]{0,12}$/)
  fc.assert(
    fc.property(
      local,
      fc.oneof(
        label,
        host.map(([labels, top]) => [...labels, top].join('.')),
      ),
      (user, domain) => {
        const address = `${user}@${domain}`
        expect([address, Email.parse(address) === null]).toEqual([address, false])
        // What stands behind a listed domain stays: `anna@example.org.Danke`.
        expect(maskAddresses(`to ${address}, please`)).toMatch(/^to •••@•••[^,@]*, please$/)
      },
    ),
    { numRuns: 500 },
  )
  expect(['react@18', 'pkg@1.2.3', 'icon@2x'].map(text => Email.parse(text))).toEqual([null, null, null])
})

const hostile = [
  'a'.repeat(20_000),
  '@'.repeat(20_000),
  'a@ '.repeat(6_666),
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
