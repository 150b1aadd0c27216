import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { watchAttack } from '../../../src/moderation/attack-steps.ts'
import { readSettings } from '../../../src/settings/settings.ts'
import { testBlog } from '../../support/blog.ts'
import { setSettings } from '../../support/settings.ts'
import { join } from '../../support/staff.ts'
import { mara, type Visitor } from '../../support/visitor.ts'

const blog = testBlog()
const db = () => blog().database.db

async function attacked(): Promise<Visitor> {
  await blog().publish()
  await sql`insert into private.arrivals (slot, comments, allowed)
    values (date_bin('10 minutes', now(), timestamptz 'epoch'), 64, 20)`.execute(db())
  await sql`insert into private.attacks (allowed) values (20)`.execute(db())
  return join(blog(), 'moderator')
}

async function settings() {
  const { hold_comments, proof_of_work, who_may_comment } = await readSettings(blog().database.publicDb)
  return { hold_comments, proof_of_work, who_may_comment }
}

const usual = { hold_comments: false, proof_of_work: 'never', who_may_comment: 'everyone' }
const hourAgo = sql<Date>`now() - interval '1 hour'`
const isClosed = async () =>
  (
    await blog()
      .visitor()
      .post('/tea/comments', { ...mara, comment: 'Now?' })
  ).status === 403

describe('the queue of a blog that is attacked', () => {
  test('says so, with what each step costs readers; each is turned on and taken back', async () => {
    const moderator = await attacked()
    const { html } = await moderator.get('/admin/comments')
    expect(html).toContain('64 came from people you don’t trust yet within the last hour; up to 20')
    expect(html).toContain('In the last 30 days 0 comments appeared at once.')
    const on = {
      hold: { ...usual, hold_comments: true },
      proof: { ...usual, proof_of_work: 'attacked' },
      close: { ...usual, who_may_comment: 'staff' },
    }
    for (const step of ['hold', 'proof', 'close'] as const) {
      expect((await moderator.post('/admin/attack/steps', { step })).status).toBe(303)
      expect(await settings()).toEqual(on[step])
      expect(await isClosed()).toBe(step === 'close')
      expect((await moderator.get('/admin/comments')).html).toContain('Take it back')
      await moderator.post('/admin/attack/steps/reversal', { step })
      expect(await settings()).toEqual(usual)
    }
  })

  test('ends what was turned on when it is over, the closing after its hour, and leaves what the host changed', async () => {
    const moderator = await attacked()
    for (const step of ['hold', 'proof', 'close']) await moderator.post('/admin/attack/steps', { step })
    await watchAttack(db())
    expect(await settings()).toEqual({
      hold_comments: true,
      proof_of_work: 'attacked',
      who_may_comment: 'staff',
    })
    await setSettings(db(), { proof_of_work: 'always' })
    await sql`update private.arrivals set slot = slot - interval '2 hours'`.execute(db())
    await watchAttack(db())
    expect(await settings()).toEqual({ ...usual, proof_of_work: 'always', who_may_comment: 'staff' })
    expect((await moderator.get('/admin/comments')).html).toContain('Comments are closed.')
    await db().updateTable('private.attack_steps').set({ until: hourAgo }).execute()
    await watchAttack(db())
    expect(await settings()).toEqual({ ...usual, proof_of_work: 'always' })
    expect((await moderator.get('/admin/comments')).html).not.toContain('attack-heading')
  })

  test('is told that these are readers, and then lets them through as ever', async () => {
    await setSettings(db(), { trust_after: 0 })
    const moderator = await attacked()
    const status = async (comment: string) => {
      const id = await blog()
        .visitor()
        .comment('tea', { ...mara, comment })
      const found = await db().selectFrom('comments').select('status').where('id', '=', id).execute()
      return found[0]?.status
    }
    expect(await status('One of many')).toBe('pending')
    await moderator.post('/admin/attack/steps', { step: 'readers' })
    expect(await status('One of many more')).toBe('approved')
    await moderator.post('/admin/attack/steps/reversal', { step: 'readers' })
    expect(await status('One too many')).toBe('pending')
  })

  test('lets nobody turn on what there is no attack for', async () => {
    await blog().publish()
    const moderator = await join(blog(), 'moderator')
    await moderator.post('/admin/attack/steps', { step: 'close' })
    expect(await settings()).toEqual(usual)
    expect((await moderator.get('/admin/comments')).html).not.toContain('attack-heading')
  })
})
