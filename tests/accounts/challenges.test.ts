import { expect, test } from 'vitest'
import {
  findChallenged,
  forgetOldChallenges,
  makeChallenge,
  useChallenge,
} from '../../src/accounts/challenges.ts'
import { testBlog } from '../support/blog.ts'
import { join } from '../support/staff.ts'

const blog = testBlog()

async function moderatorId(): Promise<number> {
  await join(blog(), 'moderator')
  const { id } = await blog()
    .database.db.selectFrom('private.accounts')
    .select('id')
    .executeTakeFirstOrThrow()
  return id
}

test('a challenge is used once, by whom and for what it was made, and by one of two who try at once', async () => {
  const { db } = blog().database
  const account = await moderatorId()
  const token = await makeChallenge(db, 'add passkey', account)
  expect(await useChallenge(db, 'enter code', account, token)).toBe(false)
  expect(await useChallenge(db, 'use passkey', null, token)).toBe(false)
  expect(await useChallenge(db, 'add passkey', account + 1, token)).toBe(false)
  const use = () => useChallenge(db, 'add passkey', account, token)
  expect((await Promise.all([use(), use()])).sort()).toEqual([false, true])
  expect(await use()).toBe(false)
})

test('a challenge is 256 bits, which are stored nowhere, and ends by itself', async () => {
  const { db } = blog().database
  const account = await moderatorId()
  const token = await makeChallenge(db, 'enter code', account)
  expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  expect(JSON.stringify(await db.selectFrom('private.challenges').selectAll().execute())).not.toContain(token)
  expect(await findChallenged(db, 'enter code', token)).toMatchObject({ id: account, name: 'Mo Moderator' })
  await db.updateTable('private.challenges').set({ expires_at: new Date() }).execute()
  expect(await findChallenged(db, 'enter code', token)).toBeNull()
  expect(await useChallenge(db, 'enter code', account, token)).toBe(false)
  await forgetOldChallenges(db)
  expect(await db.selectFrom('private.challenges').selectAll().execute()).toEqual([])
})
