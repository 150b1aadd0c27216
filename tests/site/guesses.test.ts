import { describe, expect, test } from 'vitest'
import { testBlog } from '../support/blog.ts'
import { type Answer, mara, tomas, type Visitor } from '../support/visitor.ts'

const blog = testBlog()

/** Comments on the article that Mara commented on, under an address that may be hers. */
async function guess(stranger: Visitor, fields: Record<string, string>): Promise<Answer> {
  const answer = await stranger.post('/tea/comments', fields)
  return answer.status === 303 ? stranger.get('/tea') : answer
}

async function maraCommented(): Promise<{ reader: Visitor; seed: string }> {
  await blog().publish()
  const reader = blog().visitor()
  const id = await reader.comment('tea', mara)
  await blog().approve(id)
  const [seed = ''] = seedsOn(await blog().visitor().get('/tea'))
  return { reader, seed }
}

const seedsOn = ({ html }: Answer) =>
  [...html.matchAll(/\/avatars\/([0-9a-f]+)\.svg/g)].map(match => match[1])

describe('who tries out whether an address is that of a comment’s author', () => {
  test('sees another picture beside their pending comment, right or wrong', async () => {
    const { seed } = await maraCommented()
    for (const email of [mara.email, tomas.email]) {
      const page = await guess(blog().visitor(), { ...mara, email, comment: `Is it ${email.length}?` })
      expect(seedsOn(page)).toHaveLength(2)
      expect(seedsOn(page).filter(other => other === seed)).toHaveLength(1)
    }
  })

  test('is answered alike when they send the comment’s own words, right or wrong', async () => {
    await maraCommented()
    for (const email of [mara.email, tomas.email]) {
      const page = await guess(blog().visitor(), { ...mara, email })
      expect([page.status, page.html.split(mara.comment).length]).toEqual([200, 3])
    }
  })

  test('is answered alike when they edit a comment of theirs into those words', async () => {
    await maraCommented()
    for (const email of [mara.email, tomas.email]) {
      const stranger = blog().visitor()
      const id = await stranger.comment('tea', { ...mara, email, comment: 'Something else' })
      const answer = await stranger.fill(`/comments/${id}/revision`, { comment: mara.comment })
      expect(answer.status).toBe(303)
    }
  })

  test('learns nothing by a mark that is made up', async () => {
    const { seed } = await maraCommented()
    for (const mark of ['', 'AAAAAAAAAAAAAAAAAAAAAA', 'null']) {
      const stranger = blog().visitor()
      stranger.cookies.set('browser', mark)
      const page = await guess(stranger, mara)
      expect([page.status, seedsOn(page).filter(other => other === seed).length]).toEqual([200, 1])
    }
  })
})

test('who wrote a comment keeps their picture in their browser, and is led to what they said already', async () => {
  const { reader, seed } = await maraCommented()
  expect(seedsOn(await guess(reader, mara))).toEqual([seed])
  expect(seedsOn(await guess(reader, { ...mara, comment: 'One more' }))).toEqual([seed, seed])
})
