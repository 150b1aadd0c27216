import { expect, test } from 'vitest'
import { makePost, type WrittenPost } from '../../src/text/make-post.ts'
import { madePost } from '../../src/text/post-thread.ts'

const written = (source: string): WrittenPost => ({
  title: 'On kettles',
  tags: ['tea'],
  source,
  language: 'en',
  excerpt: null,
})
const paragraph = 'The kettle *sings*, and “nobody” hears it but me.\n\n'

test('a long article is made in its thread as a short one is here', async () => {
  const post = written(paragraph.repeat(200))
  expect(await madePost(post, 'ada')).toEqual(makePost({ post, isPlain: false }))
})

test('one that takes too long stands as it was typed, and the next one finds a thread', async () => {
  const tangled = await madePost(written(paragraph.repeat(4_000)), 'ada', 1)
  expect(tangled.isPlain).toBe(true)
  expect(tangled.html.startsWith('<p>The kettle *sings*')).toBe(true)
  expect(tangled.terms).toContain('kettle')
  expect((await madePost(written(paragraph.repeat(200)), 'ada')).isPlain).toBe(false)
})

test('one whose Markdown is known to be too much is not tried', async () => {
  expect((await madePost(written('*'.repeat(5_000)), 'ada', 0)).isPlain).toBe(true)
  expect((await madePost(written('*'.repeat(1_200)), 'ada')).isPlain).toBe(true)
})

test('others go on while one is made', async () => {
  const order: string[] = []
  const made = madePost(written(paragraph.repeat(4_000)), 'ada').then(() => order.push('made'))
  setImmediate(() => order.push('something else'))
  await made
  expect(order).toEqual(['something else', 'made'])
})
