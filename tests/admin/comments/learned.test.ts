import { sql } from 'kysely'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { beginEmptyingSpam, emptyAllSpam, emptySpam } from '../../../src/moderation/empty-spam.ts'
import { learnAll } from '../../../src/moderation/learn-all.ts'
import { learnDue } from '../../../src/moderation/lessons.ts'
import { moderate } from '../../../src/moderation/moderate.ts'
import { takeDue } from '../../../src/spam/due.ts'
import { readFigures, readWeeks } from '../../../src/spam/figures.ts'
import { lockState } from '../../../src/spam/lessons.ts'
import { testBlog } from '../../support/blog.ts'
import { engine } from '../../support/database.ts'
import { seeded } from '../../support/learner.ts'
import { makeSaid } from '../../support/said.ts'
import { soon } from '../../support/patience.ts'
import { setSettings } from '../../support/settings.ts'
import { teachComments } from '../../support/taught.ts'
import { join } from '../../support/staff.ts'
import { hiddenIn, mara } from '../../support/visitor.ts'

const blog = testBlog()
const db = () => blog().database.db

let clients = 0
/** Learns what was decided, as the job does a moment later. */
const learn = () => learnDue(db(), () => true)
/** A reader whom nobody has seen before. */
const stranger = () => blog().visitor({ ip: `10.1.${Math.floor(++clients / 250)}.${clients % 250}` })
const by = (name: string) => ({ name, email: `r${clients}@example.org`, website: '' })

/** A blog whose moderators have decided on so many comments. */
async function taught(count = 60): Promise<string> {
  await setSettings(db(), { hold_links: 0 })
  const slug = await blog().publish()
  await teachComments(db(), slug, makeSaid(seeded(2), count))
  return slug
}

const lure = 'Play at the best online casino and get a 100% bonus! http://bet365-271.example/win'
const pills = 'Buy cheap viagra without prescription http://pills404.top/9'
const send = (slug: string, comment = lure, name = 'Nobody') =>
  stranger().comment(slug, { comment, ...by(name) })

const statusOf = async (id: number) =>
  (await db().selectFrom('comments').select('status').where('id', '=', id).executeTakeFirstOrThrow()).status

describe('what is like spam', () => {
  test('waits in a list of its own, says by which words, and is cleared in one step, which can be taken back', async () => {
    const slug = await taught()
    const meant = await send(slug, 'My father used the second steep in Kyoto, as you describe.')
    const spam = [await send(slug), await send(slug, `${lure} – join now`)]
    const moderator = await join(blog(), 'moderator')
    const pending = (await moderator.get('/admin/comments')).html
    expect(pending).toContain(`id="comment-${meant}"`)
    for (const id of spam) expect(pending).not.toContain(`id="comment-${id}"`)

    const { html } = await moderator.get('/admin/comments?status=likely')
    expect(html).not.toContain(`id="comment-${meant}"`)
    for (const id of spam) expect(html).toContain(`id="comment-${id}"`)
    const shown = html.matchAll(
      /<code dir="auto">([^<]+)<\/code> <span class="hint">\(in (\d+) spam, (\d+) approved\)/g,
    )
    expect(html).toContain('is like spam:')
    const words = [...shown].map(([, word = '', inSpam, inHam]) => ({
      word,
      spam: Number(inSpam),
      ham: Number(inHam),
    }))
    expect(words.length).toBeGreaterThan(2)
    expect(
      words.filter(({ word, spam, ham }) => !`${lure} – join now`.includes(word) || spam <= 3 * ham),
    ).toEqual([])
    expect(html).toMatch(/<span class="count" data-count="likely">2<\/span>/)
    expect(html).toMatch(/<span class="count" data-count="pending">1<\/span>/)

    const answer = await moderator.post('/admin/decisions', {
      ...hiddenIn(html, '/admin/decisions'),
      to: 'spam',
    })
    expect(answer.status).toBe(303)
    expect(await Promise.all([meant, ...spam].map(statusOf))).toEqual(['pending', 'spam', 'spam'])
    const told = await moderator.get(answer.headers.get('location') ?? '')
    const reversal = told.html.match(/action="(\/admin\/decisions\/[\da-f-]+\/reversal)"/)?.[1] ?? ''
    await moderator.post(reversal, { status: 'likely' })
    expect(await Promise.all([meant, ...spam].map(statusOf))).toEqual(['pending', 'pending', 'pending'])
  })

  test('beyond doubt is spam, is never dropped, and is let alone where its author is trusted', async () => {
    const slug = await taught(100)
    const reader = stranger()
    const first = await reader.comment(slug, { ...mara, comment: 'The second steep is the best one.' })
    await moderate(db(), first, 'approved', { kind: 'command' })
    expect(await statusOf(await send(slug, pills))).toBe('spam')
    expect(await statusOf(await reader.comment(slug, { ...mara, comment: pills }))).toBe('approved')
  })

  test('is found among all that wait by who looks for it', async () => {
    const slug = await taught()
    const id = await send(slug)
    const moderator = await join(blog(), 'moderator')
    const { html } = await moderator.get('/admin/comments?status=pending&search=casino')
    expect(html).toContain(`id="comment-${id}"`)
  })

  test('is judged by the rules alone before enough was learned, and where learning is turned off', async () => {
    const slug = await taught()
    await setSettings(db(), { learn_spam: false })
    const id = await send(slug)
    expect(
      await db().selectFrom('private.spam_verdicts').select('score').where('comment_id', '=', id).execute(),
    ).toEqual([])
  })
})

