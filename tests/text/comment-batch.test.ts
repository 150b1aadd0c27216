import { afterAll, expect, test } from 'vitest'
import { openCommentBatches } from '../../src/text/comment-batch.ts'

const batches = openCommentBatches()
afterAll(() => batches.close())

test('of many comments the one that the parser is stuck on is shown as typed, the others are rendered well', async () => {
  const stalling = '*a_ '.repeat(800_000)
  const sources = Array.from({ length: 45 }, (_, nth) => (nth === 21 ? stalling : `*${nth}*`))
  expect(await batches.render(sources)).toEqual(
    sources.map((source, nth) => (nth === 21 ? `<p>${source.trim()}</p>\n` : `<p><em>${nth}</em></p>\n`)),
  )
})

test('none of no comments', async () => {
  expect(await batches.render([])).toEqual([])
})

test('who comes after another that went in the middle gets its own comments, and so does who comes after one that is done', async () => {
  for (const isDone of [false, true]) {
    const before = openCommentBatches()
    const going = before.render(['*theirs*', '*too*'])
    if (isDone) await going
    await before.close()
    const after = openCommentBatches()
    expect(await after.render(['*ours*'])).toEqual(['<p><em>ours</em></p>\n'])
    await after.close()
    await going
  }
})
