import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { forgetOldWindows, takePoint } from '../../src/readers/rate-limit.ts'
import { testBlog } from '../support/blog.ts'
import { testKeys } from '../support/keys.ts'
import { mara } from '../support/visitor.ts'
import { setSettings } from '../support/settings.ts'

const blog = testBlog()
const db = () => blog().database.db
const take = (client: string, points = 3) =>
  db()
    .transaction()
    .execute(trx => takePoint(trx, testKeys.current, client, points, 60))
const windows = async () =>
  (await sql<{ key: string; points: number }>`select key, points from private.rate_limits`.execute(db())).rows
/** As if so many seconds had gone by. */
const later = (seconds: number) =>
  sql`update private.rate_limits set expires = expires - make_interval(secs => ${seconds})`.execute(db())

describe('a client', () => {
  test('has its points, then waits until the window ends, and others do not wait with it', async () => {
    expect([await take('one'), await take('one'), await take('one')]).toEqual([0, 0, 0])
    const wait = await take('one')
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(60)
    expect(await take('two')).toBe(0)
    await later(wait)
    expect([await take('one'), await take('one'), await take('one')]).toEqual([0, 0, 0])
    expect(await take('one')).toBeGreaterThan(0)
  })

  test('is not kept waiting longer for trying in between', async () => {
    for (let n = 0; n < 3; n++) await take('one')
    await later(50)
    for (let n = 0; n < 20; n++) expect(await take('one')).toBeLessThanOrEqual(10)
    await later(10)
    expect(await take('one')).toBe(0)
  })

  test('gets no more by asking many times at once', async () => {
    const waits = await Promise.all(Array.from({ length: 12 }, () => take('one')))
    expect(waits.filter(wait => wait === 0)).toHaveLength(3)
  })

  test('gets its point back when what it was taken for did not happen', async () => {
    const trx = await db().startTransaction().execute()
    await takePoint(trx, testKeys.current, 'one', 1, 60)
    await trx.rollback().execute()
    expect(await take('one', 1)).toBe(0)
  })

  test('is not named where its points are counted', async () => {
    await take('comment:198.51.100.7')
    const [window] = await windows()
    expect(window?.key).toMatch(/^[\w-]{43}$/)
    expect(JSON.stringify(window)).not.toContain('198')
  })
})

test('windows that have ended are forgotten, and those that run are not', async () => {
  await take('one')
  await later(61)
  await take('two')
  await forgetOldWindows(db())
  expect(await windows()).toHaveLength(1)
  expect(await take('two', 1)).toBeGreaterThan(0)
})

describe('comments are counted together', () => {
  test.each([
    ['of one IPv4 address', '203.0.113.4', '203.0.113.4', true],
    ['not of its neighbour', '203.0.113.4', '203.0.113.5', false],
    ['of one IPv4 address in IPv6 dress', '203.0.113.4', '::ffff:203.0.113.4', true],
    ['not of two of those', '::ffff:203.0.113.4', '::ffff:203.0.113.5', false],
    ['of one IPv6 network of 64 bits', '2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff', true],
    ['of one such network, however it is written', '2001:db8:0:0::1', '2001:0DB8::2', true],
    ['not of the next', '2001:db8:1:2::1', '2001:db8:1:3::1', false],
    ['of one link, whatever the zone', 'fe80::1%eth0', 'fe80::2', true],
  ])('%s', async (_, one, two, together) => {
    const slug = await blog().publish()
    await setSettings(db(), { comments_per_minute: 1 })
    await blog().visitor({ ip: one }).comment(slug, mara)
    const answer = await blog()
      .visitor({ ip: two })
      .post(`/${slug}/comments`, { ...mara, comment: 'More.' })
    expect(answer.status).toBe(together ? 429 : 303)
  })
})
