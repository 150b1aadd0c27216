import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { forgetStrayContacts } from '../../src/readers/contacts.ts'
import { forgetOldOrigins } from '../../src/readers/personal-data.ts'
import { testBlog } from '../support/blog.ts'
import { converse, thoughts } from '../support/conversation.ts'

const blog = testBlog()
const untilAllIsDone = () => true
/** A portion, and then no other. */
const onePortion = () => {
  let asked = 0
  return () => asked++ === 0
}

/** More comments of each age than are looked at in the first portion, the young ones in between. */
async function commentsOfAllAges() {
  const { db } = blog().database
  const slug = await blog().publish()
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)
  const said = thoughts(300).map((saying, nth) => ({ ...saying, at: daysAgo(nth % 2 === 0 ? 31 : 29) }))
  const ids = await converse(blog(), slug, said)
  await db
    .insertInto('private.origins')
    .values(ids.map(id => ({ comment_id: id, ip: '192.0.2.7', user_agent: 'Mozilla/5.0', who: 'somebody' })))
    .execute()
  return { old: ids.filter((_, nth) => nth % 2 === 0), young: ids.filter((_, nth) => nth % 2 === 1) }
}

/** The comments of which it is known where they came from, by their addresses or browsers. */
async function known(): Promise<number[]> {
  const rows = await blog()
    .database.db.selectFrom('private.origins')
    .select('comment_id')
    .where(eb => eb.or([eb('ip', 'is not', null), eb('user_agent', 'is not', null)]))
    .orderBy('comment_id')
    .execute()
  return rows.map(row => row.comment_id)
}

test('the addresses and browsers of all comments that are older than the setting says are forgotten, and of no other', async () => {
  const { young } = await commentsOfAllAges()
  await forgetOldOrigins(blog().database.db, 30, untilAllIsDone)
  expect(await known()).toEqual(young)
})

test('a stop in the middle leaves the rest for the next time, and 0 days keeps them for ever', async () => {
  const { db } = blog().database
  const { old, young } = await commentsOfAllAges()
  await forgetOldOrigins(db, 0, untilAllIsDone)
  expect(await known()).toHaveLength(old.length + young.length)
  await forgetOldOrigins(db, 30, onePortion())
  const left = (await known()).length
  expect(left).toBeLessThan(old.length + young.length)
  expect(left).toBeGreaterThan(young.length)
  await forgetOldOrigins(db, 30, untilAllIsDone)
  expect(await known()).toEqual(young)
})

test('contacts that nothing refers to are forgotten, however many there are', async () => {
  const { db } = blog().database
  const stray = Array.from({ length: 250 }, (_, nth) => createHash('sha256').update(`stray ${nth}`).digest())
  await db
    .insertInto('private.contacts')
    .values(stray.map(hash => ({ email_hash: hash, email_sealed: hash, key_id: 'test' })))
    .execute()
  const count = async () => (await db.selectFrom('private.contacts').select('id').execute()).length
  await forgetStrayContacts(db, onePortion())
  expect(await count()).toBe(150)
  await forgetStrayContacts(db, untilAllIsDone)
  expect(await count()).toBe(0)
})
