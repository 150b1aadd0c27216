import { describe, expect, test } from 'vitest'
import type { Transaction } from 'kysely'
import type { Database } from '../../src/db/tables.ts'
import { claimComment, claimSaying, findEarlier, forgetOrigins, saidKey } from '../../src/readers/origins.ts'
import { testBlog } from '../support/blog.ts'
import { testKeys } from '../support/keys.ts'
import { mara } from '../support/visitor.ts'

const blog = testBlog()
const keys = testKeys.current

const claim = (form: string, said: string) => ({
  who: 'somebody',
  submission: keys.sign('submission', form),
  said: keys.sign('submission', said),
})

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
  test('from one form, or of one person saying one thing, only the first has its claim', async () => {
    await tryOut(async trx => {
      const first = await claimComment(trx, testKeys, claim('form 1', 'words 1'), nowhere)
      expect(first).toBeGreaterThan(0)
      expect(await claimComment(trx, testKeys, claim('form 1', 'words 2'), nowhere)).toBeNull()
      expect(await claimComment(trx, testKeys, claim('form 2', 'words 1'), nowhere)).toBeNull()
      expect(await claimComment(trx, testKeys, claim('form 2', 'words 2'), nowhere)).toBeGreaterThan(
        first ?? 0,
      )
    })
  })

  test('the one from the very same form is found before the one that says the same', async () => {
    await tryOut(async trx => {
      const said = await claimComment(trx, testKeys, claim('form 1', 'words 1'), nowhere)
      const form = await claimComment(trx, testKeys, claim('form 2', 'words 2'), nowhere)
      expect(await findEarlier(trx, claim('form 2', 'words 1'))).toEqual({ comment: form, sameForm: true })
      expect(await findEarlier(trx, claim('form 3', 'words 1'))).toEqual({ comment: said, sameForm: false })
      expect(await findEarlier(trx, claim('form 3', 'words 3'))).toBeUndefined()
    })
  })

  test('at once the second waits, and gets the claim when the first gives it up', async () => {
    const attempt = (trx: Transaction<Database>) =>
      claimComment(trx, testKeys, claim('form', 'words'), nowhere)
    const first = await blog().database.db.startTransaction().execute()
    expect(await attempt(first)).toBeGreaterThan(0)
    const waiting = tryOut(attempt)
    await first.rollback().execute()
    expect(await waiting).toBeGreaterThan(0)
  })
})

describe('the same words', () => {
  const saying = { who: 'Mara', post: 1, parent: null, text: 'So  it\nis.' }
  const same = (other: Partial<typeof saying> | { parent: number }) =>
    saidKey(keys, saying).equals(saidKey(keys, { ...saying, ...other }))

  test('are the same in other spaces and cases', () => {
    expect(same({ text: 'SO IT IS.' })).toBe(true)
  })

  test('but not from another person, elsewhere, or in answer to another', () => {
    expect([
      same({ who: 'Lin' }),
      same({ post: 2 }),
      same({ parent: 1 }),
      same({ text: 'So is it.' }),
    ]).toEqual([false, false, false, false])
  })

  test('can be said again by their author once an edit has replaced them', async () => {
    const slug = await blog().publish()
    const reader = blog().visitor()
    const id = await reader.comment(slug, mara)
    const { db } = blog().database
    const { post_id } = await db.selectFrom('comments').select('post_id').executeTakeFirstOrThrow()
    const claimed = (text: string) =>
      db.transaction().execute(trx => claimSaying(trx, keys, id, { post: post_id, parent: null, text }))
    expect(await claimed('Second thoughts.')).toBe(true)
    expect(await reader.comment(slug, mara)).toBeGreaterThan(id)
    expect(await claimed(mara.comment)).toBe(false)
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
    said_key: null,
  })
})
