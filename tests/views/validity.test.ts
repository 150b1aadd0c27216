import { HtmlValidate } from 'html-validate'
import { describe, expect, test } from 'vitest'
import { testBlog } from '../support/blog.ts'
import { furnish, pages } from './pages.ts'

const blog = testBlog()

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // How a tag is spelled is the renderer's; to a browser both spellings are the same page.
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'doctype-style': 'off',
    'void-style': 'off',
    // The box that a wide table scrolls in is a region, but no section of the article.
    'prefer-native-element': ['error', { exclude: ['region'] }],
  },
})

async function problemsIn(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html)
  return results.flatMap(({ messages }) =>
    messages.map(
      ({ ruleId, message, offset }) => `${ruleId}: ${message} … ${html.slice(offset - 60, offset + 100)}`,
    ),
  )
}

describe.each(['en', 'zh-CN'])('in %s', language => {
  test.each(pages)('the HTML is valid: %s', async (_, status, open) => {
    await furnish(blog())
    const answer = await open(blog().visitor({ headers: { 'accept-language': language } }), blog())
    expect(answer.status).toBe(status)
    expect(await problemsIn(answer.html)).toEqual([])
    // What belongs to a form by name stands only where that form is.
    expect(answer.html.includes(' form="comment-form-fields"')).toBe(
      answer.html.includes(' id="comment-form-fields"'),
    )
  })
})
