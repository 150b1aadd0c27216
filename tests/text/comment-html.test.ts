import { expect, test } from 'vitest'
import { commentHtml } from '../../src/text/comment-html.ts'
import { renderInThread } from '../../src/text/comment-thread.ts'
import { isShortProse } from '../../src/text/markdown-bounds.ts'
import { offListInComment } from './allow-lists.ts'

/** Within the bounds, and far beyond the deadline: it is the parser that must be stopped. */
const stalling = '*a_ '.repeat(200_000)

/** Too long to be read by any but the thread. */
const long = (text: string) => text + ' and so on'.repeat(100)
const longHtml = (html: string) => `<p>${long(html)}</p>\n`

const reader = '203.0.113.7'
const another = '203.0.113.8'

test('a comment becomes HTML', async () => {
  expect(await commentHtml('**Hello**', reader)).toBe('<p><strong>Hello</strong></p>\n')
})

test.each([
  'Thank you! Where did you find the figure for *2019*?\nI remember another one.',
  'See https://example.org/figures, www.example.org and [this](https://example.org "a title").',
  '> quoted\n\nand answered, by anna@example.org',
  '1 2. three\n    four',
  '照片在哪里？**这里**。',
])('short prose is read at once, and as a thread reads it: %j', async source => {
  const [atOnce, inThread] = await Promise.all([commentHtml(source, reader), renderInThread(source)])
  expect(isShortProse(source)).toBe(true)
  expect(atOnce).toBe(inThread)
})

test.each([
  ['long', 'so '.repeat(300)],
  ['with many marks', '*a '.repeat(25)],
  ['with many lines', 'a\n'.repeat(25)],
  ['with many numbers that may begin a list', '1. '.repeat(25)],
])('a text that is %s is left to the thread, which can be stopped', (_, source) => {
  expect(isShortProse(source)).toBe(false)
})

test('many comments at once each get their own', async () => {
  const numbers = Array.from({ length: 60 }, (_, number) => number)
  const answers = await Promise.all(
    numbers.map(number => commentHtml(long(`*${number}*`), `client ${number}`)),
  )
  expect(answers).toEqual(numbers.map(number => longHtml(`<em>${number}</em>`)))
})

test('a comment that the parser is stuck on is shown as typed, and the next is rendered well', async () => {
  const [stuck, next] = await Promise.all([
    commentHtml(stalling, reader),
    commentHtml(long('*next*'), another),
  ])
  expect(stuck).toBe(`<p>${stalling.trim()}</p>\n`)
  expect(next).toBe(longHtml('<em>next</em>'))
})

test('who sends sixty texts that stall waits for themselves, and another reader for one of them', async () => {
  const theirs = Array.from({ length: 60 }, () => commentHtml(stalling, reader))
  expect(await commentHtml(long('*patient*'), another)).toBe(longHtml('<em>patient</em>'))
  expect(new Set(await Promise.all(theirs))).toEqual(new Set([`<p>${stalling.trim()}</p>\n`]))
})

test('an answer that is there counts, however late this thread looks', async () => {
  await commentHtml(long('warm'), reader)
  const html = commentHtml(long('*there*'), reader)
  await Promise.resolve().then(() => Promise.resolve())
  const until = performance.now() + 1_200
  while (performance.now() < until);
  expect(await html).toBe(longHtml('<em>there</em>'))
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
  const html = await commentHtml(source, reader)
  expect(html).not.toBe('')
  expect(offListInComment(html)).toEqual([])
})
