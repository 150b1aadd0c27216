import { describe, expect, test } from 'vitest'
import { testBlog } from '../support/blog.ts'
import { typed } from './typed.ts'

const blog = testBlog()

describe('posts', () => {
  test('list shows every article, with its day, state, comments and title', async () => {
    await blog().publish()
    await blog().publish({ slug: 'soon', title: 'Soon', status: 'draft', publishedAt: null })
    await blog().publish({ slug: 'later', title: 'Later', publishedAt: new Date('2999-01-01') })
    const { code, lines } = await typed(blog(), 'posts', 'list')
    expect(code).toBe(0)
    expect(lines.splice(1, 1)[0]).toMatch(/^2999-01-01 {2}scheduled +0 comments {2}\/later {2}Later$/)
    expect(lines[0]).toMatch(/^ +draft +0 comments {2}\/soon {2}Soon$/)
    expect(lines[1]).toMatch(/^2026-01-02 {2}published +0 comments {2}\/tea {2}On tea$/)
  })

  test('list says so when there is none', async () => {
    expect((await typed(blog(), 'posts')).lines).toEqual(['There are no articles.'])
  })

  test('delete deletes those there are, and ends with 1 for one that is not', async () => {
    await blog().publish()
    const { code, lines, problems } = await typed(blog(), 'posts', 'delete', 'tea', 'coffee')
    expect({ code, lines, problems }).toEqual({
      code: 1,
      lines: ['/tea is deleted.'],
      problems: ['There is no article "coffee".'],
    })
    expect((await blog().visitor().get('/tea')).status).toBe(404)
  })

  test.each([[['delete']], [['remove', 'tea']]])('%j is refused with how it is used', async args => {
    expect(await typed(blog(), 'posts', ...args)).toMatchObject({
      code: 2,
      problems: ['Usage: posts list | delete SLUG…'],
    })
  })
})

describe('settings', () => {
  test('list shows each with its value', async () => {
    const { code, lines } = await typed(blog(), 'settings')
    expect(code).toBe(0)
    expect(lines).toContain('title                       Afterword')
    expect(lines).toContain('hold_comments               off')
    expect(lines).toContain('thread_depth                5')
    expect(lines.at(-1)).toContain('Blocked email addresses are kept sealed')
  })

  test('set changes one, takes several words for one value, and says what it was and is', async () => {
    const set = async (...words: string[]) => {
      const { code, lines } = await typed(blog(), 'settings', 'set', ...words)
      return [code, ...lines]
    }
    expect(await set('title', 'Tea', 'and', 'Time')).toEqual([0, 'title: Afterword → Tea and Time'])
    expect((await typed(blog(), 'settings')).lines).toContain('title                       Tea and Time')
    expect(await set('thread_depth', '6')).toEqual([0, 'thread_depth: 5 → 6'])
    expect(await set('title', 'Tea and Time')).toEqual([0, 'title is Tea and Time already.'])
    expect(await set('tagline', 'Of water')).toEqual([0, 'tagline: – → Of water'])
  })

  test('set says that what waits is judged again where it is, and that the log of accounts and settings says how many', async () => {
    const judged = expect.stringMatching(
      /^Comments that wait are judged again .* log of accounts and settings says how many\.$/,
    )
    const set = async (...words: string[]) => (await typed(blog(), 'settings', 'set', ...words)).lines
    expect(await set('trust_after', '0')).toEqual(['trust_after: 1 → 0', judged])
    expect(await set('trust_after', '0')).toEqual(['trust_after is 0 already.'])
    expect(await set('held_words', 'pills\ncasino')).toEqual(['held_words: – → pills, casino', judged])
  })

  test.each([
    [['set', 'thread_depth', '50'], 1, 'thread_depth is a whole number from 1 to 10.'],
    [['set', 'language', 'tlh'], 1, 'language is one of de, en, ja, zh-CN.'],
    [['set', 'colour', 'red'], 2, 'There is no setting "colour".'],
    [['set', 'title'], 2, 'Usage: settings'],
    [['get', 'title'], 2, 'Usage: settings'],
  ])('%j changes nothing and says why', async (args, exit, message) => {
    const { code, problems } = await typed(blog(), 'settings', ...args)
    expect(code).toBe(exit)
    expect(problems.join()).toContain(message)
  })
})
