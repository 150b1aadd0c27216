import { describe, expect, test } from 'vitest'
import { drawAvatar } from '../../src/site/avatars.ts'
import { testBlog } from '../support/blog.ts'

const blog = testBlog()
const seeds = Array.from({ length: 200 }, (_, place) =>
  (place * 0x9e3779b97f4a7).toString(16).padStart(16, '0'),
)

describe('an avatar', () => {
  test('is the same for one seed, and seldom for two', () => {
    const drawings = new Set(seeds.map(drawAvatar))
    expect(seeds.map(drawAvatar).every(drawing => drawings.has(drawing))).toBe(true)
    expect(drawings.size).toBeGreaterThan(seeds.length * 0.95)
  })

  test('holds shapes alone: no word, no address, no script, and less than a kilobyte', () => {
    for (const drawing of seeds.map(drawAvatar)) {
      expect(drawing.replaceAll('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(
        /http|script|<text|style/,
      )
      expect(drawing).not.toMatch(/NaN|undefined/)
      expect(drawing.length).toBeLessThan(1000)
    }
  })

  test('is drawn for any seed, and for nothing else', async () => {
    const visitor = blog().visitor()
    const answer = await visitor.get('/avatars/00112233445566ff.svg')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('image/svg+xml')
    for (const path of ['/avatars/0011.svg', '/avatars/zz112233445566ff.svg', '/avatars/00112233445566ff'])
      expect((await visitor.get(path)).status).toBe(404)
  })
})
