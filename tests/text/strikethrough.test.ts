import { describe, expect, test } from 'vitest'
import { renderComment } from '../../src/text/comment-rendering.ts'
import { renderPost } from '../../src/text/post-html.ts'

const both = (source: string) => [renderComment(source), renderPost(source, 'en').html]

describe('Tildes that strike nothing out stay where they are typed:', () => {
  test.each([
    '需要3~5天，大约10~20元。',
    'size 2~3 or 4~5',
    '10~20명, 3~4일',
    '~あ~い~',
    'a ~one~ b',
    '~one~',
    '~/Library and ~/Documents',
    '~user and ~other',
    'x~y~z',
    'about ~5 or ~6',
    '1~~2',
    '~~ not ~~',
    'a ~~~three~~~ b',
    '~~open',
    'x ~ y ~ z',
    '(~a~)',
  ])('%s', source => {
    for (const html of both(source)) {
      expect(html).not.toContain('<del>')
      expect(html).toContain(source)
    }
  })
})

describe('Two tildes strike out', () => {
  test.each([
    ['a word', '~~two~~', '<del>two</del>'],
    ['with one inside', '~~3~5~~', '<del>3~5</del>'],
    ['beside one', '~a ~~b~~ c~', '~a <del>b</del> c~'],
    ['beside Japanese', 'これは~~「x」~~の', 'これは<del>「x」</del>の'],
    ['what has emphasis', '~~a *b*~~', '<del>a <em>b</em></del>'],
    ['inside a word', 'un~~believ~~able', 'un<del>believ</del>able'],
    ['twice', '~~a~~b~~c~~', '<del>a</del>b<del>c</del>'],
  ])('%s', (_, source, expected) => {
    for (const html of both(source)) expect(html).toContain(`<p>${expected}</p>`)
  })
})
