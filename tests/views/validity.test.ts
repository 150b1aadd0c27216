import { describe, expect, test } from 'vitest'
import { furnishedBlog, testBlog, type TestBlog } from '../support/blog.ts'
import { problemsIn } from './html-problems.ts'
import { furnish, otherPages, readPages } from './pages.ts'

type Open = (typeof readPages)[number][2]

const languages = ['en', 'zh-CN']

/** What is wrong with a page in each language, asked for by a reader of its own. */
async function found(blog: TestBlog, open: Open) {
  const all = []
  for (const [place, language] of languages.entries()) {
    const reader = blog.visitor({ ip: `198.51.100.${20 + place}`, headers: { 'accept-language': language } })
    const { status, html } = await open(reader, blog)
    all.push({ language, status, problems: await problemsIn(html) })
  }
  return all
}

const nothingWith = (status: number) => languages.map(language => ({ language, status, problems: [] }))

describe('whoever reads', () => {
  const blog = furnishedBlog(async blog => {
    await furnish(blog)
    return blog
  })

  test.each(readPages)('the HTML is valid: %s', async (_, status, open) => {
    expect(await found(blog(), open)).toEqual(nothingWith(status))
  })
})

describe('whoever does more', () => {
  const blog = testBlog()

  test.each(otherPages)('the HTML is valid: %s', async (_, status, open) => {
    await furnish(blog())
    expect(await found(blog(), open)).toEqual(nothingWith(status))
  })
})