describe('spam', () => {
  test('is deleted after thirty days, and no sooner; what was learned from it stays', async () => {
    const slug = await blog().publish()
    const [old, young] = [await send(slug), await send(slug, 'Casino, newer')]
    for (const id of [old, young]) await moderate(db(), id, 'spam', { kind: 'command' })
    await learn()
    await sql`update private.moderation_log set at = now() - interval '31 days' where comment_id = ${old}`.execute(
      db(),
    )
    const learned = await db().selectFrom('private.spam_decisions').selectAll().orderBy('id').execute()
    await emptySpam(db(), () => true)
    expect([await statusOf(old), await statusOf(young)]).toEqual(['withdrawn', 'spam'])
    expect(await db().selectFrom('private.spam_decisions').selectAll().orderBy('id').execute()).toEqual(
      learned,
    )
  })

  test('is deleted by a button after a question, what comes after the question is not', async () => {
    const slug = await blog().publish()
    const ids = [await send(slug), await send(slug, 'Casino, newer')]
    for (const id of ids) await moderate(db(), id, 'spam', { kind: 'command' })
    await learn()
    const moderator = await join(blog(), 'moderator')
    expect((await moderator.get('/admin/comments?status=spam')).html).toContain('href="/admin/spam/emptying"')
    const question = (await moderator.get('/admin/spam/emptying')).html
    expect(question).toContain('2 comments will be deleted')

    // what nobody was asked about stays: what is swept there meanwhile, too
    const later = await send(slug, 'Casino, latest')
    await moderate(db(), later, 'spam', { kind: 'command' })
    const unasked = await moderator.post('/admin/spam/emptying', {})
    expect([unasked.status, unasked.headers.get('location')]).toEqual([303, '/admin/spam/emptying'])
    expect(await Promise.all([...ids, later].map(statusOf))).toEqual(['spam', 'spam', 'spam'])

    const asked = hiddenIn(question, '/admin/spam/emptying')
    expect((await moderator.post('/admin/spam/emptying', asked)).status).toBe(303)
    expect(await Promise.all([...ids, later].map(statusOf))).toEqual(['withdrawn', 'withdrawn', 'spam'])
    const job = await db()
      .selectFrom('private.jobs')
      .select('payload')
      .where('name', '=', 'empty-all-spam')
      .executeTakeFirstOrThrow()
    const { step, snapshot } = Object(job.payload)
    await emptyAllSpam(db(), { step: Number(step), snapshot: String(snapshot) }, () => true)
    expect(await statusOf(later)).toBe('spam')
    await emptyAllSpam(db(), { step: Number(step) }, () => true)
    expect(await statusOf(later)).toBe('spam')
    const admin = await join(blog(), 'administrator')
    expect((await admin.get('/admin/audit')).html).toContain('deleted all spam')
  })
})

test.each([
  ['at once', beginEmptying],
  ['by the job', (step: number) => emptyAllSpam(db(), { step }, () => true)],
])('spam of which nothing was learned yet is learned from and deleted %s', async (_, empties) => {
  const id = await send(await blog().publish())
  await moderate(db(), id, 'spam', { kind: 'command' })
  const { step } = await db().selectFrom('comments').select('step').executeTakeFirstOrThrow()
  await empties(step)
  expect(await statusOf(id)).toBe('withdrawn')
  expect(await db().selectFrom('private.spam_decisions').select('comment_id').execute()).toEqual([
    { comment_id: id },
  ])
})

function beginEmptying(step: number): Promise<void> {
  const asked = { step, snapshot: '999999999:999999999:' }
  return beginEmptyingSpam(db(), asked, { account: null, name: 'Ada' })
}

describe('spam whose thirty days are over before anybody learned from it', () => {
  async function old(): Promise<number> {
    const id = await send(await blog().publish())
    await moderate(db(), id, 'spam', { kind: 'command' })
    await sql`update private.moderation_log set at = now() - interval '31 days'`.execute(db())
    return id
  }
  const learned = () => db().selectFrom('private.spam_decisions').select('comment_id').execute()

  test('is learned, and deleted', async () => {
    const id = await old()
    await emptySpam(db(), () => true)
    expect([await statusOf(id), await learned()]).toEqual(['withdrawn', [{ comment_id: id }]])
  })

  test('is deleted even where nothing can be learned', async () => {
    const id = await old()
    await sql`alter table private.spam_decisions add constraint broken check (false) not valid`.execute(db())
    onTestFinished(async () => {
      await sql`alter table private.spam_decisions drop constraint broken`.execute(db())
    })
    await expect(emptySpam(db(), () => true)).rejects.toMatchObject({ code: '23514' })
    expect([await statusOf(id), await learned()]).toEqual(['withdrawn', []])
  })

  test('takes what it was known as before along', async () => {
    const id = await old()
    await moderate(db(), id, 'approved', { kind: 'command' })
    await learn()
    await moderate(db(), id, 'spam', { kind: 'command' })
    await sql`update private.moderation_log set at = now() - interval '31 days'`.execute(db())
    await sql`alter table private.spam_decisions add constraint broken check (not is_spam) not valid`.execute(
      db(),
    )
    await emptySpam(db(), () => true).catch(() => undefined)
    await sql`alter table private.spam_decisions drop constraint broken`.execute(db())
    expect([await statusOf(id), await learned()]).toEqual(['withdrawn', [{ comment_id: id }]])
    await learn()
    expect(await learned()).toEqual([])
  })
})

