import { describe, expect, test } from 'vitest'
import { testBlog } from '../support/blog.ts'
import { problemsIn } from './html-problems.ts'
import { furnish, pages } from './pages.ts'

const blog = testBlog()

describe.each(['en', 'zh-CN'])('in %s', language => {
  test.each(pages)('the HTML is valid: %s', async (_, status, open) => {
    await furnish(blog())
    const answer = await open(blog().visitor({ headers: { 'accept-language': language } }), blog())
    expect(answer.status).toBe(status)
    expect(await problemsIn(answer.html)).toEqual([])
  })
})
