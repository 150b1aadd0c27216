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
