import { sql } from 'kysely'
import { type Challenge, solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { describe, expect, test } from 'vitest'
import { forgetOldProofs } from '../../src/spam/proof.ts'
import { testBlog } from '../support/blog.ts'
import { setSettings } from '../support/settings.ts'
import { join } from '../support/staff.ts'
import { mara } from '../support/visitor.ts'

const blog = testBlog()
const db = () => blog().database.db

/** The work that an article's address gives out, done as a browser does it: what the form then has. */
async function solved(slug: string): Promise<string> {
  const answer = await blog().visitor().get(`/${slug}/comments/challenge`)
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'private, no-store'])
  const challenge: Challenge = JSON.parse(answer.html)
  return JSON.stringify({ challenge, solution: await solveChallenge({ challenge, deriveKey }) })
}

async function stored(id: number): Promise<{ status: string; reasons: string[] }> {
  return db()
    .selectFrom('comments as c')
    .innerJoin('private.moderation_log as l', 'l.id', 'c.step')
    .select(['c.status', 'l.reasons'])
    .where('c.id', '=', id)
    .executeTakeFirstOrThrow()
}

const shown = { status: 'approved', reasons: [] }
const waits = { status: 'pending', reasons: ['no proof of work'] }

describe('proof of work', () => {
  test('is asked for by no page and of nobody until the host wants it', async () => {
    await setSettings(db(), { trust_after: 0 })
    const slug = await blog().publish()
    expect((await blog().visitor().get(`/${slug}/comments/challenge`)).status).toBe(204)
    expect(await stored(await blog().visitor().comment(slug, mara))).toEqual(shown)
    const before = (await blog().visitor().get(`/${slug}`)).html
    await setSettings(db(), { proof_of_work: 'always' })
    expect((await blog().visitor().get(`/${slug}`)).html).toBe(before)
  })

  test('counts once, for the article that it was asked for; without it a comment waits, however it is edited', async () => {
    await setSettings(db(), { trust_after: 0, proof_of_work: 'always', comments_per_minute: 100 })
    const slug = await blog().publish()
    const other = await blog().publish({ slug: 'coffee' })
    const proof = await solved(slug)
    const send = (to: string, comment: string, fields = {}) =>
      blog()
        .visitor()
        .comment(to, { ...mara, comment, ...fields })
    expect(await stored(await send(other, 'Elsewhere', { proof }))).toEqual(waits)
    expect(await stored(await send(slug, 'First', { proof }))).toEqual(shown)
    expect(await stored(await send(slug, 'Second', { proof }))).toEqual(waits)
    for (const made of [
      '{}',
      '{"challenge":{"parameters":{"nonce":"1"},"signature":"1"},"solution":{}}',
      'x',
    ])
      expect(await stored(await send(slug, made, { proof: made }))).toEqual(waits)
    const forged = proof.replace(/"post":\d+/, `"post":1`).replace(/"until":\d+/, '"until":9999999999')
    expect(await stored(await send(slug, 'Forged', { proof: forged }))).toEqual(waits)

    const reader = blog().visitor()
    const id = await reader.comment(slug, { ...mara, comment: 'Without' })
    await reader.fill(`/comments/${id}/revision`, { comment: 'Without, in other words' })
    expect(await stored(id)).toEqual({ status: 'pending', reasons: ['edited', 'no proof of work'] })
    const queue = await (await join(blog(), 'moderator')).get('/admin/comments')
    expect(queue.html).toContain('without proof of work')
  })

  test('is not asked of who is trusted, nor of who runs the blog', async () => {
    await setSettings(db(), { proof_of_work: 'always' })
    const slug = await blog().publish()
    const reader = blog().visitor()
    await blog().approve(await reader.comment(slug, mara))
    expect(await stored(await reader.comment(slug, { ...mara, comment: 'Again' }))).toEqual(shown)
    const moderator = await join(blog(), 'moderator')
    expect((await moderator.get(`/${slug}/comments/challenge`)).status).toBe(204)
  })

  test('counts only in time, and is forgotten after it', async () => {
    const use = async (until: number) => {
      const { rows } = await sql<{ used: boolean }>`
        select private.use_challenge(${String(until)}, ${until}) as used`.execute(db())
      return rows[0]?.used
    }
    expect([await use(1_700_000_000), await use(4_000_000_000), await use(4_000_000_000)]).toEqual([
      false,
      true,
      false,
    ])
    await db()
      .updateTable('private.used_challenges')
      .set({ expires: new Date(0) })
      .execute()
    await forgetOldProofs(db())
    expect(await use(4_000_000_000)).toBe(true)
  })
})
