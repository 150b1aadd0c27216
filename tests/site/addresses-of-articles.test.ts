import { describe, expect, test } from 'vitest'
import { isSlug, slugFrom } from '../../src/urls.ts'
import { testBlog } from '../support/blog.ts'
import { converse } from '../support/conversation.ts'
import { mara } from '../support/visitor.ts'

const blog = testBlog()

const titleOf = (html: string) => /<h1>(.*?)<\/h1>/.exec(html)?.[1]

describe('An article is found', () => {
  test.each([
    ['taken apart', 'caf\u00e9-noir', '/cafe\u0301-noir'],
    ['in Vietnamese, taken apart', 'ti\u1ebfng-vi\u1ec7t', `/${'tiếng-việt'.normalize('NFD')}`],
    ['in Hangul, taken apart', '한국어', `/${'한국어'.normalize('NFD')}`],
    ['in kana, taken apart', 'ガイド', `/${'ガイド'.normalize('NFD')}`],
    ['in Hindi', 'क़लम', `/${'क़लम'.normalize('NFC')}`],
    ['as it is', 'tea', '/tea'],
  ])('whose address is written %s', async (_, slug, path) => {
    await blog().publish({ slug, title: 'Found' })
    for (const address of [path, encodeURI(path)]) {
      const { status, html } = await blog().visitor().get(address)
      expect([status, titleOf(html)]).toEqual([200, 'Found'])
    }
  })

  test.each([
    ['in capitals', 'welcome', '/WELCOME'],
    ['in mixed case, with its query', 'welcome', '/Welcome?from=1', '?from=1'],
    ['in Greek capitals', 'αθήνα', '/ΑΘΉΝΑ'],
    ['in Cyrillic capitals, taken apart', 'чай', `/${'ЧАЙ'.normalize('NFD')}`],
    ['in Turkish capitals', 'çay', '/ÇAY'],
  ])('is led to, whose address is written %s', async (_, slug, path, search = '') => {
    await blog().publish({ slug, title: 'Found' })
    const { status, headers } = await blog().visitor().get(encodeURI(path))
    expect([status, headers.get('location')]).toEqual([301, `/${encodeURIComponent(slug)}${search}`])
  })

  test.each([
    ['/tea/', '/tea'],
    ['/tea///', '/tea'],
    ['/tea/?from=2', '/tea?from=2'],
    ['/tags/green/', '/tags/green'],
    ['/tea/comments/', '/tea/comments'],
    ['/sign-in/', '/sign-in'],
    ['/nothing/', '/nothing'],
  ])('without the slash at its end: %s leads to %s', async (path, target) => {
    await blog().publish({ slug: 'tea', tags: ['green'] })
    const { status, headers } = await blog().visitor().get(path)
    expect([status, headers.get('location')]).toEqual([301, target])
  })
})

describe('A tag of more than one word is found, whose address is written', () => {
  test.each([
    ['in capitals', 'Green Tea', '/tags/Green-Tea', '/tags/green-tea'],
    ['taken apart', 'Café noir', `/tags/${'café-noir'.normalize('NFD')}`, '/tags/caf%C3%A9-noir'],
    ['in capitals with an accent', 'Café noir', '/tags/CAFÉ-NOIR', '/tags/caf%C3%A9-noir'],
    ['as for a feed', 'Green Tea', '/tags/GREEN-TEA/feed/atom', '/tags/green-tea/feed/atom'],
    ['in the Turkish capital', 'İstanbul', '/tags/İSTANBUL', '/tags/istanbul'],
  ])('%s', async (_, tag, path, target) => {
    await blog().publish({ slug: 'tea', tags: [tag] })
    const { status, headers } = await blog().visitor().get(encodeURI(path))
    expect([status, headers.get('location')]).toEqual([301, target])
  })
})

describe('An article is not found', () => {
  test.each([
    ['without its accent', 'café', '/cafe'],
    ['in compatibility letters', 'tea', '/ｔｅａ'],
    ['with an invisible character', 'tea', '/te\u200ba'],
    ['with the other i of Turkish', 'sis', '/sıs'],
    ['by its beginning', 'tea', '/te'],
    ['with a dot', 'tea', '/tea.'],
  ])('%s', async (_, slug, path) => {
    await blog().publish({ slug })
    expect((await blog().visitor().get(encodeURI(path))).status).toBe(404)
  })
})

test('no slash leads to another site', async () => {
  for (const path of ['//elsewhere.example/', '/\\elsewhere.example/', '///', '//'])
    expect((await blog().visitor().get(path)).headers.get('location') ?? '/').toMatch(/^\/(?![/\\])/)
})

test('what once led elsewhere is asked for again: an address may be given back to what had it before', async () => {
  await blog().publish({ slug: 'tea', tags: ['Green Tea'] })
  for (const path of ['/tags/Green%20Tea', '/tags/Green%20Tea/feed/atom']) {
    const { status, headers } = await blog().visitor().get(path)
    expect([status, headers.get('cache-control')]).toEqual([301, 'no-cache'])
  }
})

test('a form is answered at the address that its article was opened by', async () => {
  const slug = await blog().publish({ slug: 'café', title: 'Found' })
  await converse(blog(), slug, [{ text: 'One' }])
  const { status } = await blog()
    .visitor()
    .post(`/${encodeURIComponent('CAFE\u0301')}/comments`, { ...mara, comment: 'Well said.' })
  expect(status).toBe(303)
})

test('two ways to write an address are one article', async () => {
  await blog().publish({ slug: 'cafe\u0301', title: 'First' })
  await blog().publish({ slug: 'CAFÉ', title: 'Second' })
  const { html } = await blog()
    .visitor()
    .get(`/${encodeURIComponent('café')}`)
  expect(titleOf(html)).toBe('Second')
})

test('a slug in its one form is a slug, and stays what it is', () => {
  for (const typed of ['Cafe\u0301', 'ΟΔΟΣ', 'İzmir', 'ẞ', 'A-B-1']) {
    const slug = slugFrom(typed)
    expect([slug, isSlug(slug)]).toEqual([slugFrom(slug), true])
  }
})
