import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { transact } from '../../src/db/transact.ts'
import { endAttack, readAttack } from '../../src/spam/attack.ts'
import { testBlog } from '../support/blog.ts'
import { setSettings } from '../support/settings.ts'
import { mara } from '../support/visitor.ts'

const blog = testBlog()
const db = () => blog().database.db

/** So many comments of people who are not trusted came in some minutes, so long ago. */
const came = (comments: number, ago: string, allowed = 20) =>
  sql`insert into private.arrivals (slot, comments, allowed)
    values (date_bin('10 minutes', now() - ${ago}::interval, timestamptz 'epoch'), ${comments}::bigint, ${allowed}::bigint)
    on conflict (slot) do update set comments = arrivals.comments + excluded.comments`.execute(db())

let sent = 0
async function comment(visitor = blog().visitor()): Promise<[string, string[]]> {
  const id = await visitor.comment('tea', { ...mara, comment: `Thought ${sent++}` })
  const { status, reasons } = await db()
    .selectFrom('comments as c')
    .innerJoin('private.moderation_log as l', 'l.id', 'c.step')
    .select(['c.status', 'l.reasons'])
    .where('c.id', '=', id)
    .executeTakeFirstOrThrow()
  return [status, reasons]
}

const ends = () => transact(db(), endAttack)
const shown = ['approved', []]
const held = ['pending', ['many at once']]

describe('while far more comments of the unknown come than ever', () => {
  test('new ones wait, those of the trusted appear, and it ends by itself', async () => {
    await setSettings(db(), { trust_after: 0, comments_per_minute: 100 })
    await blog().publish()
    const trusted = blog().visitor()
    expect(await comment(trusted)).toEqual(shown)
    await came(18, '10 minutes')
    expect(await comment()).toEqual(shown)
    expect(await comment()).toEqual(shown)
    expect(await comment()).toEqual(held)
    expect(await comment(trusted)).toEqual(shown)
    expect(await readAttack(db())).toMatchObject({ lastHour: 22, allowed: 20, isDismissed: false })

    expect(await ends()).toBe(false)
    await sql`update private.arrivals set slot = slot - interval '1 hour'`.execute(db())
    expect(await ends()).toBe(true)
    expect(await readAttack(db())).toBeNull()
    expect(await comment()).toEqual(shown)
  })

  test('is told by what the site has known in four weeks, attacks left out', async () => {
    await setSettings(db(), { trust_after: 0, comments_per_minute: 100 })
    await blog().publish()
    await came(40, '5 days')
    await came(20, '5 days 10 minutes')
    // an attack is nothing that is known
    await came(900, '9 days')
    await sql`insert into private.attacks (began_at, ended_at, allowed)
      values (now() - interval '9 days', now() - interval '9 days' + interval '1 hour', 20)`.execute(db())
    expect(await comment()).toEqual(shown)
    const { allowed } = await db()
      .selectFrom('private.arrivals')
      .select('allowed')
      .orderBy('slot', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    expect(allowed).toBe(120)
  })

  test('nothing waits for it where the host does not want that', async () => {
    await setSettings(db(), { trust_after: 0, notice_attacks: false })
    await blog().publish()
    await came(100, '10 minutes')
    for (let n = 0; n < 3; n++) expect(await comment()).toEqual(shown)
    expect(await readAttack(db())).toBeNull()
  })
})
