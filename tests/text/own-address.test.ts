import { describe, expect, test } from 'vitest'
import { addressMask } from '../../src/text/addresses.ts'
import { maskOwnAddress } from '../../src/text/own-address.ts'

const [bare, international] = ['anna@intranet', 'anna@xn--bro-hoa.lokal']

describe('A writer’s own address is masked', () => {
  test.each([
    ['in a link', bare, 'https://x.org/?a=anna@intranet&b', `https://x.org/?a=${addressMask}&b`],
    ['in the path of a link', bare, 'https://x.org/@anna@intranet', `https://x.org/@${addressMask}`],
    ['in capitals', bare, 'ANNA@Intranet!', `${addressMask}!`],
    ['percent-encoded', bare, 'https://x.org/anna%40intranet', `https://x.org/${addressMask}`],
    ['with references', bare, 'anna&#64;intranet', addressMask],
    ['in full width', bare, 'ａｎｎａ＠intranet', addressMask],
    ['with invisible characters', bare, 'an\u200bna@\u2060intra\u00adnet', addressMask],
    ['behind a backslash', bare, String.raw`an\na\@intra\net, \*ja`, String.raw`${addressMask}, \*ja`],
    ['with its domain in ASCII', international, 'anna@xn--bro-hoa.lokal', addressMask],
    ['with its domain in letters', international, 'anna@Büro.lokal', addressMask],
    ['with its letters taken apart', international, 'anna@bu\u0308ro.lokal, ja', `${addressMask}, ja`],
    ['before words that are not divided', bare, '連絡はanna@intranetまで', `連絡は${addressMask}まで`],
    [
      'with spaces, which say no less',
      bare,
      'anna @ intranet, anna @intranet',
      `${addressMask}, ${addressMask}`,
    ],
    ['in brackets', bare, 'anna(at)intranet or anna [ AT ] intranet', `${addressMask} or ${addressMask}`],
    ['twice, with a file’s ending', 'a@b.png', 'a@b.png/a@b.png', `${addressMask}/${addressMask}`],
  ])('%s', (_, own, text, masked) => {
    expect(maskOwnAddress(text, own)).toBe(masked)
    expect(maskOwnAddress(masked, own)).toBe(masked)
  })
})

describe('Another’s is left to the rule for all', () => {
  test.each([
    'johanna@intranet',
    'anna@intranets',
    'anna@intra',
    'anna at intranet',
    'Anna (at intranet)',
    '@intranet',
    'anna',
    '100%',
  ])('%s', text => {
    expect(maskOwnAddress(text, bare)).toBe(text)
  })
})
