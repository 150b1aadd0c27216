import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { makeApp } from '../../src/app.ts'
import { keyRing } from '../../src/keys.ts'
import { testBlog } from '../support/blog.ts'
import { join, password, staff } from '../support/staff.ts'
import { lin, makeVisitor, mara, type Visitor } from '../support/visitor.ts'

const blog = testBlog()

const avatarsOn = async (visitor: Visitor) =>
  [...(await visitor.get('/tea')).html.matchAll(/src="\/avatars\/([^"]+)\.svg"/g)].map(
    match => match[1] ?? '',
  )

/** The avatars of comments that were written in one browser. */
async function avatarsOf(...comments: Record<string, string>[]): Promise<string[]> {
  await blog().publish()
  const reader = blog().visitor()
  const ids: number[] = []
  for (const [place, fields] of comments.entries())
    ids.push(await reader.comment('tea', { ...mara, comment: `Thought ${place}`, ...fields }))
  await blog().approve(...ids)
  return avatarsOn(blog().visitor())
}

describe('an avatar’s seed', () => {
  test('is the same for one address in one browser, whatever the name or the case, and another for another', async () => {
    const [first, other, same] = await avatarsOf(mara, lin, {
      ...mara,
      comment: 'Again',
      name: 'M. L.',
      email: 'MARA@Lindqvist.Example',
    })
    expect(same).toBe(first)
    expect(other).not.toBe(first)
  })

  test('holds nothing of the address that somebody without the site’s key could compute', async () => {
    const [seed = ''] = await avatarsOf(mara)
    expect(seed).toMatch(/^[0-9a-f]{16}$/)
    for (const algorithm of ['md5', 'sha1', 'sha256', 'sha512'])
      for (const text of [mara.email, mara.email.toUpperCase(), mara.name, `mailto:${mara.email}`])
        expect(createHash(algorithm).update(text).digest('hex')).not.toContain(seed)
  })

  test('is one’s own for who runs the blog, in whatever browser', async () => {
    const first = await join(blog(), 'moderator')
    await blog().publish()
    await first.comment('tea', { comment: 'From the desk' })
    const elsewhere = blog().visitor()
    await elsewhere.post('/sign-in', { email: staff.moderator.email, password })
    await elsewhere.comment('tea', { comment: 'From the train' })
    const [desk, train] = await avatarsOn(blog().visitor())
    expect(train).toBe(desk)
  })

  test('is another under the key of another site', async () => {
    const [seed] = await avatarsOf(mara)
    const secretKey = 'another secret of forty characters, too.'
    const keys = keyRing(secretKey, [])
    const elsewhere = makeVisitor(makeApp({ ...blog().services, keys }))
    await blog().approve(await elsewhere.comment('tea', { ...mara, comment: 'Elsewhere' }))
    const [first, second] = await avatarsOn(blog().visitor())
    expect(first).toBe(seed)
    expect(second).toMatch(/^[0-9a-f]{16}$/)
    expect(second).not.toBe(seed)
  })

  test('is gone from the page with a comment that is withdrawn', async () => {
    await blog().publish()
    const author = blog().visitor()
    const id = await author.comment('tea', mara)
    await blog().approve(id)
    const [seed = ''] = await avatarsOn(author)
    await author.post(`/comments/${id}/withdrawal`, {})
    const row = await blog().database.db.selectFrom('comments').select('avatar').executeTakeFirstOrThrow()
    expect(row.avatar).not.toBe(seed)
  })
})
