import { expect, test } from 'vitest'
import { commentHtml } from '../../src/text/comment-html.ts'
import { offListInComment } from './allow-lists.ts'

/** Within the bounds, and far beyond the deadline: it is the parser that must be stopped. */
const stalling = '*a_ '.repeat(200_000)

test('a comment becomes HTML', async () => {
  expect(await commentHtml('**Hello**')).toBe('<p><strong>Hello</strong></p>\n')
})

test('many comments at once each get their own', async () => {
  const numbers = Array.from({ length: 200 }, (_, number) => number)
  const answers = await Promise.all(numbers.map(number => commentHtml(`*${number}*`)))
  expect(answers).toEqual(numbers.map(number => `<p><em>${number}</em></p>\n`))
})

test('a comment that the parser is stuck on is shown as typed, and the next is rendered well', async () => {
  const [stuck, next, last] = await Promise.all([
    commentHtml(stalling),
    commentHtml('*next*'),
    commentHtml('*last*'),
  ])
  expect(stuck).toBe(`<p>${stalling.trim()}</p>\n`)
  expect(next).toBe('<p><em>next</em></p>\n')
  expect(last).toBe('<p><em>last</em></p>\n')
})

test('the time a comment may take is not spent by those that wait before it', async () => {
  const answers = await Promise.all([commentHtml(stalling), commentHtml(stalling), commentHtml('*patient*')])
  expect(answers[2]).toBe('<p><em>patient</em></p>\n')
})

test('an answer that is there counts, however late this thread looks', async () => {
  await commentHtml('warm')
  const html = commentHtml('*there*')
  await Promise.resolve().then(() => Promise.resolve())
  const until = performance.now() + 400
  while (performance.now() < until);
  expect(await html).toBe('<p><em>there</em></p>\n')
})

test.each([
  ['stars', `${'*'.repeat(65_536)}a${'*'.repeat(10)}`],
  ['quotes', '>'.repeat(10_000)],
  ['quotes with spaces', '> '.repeat(10_000)],
  ['lists in lists', '1. '.repeat(3_200)],
  ['dashes', '- '.repeat(10_000)],
  ['brackets', '['.repeat(20_000)],
  ['pictures', '!['.repeat(10_000)],
  ['links without an end', '[a](b'.repeat(4_000)],
  ['links without an end, and one', `${'[a](b'.repeat(4_000)})`],
  ['backticks', Array.from({ length: 190 }, (_, length) => '`'.repeat(length)).join(' ')],
  ['tags without an end', '<a '.repeat(6_000)],
  ['emphasis in emphasis', '*a **b '.repeat(2_800)],
  ['emphasis opened and closed', `${'*a **b '.repeat(1_400)}${'c** d* '.repeat(1_400)}`],
  ['underscores', '_a __b '.repeat(2_800)],
  ['deep lists', Array.from({ length: 140 }, (_, depth) => `${'  '.repeat(depth)}- x`).join('\n')],
  ['page addresses', 'http://'.repeat(2_800)],
  ['definitions', '[a]: b\n'.repeat(2_800)],
])('hostile Markdown is answered: %s', async (_, source) => {
  const html = await commentHtml(source)
  expect(html).not.toBe('')
  expect(offListInComment(html)).toEqual([])
})