test('spam that somebody learns from when it is to be emptied is deleted as well', async () => {
  const id = await send(await blog().publish())
  await moderate(db(), id, 'spam', { kind: 'command' })
  const { step } = await db().selectFrom('comments').select('step').executeTakeFirstOrThrow()
  let emptying = Promise.resolve()
  await db()
    .transaction()
    .execute(async trx => {
      await lockState(trx)
      await takeDue(trx, 40)
      let hasEnded = false
      emptying = emptyAllSpam(db(), { step }, () => true).finally(() => {
        hasEnded = true
      })
      const waits = async () => {
        const { rows } = await sql`
          select from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`.execute(trx)
        return hasEnded || rows.length > 0
      }
      // on PGlite nothing else is done during a transaction
      if (engine === 'postgres') await vi.waitUntil(waits, soon)
    })
  await emptying
  expect(await statusOf(id)).toBe('withdrawn')
})

describe('the page of what was learned', () => {
  test('says how good it is, by which words, and what a text would be', async () => {
    const slug = await taught()
    const [right, wrong, passed] = [
      await send(slug),
      await send(slug, `Is the best online casino bonus a joke? ${lure}`),
      await send(slug, 'My father used the second steep in Kyoto.'),
    ]
    await moderate(db(), right, 'spam', { kind: 'command' })
    for (const id of [wrong, passed]) await moderate(db(), id, 'approved', { kind: 'command' })
    await learn()
    expect(await readFigures(db(), 30)).toMatchObject({ heldWrongly: 1 })
    const figures = await readFigures(db(), 90)
    expect(figures.heldRightly).toBeGreaterThanOrEqual(1)
    expect((await readWeeks(db(), 90)).map(({ heldWrongly }) => heldWrongly)).toEqual([1])

    const moderator = await join(blog(), 'moderator')
    const { html } = await moderator.get('/admin/spam')
    for (const text of ['Learned from', 'Last 30 days', 'Speak for spam', 'Try a text'])
      expect(html).toContain(text)
    expect(html).toMatch(/<code dir="auto">[^<]+<\/code>/)
    expect(html).not.toContain('/admin/spam/forgetting')

    const tried = await moderator.post('/admin/spam/trial', {
      text: `${pills} anna@mail.example`,
      name: 'Best casino',
    })
    expect(tried.html).toMatch(/This would (?:wait|be spam)/)
    expect(tried.html).toMatch(/is like spam: .*<code dir="auto">[\w.]+<\/code>/)
    expect(tried.html).not.toMatch(/<code dir="auto">[^<]*(?:anna|mail)/)
    const meant = await moderator.post('/admin/spam/trial', {
      text: 'The second steep, as my father did it.',
    })
    expect(meant.html).toContain('This would be let through')
  })

  test('forgets all, learns from all that is here again, and turns the whole off', async () => {
    const slug = await blog().publish()
    for (const [n, { text, isSpam }] of makeSaid(seeded(2), 12).entries()) {
      const id = await send(slug, `${n} ${text}`)
      await moderate(db(), id, isSpam ? 'spam' : 'approved', { kind: 'command' })
    }
    await learn()
    const counts = () =>
      db().selectFrom('private.spam_state').select(['spam', 'ham']).executeTakeFirstOrThrow()
    const before = await counts()
    const admin = await join(blog(), 'administrator')
    expect((await admin.get('/admin/spam/forgetting')).html).toContain('Forget everything that was learned?')
    await admin.post('/admin/spam/forgetting', {})
    expect(await counts()).toEqual({ spam: 0, ham: 0 })
    const answer = await admin.post('/admin/spam/learning', {})
    expect((await admin.get(answer.headers.get('location') ?? '')).html).toContain('It is learning from all')
    await learnAll(db(), () => true)
    expect(await counts()).toEqual(before)
    await admin.post('/admin/spam/switch', { on: 'no' })
    expect((await admin.get('/admin/spam')).html).toContain('Learning is turned off')
  })

  test('is for who decides on all comments; what changes it for administrators', async () => {
    const [author, moderator] = [await join(blog(), 'author'), await join(blog(), 'moderator')]
    expect((await author.get('/admin/spam')).status).toBe(403)
    for (const path of ['switch', 'learning', 'forgetting'])
      expect((await moderator.post(`/admin/spam/${path}`, {})).status).toBe(403)
  })
})
