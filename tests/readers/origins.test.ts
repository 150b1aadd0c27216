import { describe, expect, test } from 'vitest'
import type { Transaction } from 'kysely'
import type { Database } from '../../src/db/tables.ts'
import { type Sent, submissionKey } from '../../src/comments/claim.ts'
import type { Submission } from '../../src/comments/submission.ts'
import { storeComment } from '../../src/comments/submit.ts'
import { readWatchlists } from '../../src/moderation/watchlists.ts'
import { forgetOrigins, moveKey } from '../../src/readers/origins.ts'
import { testBlog } from '../support/blog.ts'
import { testKeys } from '../support/keys.ts'
import { mara, tomas } from '../support/visitor.ts'

const blog = testBlog()
const keys = testKeys.current

/** Sends words from one browser. Each time another client's limit, for it would be waited for first. */
async function send(trx: Transaction<Database>, text: string) {
  const submission: Submission = {
    slug: 'tea',
    parent: null,
    draft: { text, name: 'Somebody', email: null, website: null },
    sender: { kind: 'browser', id: 'theirs' },
    language: 'en',
    origin: { ip: null, userAgent: null, browser: 'theirs' },
    staff: null,
    client: crypto.randomUUID(),
  }
  const judgedBy = { settings: blog().services.settings.last(), watchlists: () => readWatchlists(trx) }
  const render = () => Promise.resolve({ html: '', language: '' })
  const result = await storeComment(trx, testKeys, judgedBy, submission, render)
  if (!('id' in result)) throw new Error(result.outcome)
  return result
}

/** Leaves nothing behind. */
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
    await blog().publish()
    await tryOut(async trx => {
      const { outcome, id, nonce } = await send(trx, 'words 1')
      expect(outcome).toBe('accepted')
      expect(await send(trx, 'words 1')).toMatchObject({ outcome: 'repeated', id, nonce })
      const other = await send(trx, 'words 2')
      expect([other.outcome, other.id > id]).toEqual(['accepted', true])
      expect(await send(trx, 'words 1')).toMatchObject({ outcome: 'repeated', id, nonce })
    })
  })

  test('at once the second waits, and gets the claim when the first gives it up', async () => {
    await blog().publish()
    const attempt = (trx: Transaction<Database>) => send(trx, 'words')
    const first = await blog().database.db.startTransaction().execute()
    expect((await attempt(first)).outcome).toBe('accepted')
    const waiting = tryOut(attempt)
    await first.rollback().execute()
    expect((await waiting).outcome).toBe('accepted')
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
