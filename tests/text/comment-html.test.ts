import { expect, test } from 'vitest'
import { commentHtml } from '../../src/text/comment-html.ts'
import { offListInComment } from './allow-lists.ts'

/** Within the bounds, and far beyond the deadline: it is the parser that must be stopped. */
const stalling = '*a_ '.repeat(200_000)

const reader = '203.0.113.7'
const another = '203.0.113.8'

test('a comment becomes HTML', async () => {
  expect(await commentHtml('**Hello**', reader)).toBe('<p><strong>Hello</strong></p>\n')
})

test('many comments at once each get their own', async () => {
  const numbers = Array.from({ length: 60 }, (_, number) => number)
  const answers = await Promise.all(numbers.map(number => commentHtml(`*${number}*`, `client ${number}`)))
  expect(answers).toEqual(numbers.map(number => `<p><em>${number}</em></p>\n`))
})

test('a comment that the parser is stuck on is shown as typed, and the next is rendered well', async () => {
  const [stuck, next] = await Promise.all([commentHtml(stalling, reader), commentHtml('*next*', another)])
  expect(stuck).toBe(`<p>${stalling.trim()}</p>\n`)
  expect(next).toBe('<p><em>next</em></p>\n')
})

test('who sends sixty texts that stall waits for themselves, and another reader for one of them', async () => {
  const theirs = Array.from({ length: 60 }, () => commentHtml(stalling, reader))
  expect(await commentHtml('*patient*', another)).toBe('<p><em>patient</em></p>\n')
  expect(new Set(await Promise.all(theirs))).toEqual(new Set([`<p>${stalling.trim()}</p>\n`]))
})

test('an answer that is there counts, however late this thread looks', async () => {
  await commentHtml('warm', reader)
  const html = commentHtml('*there*', reader)
  await Promise.resolve().then(() => Promise.resolve())
  const until = performance.now() + 1_200
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
  const html = await commentHtml(source, reader)
  expect(html).not.toBe('')
  expect(offListInComment(html)).toEqual([])
})
