import { describe, expect, test } from 'vitest'
import { checkPost, type PostContent, postLimits } from '../../src/posts/form.ts'
import { asNew } from '../../src/posts/save.ts'

const tea: PostContent = {
  ...asNew,
  slug: 'tea',
  title: 'On tea',
  language: 'en',
  tags: [],
  source: 'Water first.',
  publishedAt: null,
}

describe('an article that is checked', () => {
  test('is given back tidied: composed, without spaces around, each tag once however it is written', () => {
    const checked = checkPost({
      ...tea,
      title: '  Cafe\u0301 ',
      slug: 'cafe\u0301',
      tags: ['Tea', ' tea ', 'TEA', 'green  tea', 'Ａ', ''],
      excerpt: ' ',
      description: ' short ',
    })
    expect(checked).toMatchObject({
      post: {
        title: 'Caf\u00e9',
        slug: 'caf\u00e9',
        tags: ['Tea', 'green tea', 'Ａ'],
        excerpt: null,
        description: 'short',
      },
    })
  })

  test.each([
    ['title', '', 'missing'],
    ['title', 'x'.repeat(501), 'long'],
    ['title', 'a\nb', 'strange'],
    ['title', 'a\u202eb', 'strange'],
    ['slug', '', 'missing'],
    ['slug', 'a/b', 'slug'],
    ['slug', '..', 'slug'],
    ['slug', 'admin', 'reserved'],
    ['slug', 'x'.repeat(201), 'long'],
    ['language', 'en_US', 'language'],
    ['tags', ['x'.repeat(101)], 'long'],
    ['tags', Array.from({ length: 101 }, (_, n) => `t${n}`), 'many'],
    ['source', 'a\0b', 'strange'],
    ['source', '\ud800', 'strange'],
    ['excerpt', 'x'.repeat(1001), 'long'],
    ['description', 'x'.repeat(501), 'long'],
    ['canonical', 'javascript:alert(1)', 'address'],
    ['canonical', '/here', 'address'],
    ['cover', { address: 'https://elsewhere.example/a.jpg', alt: '', x: 50, y: 50 }, 'picture'],
    ['cover', { address: '/media/AAAAAAAAAAAAAAAAAAAAAA/film.mp4', alt: '', x: 50, y: 50 }, 'picture'],
    [
      'cover',
      { address: '/media/AAAAAAAAAAAAAAAAAAAAAA/9x9.webp', alt: 'x'.repeat(1001), x: 0, y: 0 },
      'long',
    ],
    ['comments', { until: 'days', days: 0 }, 'days'],
    ['publishedAt', new Date(Number.NaN), 'time'],
    ['publishedAt', new Date('+012026-01-01T00:00:00Z'), 'time'],
  ] as const)('is refused for its %s: %j', (field, value, problem) => {
    expect(checkPost({ ...tea, [field]: value })).toEqual({ problems: { [field]: problem } })
  })

  test('may have two MiB of text, counted as bytes, and not one more', () => {
    const most = '茶'.repeat(Math.floor(postLimits.sourceBytes / 3))
    expect(checkPost({ ...tea, source: most })).toHaveProperty('post')
    expect(checkPost({ ...tea, source: `${most}茶` })).toEqual({ problems: { source: 'long' } })
  })

  test('is told everything that is wrong at once', () => {
    const checked = checkPost({ ...tea, title: '', slug: 'a b', language: '?' })
    expect(checked).toEqual({ problems: { title: 'missing', slug: 'slug', language: 'language' } })
  })
})
