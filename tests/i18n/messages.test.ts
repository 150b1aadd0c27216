import { describe, expect, test } from 'vitest'
import { chooseLanguage, languages, messagesIn } from '../../src/i18n/messages.ts'
import { testBlog } from '../support/blog.ts'
import { textsOf } from './texts-of.ts'

/** Words that are the same in both languages, by the way to them. */
const shared: Record<string, string[]> = {
  de: [
    ...['form.name', 'form.website', 'comments.staff', 'signIn.name', 'admin.heading'],
    ...['admin.statuses.spam', 'admin.actions.spam', 'admin.keys.s'],
    ...['system.nav', 'system.heading'],
    ...['site.navigation', 'settings.about.navigation.label', 'settings.about.logo.label'],
    ...['profile.name', 'profile.links'],
    ...['spam.tryName', 'spam.tryWebsite'],
    ...['privacy.cookies', 'privacy.cookie'],
    ...['account.passkey', 'account.passkeys', 'account.code'],
  ],
}

const english = new Map(textsOf(messagesIn('en')))

describe.each(languages.filter(language => language !== 'en'))('%s', language => {
  const texts = new Map(textsOf(messagesIn(language)))

  test('says everything that English says, and nothing in English', () => {
    expect([...texts.keys()].sort()).toEqual([...english.keys()].sort())
    const left = [...texts].filter(
      ([way, text]) =>
        text === english.get(way) &&
        !shared[language]?.includes(way) &&
        /\p{L}{3}/u.test(text.replace(/SITE|LAST/g, '')),
    )
    expect(left).toEqual([])
  })

  test('leaves no text empty, forgets no argument, and holds no markup', () => {
    for (const [way, text] of texts) {
      const said = english.get(way) ?? ''
      expect(`${way}: ${text}`).not.toMatch(/: \s*$|undefined|NaN|<[a-z/]/)
      expect(`${way}: ${text.includes('7')}`).toBe(`${way}: ${said.includes('7')}`)
      expect(`${way}: ${text.includes('SITE')}`).toBe(`${way}: ${said.includes('SITE')}`)
    }
  })
})

test.each([
  ['en', '1 comment', '2 comments'],
  ['de', '1 Kommentar', '2 Kommentare'],
  ['ja', 'コメント 1件', 'コメント 2件'],
  ['zh-CN', '1 条评论', '2 条评论'],
])('%s counts one comment and several', (language, one, several) => {
  const { count } = messagesIn(language).comments
  expect([count(1), count(2)]).toEqual([one, several])
})

test('the form reads in Chinese as its readers know it', () => {
  const { comments, form } = messagesIn('zh-CN')
  expect([comments.heading, form.heading, form.emailNote, form.requiredNote]).toEqual([
    '评论',
    '发表回复',
    '您的邮箱地址不会被公开。',
    '必填项已用 * 标注',
  ])
  expect([form.comment, form.name, form.email, form.website, form.submit]).toEqual([
    '评论',
    '显示名称',
    '邮箱',
    '网站',
    '发表评论',
  ])
  expect(form.remember).toBe('在此浏览器中保存我的显示名称、邮箱地址和网站地址，以便下次评论时使用。')
  expect(comments.pending).toBe('您的评论正在等待审核。')
})

describe('a reader’s language', () => {
  test.each([
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
    ['zh', 'zh-CN'],
    ['zh-Hans-CN', 'zh-CN'],
    ['zh-SG', 'zh-CN'],
    ['de-AT', 'de'],
    ['ja-JP', 'ja'],
    ['en-GB', 'en'],
    ['fr, de;q=0.5', 'de'],
    ['en;q=0.2, ja;q=0.9', 'ja'],
    ['fr', 'en'],
    ['*', 'en'],
    ['', 'en'],
    [';;;=,q=', 'en'],
    ['x'.repeat(10_000), 'en'],
    ['de;q=0, ja', 'ja'],
    // Traditional Chinese is not shipped: their next wish counts, or else the site’s language.
    ['zh-TW', 'en'],
    ['zh-Hant-HK, ja;q=0.5', 'ja'],
    ['zh-TW, zh;q=0.9, en;q=0.8', 'zh-CN'],
  ])('for "%s" is %s', (accepted, language) => {
    expect(chooseLanguage(undefined, accepted, 'en')).toBe(language)
  })

  test('is the one they chose, before all; the site’s, where they want none that is shipped', () => {
    expect(chooseLanguage('ja', 'de', 'en')).toBe('ja')
    expect(chooseLanguage('tlh', 'de', 'en')).toBe('de')
    expect(chooseLanguage(undefined, 'fr', 'zh-CN')).toBe('zh-CN')
    expect(chooseLanguage(undefined, undefined, 'nowhere')).toBe('en')
  })
})

describe('a page', () => {
  const blog = testBlog()

  test('is in the reader’s language around an article that keeps its own', async () => {
    const slug = await blog().publish()
    const answer = await blog()
      .visitor({ headers: { 'accept-language': 'ja' } })
      .get(`/${slug}`)
    expect(answer.html).toContain('<html lang="ja">')
    expect(answer.html).toContain('<article class="post" lang="en">')
    expect(answer.headers.get('content-language')).toBe('ja')
    expect(answer.headers.get('vary')).toBe('Accept-Encoding, Accept-Language, Cookie')
  })

  test('follows the choice of its reader from then on', async () => {
    const slug = await blog().publish()
    const reader = blog().visitor({ headers: { 'accept-language': 'ja' } })
    await reader.post('/preferences', { language: 'de', theme: 'dark', return: `/${slug}` })
    expect((await reader.get(`/${slug}`)).html).toContain('<html lang="de" data-theme="dark">')
  })
})

test.each(['en', 'de', 'ja', 'zh-CN'])('a long wait is told in minutes, in %s', language => {
  const { signIn } = messagesIn(language)
  expect(signIn.tooFastHint(841)).toContain('15')
  expect(signIn.tooFastHint(841)).not.toContain('841')
  expect(signIn.tooFastHint(120)).toContain('120')
})

test('German has one word for who is trusted', () => {
  const texts = textsOf(messagesIn('de')).filter(([, text]) => /vertrauenswürdig/i.test(text))
  expect(texts).toEqual([])
})
