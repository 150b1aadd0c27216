import { describe, expect, test } from 'vitest'
import type { Transaction } from 'kysely'
import type { Database } from '../../src/db/tables.ts'
import { type Sent, submissionKey } from '../../src/comments/claim.ts'
import { claimComment, findEarlier, forgetOrigins, moveKey } from '../../src/readers/origins.ts'
import { testBlog } from '../support/blog.ts'
import { testKeys } from '../support/keys.ts'
import { mara, tomas } from '../support/visitor.ts'

const blog = testBlog()
const keys = testKeys.current

const claim = (words: string) => ({ who: 'somebody', key: keys.sign('submission', words), lasts: true })

const nowhere = { email: null, ip: null, userAgent: null, browser: null }

/** Leaves nothing behind: the claimed comment is never written. */
async function tryOut<T>(attempt: (trx: Transaction<Database>) => Promise<T>): Promise<T> {
  const trx = await blog().database.db.startTransaction().execute()
  try {
    return await attempt(trx)
  } finally {
    await trx.rollback().execute()
  }
}

describe('of two comments', () => {
  test('with one key, only the first is new, and the second is led to it', async () => {
    await tryOut(async trx => {
      const first = await claimComment(trx, testKeys, claim('words 1'), nowhere)
      expect(first).toMatchObject({ isNew: true })
      expect(await claimComment(trx, testKeys, claim('words 1'), nowhere)).toEqual({ ...first, isNew: false })
      const other = await claimComment(trx, testKeys, claim('words 2'), nowhere)
      expect([other.isNew, other.id > first.id]).toEqual([true, true])
      expect(await findEarlier(trx, claim('words 1'))).toEqual({ id: first.id, nonce: first.nonce })
      expect(await findEarlier(trx, claim('words 3'))).toBeUndefined()
    })
  })

  test('at once the second waits, and gets the claim when the first gives it up', async () => {
    const attempt = (trx: Transaction<Database>) => claimComment(trx, testKeys, claim('words'), nowhere)
    const first = await blog().database.db.startTransaction().execute()
    expect((await attempt(first)).isNew).toBe(true)
    const waiting = tryOut(attempt)
    await first.rollback().execute()
    expect((await waiting).isNew).toBe(true)
  })
})

describe('the same words', () => {
  const sent = {
    sender: { kind: 'browser', id: 'hers' },
    who: 'Mara',
    post: 1,
    parent: null,
    name: 'Mara',
    website: null,
    text: 'So it is.',
  } satisfies Sent
  const same = (other: Partial<Sent>) =>
    submissionKey(keys, sent).equals(submissionKey(keys, { ...sent, ...other }))

  test('have one key, and anything else has another', () => {
    const others: Partial<Sent>[] = [
      { sender: { kind: 'browser', id: 'another' } },
      { sender: { kind: 'network', id: 'hers' } },
      { who: 'Lin' },
      { post: 2 },
      { parent: 1 },
      { name: 'mara' },
      { website: 'https://lindqvist.example/' },
      { text: 'So it  is.' },
    ]
    expect(same({})).toBe(true)
    expect(others.map(same)).toEqual(others.map(() => false))
  })

  test('can be said again by their author once an edit has replaced them', async () => {
    const slug = await blog().publish()
    const reader = blog().visitor()
    const id = await reader.comment(slug, mara)
    const { db } = blog().database
    const move = (text: string) =>
      db.transaction().execute(trx => moveKey(trx, id, keys.sign('submission', text)))
    await move('Second thoughts.')
    const again = await reader.comment(slug, mara)
    expect(again).toBeGreaterThan(id)
    expect(await reader.comment(slug, mara)).toBe(again)
  })

  test('that another comment says already leave an edited one without a key', async () => {
    const slug = await blog().publish()
    const ids = [await blog().visitor().comment(slug, mara), await blog().visitor().comment(slug, tomas)]
    const { db } = blog().database
    const key = keys.sign('submission', 'The same.')
    for (const id of ids) await db.transaction().execute(trx => moveKey(trx, id, key))
    const rows = await db
      .selectFrom('private.origins')
      .select('submission_key')
      .orderBy('comment_id')
      .execute()
    expect(rows.map(row => row.submission_key?.equals(key))).toEqual([true, undefined])
  })
})

test('of a withdrawn comment nothing is left that says where it came from', async () => {
  const slug = await blog().publish()
  const id = await blog()
    .visitor({ headers: { 'user-agent': 'Mosaic/1.0' } })
    .comment(slug, mara)
  const { db } = blog().database
  const origin = () => db.selectFrom('private.origins').selectAll().executeTakeFirstOrThrow()
  expect(await origin()).toMatchObject({ comment_id: id, ip: '198.51.100.7', user_agent: 'Mosaic/1.0' })
  await db.transaction().execute(trx => forgetOrigins(trx, [id]))
  expect(await origin()).toMatchObject({
    contact_id: null,
    ip: null,
    user_agent: null,
    who: null,
    submission_key: null,
  })
})
