import { sql } from 'kysely'
import { describe, expect, onTestFinished, test } from 'vitest'
import { staff } from '../../src/moderation/actor.ts'
import { decide, decideWithin } from '../../src/moderation/decide.ts'
import { erasePerson } from '../../src/moderation/erase.ts'
import { passGate } from '../../src/moderation/gate.ts'
import { learnAll } from '../../src/moderation/learn-all.ts'
import { learnDecision, learnDue, lessonAfter } from '../../src/moderation/lessons.ts'
import { moderate } from '../../src/moderation/moderate.ts'
import { rewriteComment } from '../../src/moderation/rewrite.ts'
import { reverse, stepAlone, stepsOf } from '../../src/moderation/undo.ts'
import type { Decided } from '../../src/moderation/states.ts'
import { senderAt } from '../../src/readers/sender.ts'
import { hashTokens } from '../../src/spam/hashes.ts'
import { forgetLessonsOfGone } from '../../src/spam/gone.ts'
import { consult, readLearnedState } from '../../src/spam/consult.ts'
import { takeDue } from '../../src/spam/due.ts'
import { forgetAll, teach } from '../../src/spam/learn.ts'
import { lockState } from '../../src/spam/lessons.ts'
import { renewSenderKeys } from '../../src/spam/sender-keys.ts'
import { type Said, tokensOf } from '../../src/spam/tokens.ts'
import { startWork } from '../../src/work.ts'
import { engine } from '../support/database.ts'
import { testKeys } from '../support/keys.ts'
import { testBlog } from '../support/blog.ts'
import { seeded } from '../support/learner.ts'
import { readerAt } from '../support/reader.ts'
import { stepOf } from '../support/rows.ts'
import { makeSaid } from '../support/said.ts'
import { setSettings } from '../support/settings.ts'
import { writeComments } from '../support/taught.ts'
import { mara } from '../support/visitor.ts'

const blog = testBlog()
const db = () => blog().database.db
const by = staff({ account: null, name: 'Ada' })

/** Comments of an article that wait, written as if by as many readers. */
const waiting = async (...texts: string[]): Promise<number[]> =>
  writeComments(
    db(),
    await blog().publish(),
    texts.map(text => ({ text, name: 'Mara', website: null })),
    () => 'pending',
  )

const learned = async () =>
  new Map(
    (await db().selectFrom('private.spam_decisions').select(['comment_id', 'is_spam']).execute()).map(
      ({ comment_id, is_spam }) => [comment_id, is_spam ? 'spam' : 'ham'],
    ),
  )

const stateOf = () => db().selectFrom('private.spam_state').selectAll().executeTakeFirst()
const tokenCount = async () => (await db().selectFrom('private.spam_tokens').selectAll().execute()).length

/** In how many comments of each kind a word was. */
async function known(word: string) {
  const { salt } = (await stateOf()) ?? { salt: '' }
  const [hash = 0] =
    hashTokens(salt, tokensOf({ text: word, name: '', website: null })).words[0]?.hashes ?? []
  const row = await db()
    .selectFrom('private.spam_tokens')
    .select(['spam', 'ham'])
    .where('hash', '=', hash)
    .executeTakeFirst()
  return row ?? null
}

/** Learns what was decided, as the job does a moment later. */
const learn = () => learnDue(db(), () => true)

async function undo(decision: string | null, of = by) {
  const undone = await reverse(db(), await stepsOf(db(), decision ?? '', { limit: 100 }), { by: of })
  await learn()
  return undone
}

async function move(id: number, to: Decided) {
  const decided = await decide(db(), [{ comment: id, seen: await stepOf(db(), id) }], to, { by })
  await learn()
  return decided
}

describe('a step', () => {
  test.each([
    ['pending', null, 'approved', 'ham'],
    ['pending', null, 'spam', 'spam'],
    ['pending', null, 'trash', null],
    ['spam', null, 'pending', 'ham'],
    ['spam', 'spam', 'pending', 'ham'],
    ['spam', 'spam', 'trash', 'spam'],
    ['trash', 'spam', 'pending', 'spam'],
    ['approved', 'ham', 'pending', null],
    ['approved', 'ham', 'spam', 'spam'],
    ['approved', 'ham', 'approved', 'ham'],
    ['approved', 'ham', 'withdrawn', null],
  ] as const)('of a person from %s, known as %s, to %s leaves it known as %s', (status, lesson, to, then) => {
    expect(lessonAfter(by, { status, lesson }, to)).toBe(then)
  })

  test.each([
    ['rule', 'pending', null, 'approved', null],
    ['rule', 'pending', null, 'spam', null],
    ['import', 'approved', null, 'approved', null],
    ['import', 'approved', 'ham', 'approved', 'ham'],
    ['reader', 'approved', 'ham', 'approved', 'ham'],
    ['reader', 'approved', 'ham', 'pending', null],
    ['reader', 'spam', 'spam', 'spam', null],
  ] as const)(
    'of a %s from %s, known as %s, to %s leaves it known as %s',
    (kind, status, lesson, to, then) => {
      expect(lessonAfter({ kind }, { status, lesson }, to)).toBe(then)
    },
  )
})

describe('a decision', () => {
  test('teaches, whoever of the blog’s people takes it; the trash does not', async () => {
    const [one = 0, two = 0, three = 0] = await waiting('Green tea', 'Casino bonus', 'Nothing much')
    await moderate(db(), one, 'approved', { kind: 'command' })
    await learn()
    await move(two, 'spam')
    await move(three, 'trash')
    expect(await learned()).toEqual(
      new Map([
        [one, 'ham'],
        [two, 'spam'],
      ]),
    )
    expect(await stateOf()).toMatchObject({ spam: 1, ham: 1 })
    expect(await known('casino')).toEqual({ spam: 1, ham: 0 })
    expect(await known('green')).toEqual({ spam: 0, ham: 1 })
    expect(await known('nothing')).toBeNull()
  })

  test('is learned of the network and the address as well, by keys that are thrown away in time', async () => {
    const ids = await waiting('Casino bonus', 'Poker night', 'Roulette', 'A pill', 'Green tea', 'More tea')
    const { id: contact } = await db()
      .insertInto('private.contacts')
      .values({ email_hash: Buffer.from('h'), email_sealed: Buffer.from('s'), key_id: 'k' })
      .returning('id')
      .executeTakeFirstOrThrow()
    for (const [n, comment_id] of ids.entries())
      await db()
        .insertInto('private.origins')
        .values({ comment_id, ip: n < 4 ? `203.0.113.${n}` : null, contact_id: n < 4 ? contact : null })
        .execute()
    for (const [n, id] of ids.entries()) await move(id, n < 4 ? 'spam' : 'approved')

    const same = { text: 'Hello', name: 'Mara', website: null, from: senderAt('203.0.113.200', contact) }
    const other = { ...same, from: senderAt('198.51.100.7', contact + 1) }
    const enough = { spam: 20, ham: 20, cut: -9 }
    const ask = async (said: Said) => {
      const state = await readLearnedState(db())
      return consult(db(), state && { ...state, ...enough }, said)
    }
    const scores = async () => [await ask(same), await ask(other)].map(opinion => opinion?.score ?? 0)
    const [known = 0, unknown = 0] = await scores()
    expect(known).toBeGreaterThan(unknown + 0.1)
    expect((await ask(same))?.evidence.filter(({ of }) => of)).toEqual([
      { word: '', of: 'network', spam: 4, ham: 0 },
      { word: '', of: 'contact', spam: 4, ham: 0 },
    ])

    const days = (count: number) =>
      db()
        .updateTable('private.spam_state')
        .set({ sender_keys_at: sql<Date>`now() - make_interval(days => ${count})` })
        .execute()
    await days(29)
    await renewSenderKeys(db(), 90)
    expect((await stateOf())?.sender_keys).toHaveLength(1)
    await days(31)
    await renewSenderKeys(db(), 90)
    expect((await stateOf())?.sender_keys).toHaveLength(2)
    const [kept = 0, unkept = 0] = await scores()
    expect(kept).toBeGreaterThan(unkept)
    await days(4)
    await renewSenderKeys(db(), 7) // as long as addresses are kept
    const [gone = 0, ungone = 1] = await scores()
    expect(gone).toBe(ungone)
    // Nobody was here for so long that the newest has outlasted what it may.
    const [newest] = (await stateOf())?.sender_keys ?? []
    await days(8)
    await renewSenderKeys(db(), 7)
    expect((await stateOf())?.sender_keys).not.toContain(newest)
    for (const id of ids) await move(id, 'pending')
    for (const id of ids.slice(0, 4)) await move(id, 'approved')
    for (const id of ids) await move(id, 'pending')
    expect(await tokenCount()).toBe(0)
  })

  test('is replaced by the next one, and taken back by Undo, which is taken back itself', async () => {
    const [id = 0] = await waiting('Casino bonus')
    await move(id, 'approved')
    const spam = await move(id, 'spam')
    expect(await known('casino')).toEqual({ spam: 1, ham: 0 })
    const undone = await undo(spam.decision)
    expect(await known('casino')).toEqual({ spam: 0, ham: 1 })
    await undo(undone.decision)
    expect(await known('casino')).toEqual({ spam: 1, ham: 0 })
    await move(id, 'pending')
    expect(await known('casino')).toEqual({ spam: 0, ham: 1 })
    await move(id, 'approved')
    await move(id, 'pending')
    expect([await tokenCount(), (await learned()).size]).toEqual([0, 0])
    expect((await stateOf())?.bias).toBeCloseTo(0, 12)
  })

  test('that is taken back by its step alone is forgotten', async () => {
    const [id = 0] = await waiting('Casino bonus')
    await move(id, 'spam')
    const { step } = await db()
      .selectFrom('comments')
      .select('step')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    await reverse(db(), await stepAlone(db(), step), { by })
    await learn()
    expect(await tokenCount()).toBe(0)
  })

  test('of a rule teaches nothing, nor does an import', async () => {
    const [id = 0] = await waiting('Casino bonus')
    for (const kind of ['rule', 'import'] as const)
      await db()
        .transaction()
        .execute(trx =>
          passGate(trx, {
            by: { kind },
            changes: [{ comment: id, seen: 'anything', becomes: { status: 'spam' } }],
          }),
        )
    expect(await tokenCount()).toBe(0)
  })

  test('teaches nothing where that is turned off', async () => {
    await setSettings(db(), { learn_spam: false })
    const [id = 0] = await waiting('Casino bonus')
    await move(id, 'spam')
    expect(await tokenCount()).toBe(0)
  })

  test('about many is learned by a job, portion by portion, and is once more as good as nothing when taken back', async () => {
    const said = makeSaid(seeded(3), 100)
    const ids = await waiting(...said.map(({ text }) => text))
    const choices = (n: 0 | 1) =>
      db()
        .selectFrom('comments')
        .select(['id as comment', 'step as seen'])
        .where(
          'id',
          'in',
          ids.filter((_, at) => at % 2 === n),
        )
        .execute()
    const approved = await decide(db(), await choices(0), 'approved', { by })
    const spam = await decide(db(), await choices(1), 'spam', { by })
    expect(await tokenCount()).toBe(0)
    const jobs = await db().selectFrom('private.jobs').select(['name', 'key']).execute()
    expect(jobs).toEqual([{ name: 'learn-due', key: null }])
    await learn()
    expect(await stateOf()).toMatchObject({ spam: 50, ham: 50 })
    await undo(approved.decision)
    await undo(spam.decision)
    expect([await tokenCount(), (await learned()).size]).toEqual([0, 0])
    const state = await stateOf()
    expect(state).toMatchObject({ spam: 0, ham: 0, cut: 1 })
    expect(Math.abs(state?.bias ?? 1)).toBeLessThan(1e-9)
  })
})

describe('other words', () => {
  test('of a moderator are learned in the place of those before', async () => {
    const [id = 0] = await waiting('Green tea from elsewhere')
    await move(id, 'approved')
    const { step } = await db()
      .selectFrom('comments')
      .select('step')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const edited = await rewriteComment(
      db(),
      { comment: id, seen: step, text: 'Oolong' },
      { by, scope: null },
    )
    expect([await known('green'), await known('oolong')]).toEqual([null, null])
    await learn()
    expect([await known('green'), await known('oolong')]).toEqual([null, { spam: 0, ham: 1 }])
    await undo(edited.decision)
    expect([await known('green'), await known('oolong')]).toEqual([{ spam: 0, ham: 1 }, null])
  })

  test('leave nothing of those before, though the comment is known as the same again before anybody learned it', async () => {
    const [id = 0] = await waiting('Green tea')
    await move(id, 'approved')
    const by = { kind: 'command' } as const
    await moderate(db(), id, 'pending', by)
    const change = { comment: id, seen: await stepOf(db(), id), text: 'Oolong' }
    await rewriteComment(db(), change, { by: staff({ account: null, name: 'Ada' }), scope: null })
    await moderate(db(), id, 'approved', by)
    await learn()
    expect([await known('green'), await known('oolong')]).toEqual([null, { spam: 0, ham: 1 }])
  })

  test('of their author are learned anew where the comment stays approved, and else forgotten', async () => {
    await setSettings(db(), { trust_after: 0 })
    const slug = await blog().publish()
    const reader = blog().visitor()
    const id = await reader.comment(slug, { ...mara, comment: 'Green tea' })
    await move(id, 'pending')
    await move(id, 'approved')
    expect(await known('green')).toEqual({ spam: 0, ham: 1 })
    await reader.fill(`/comments/${id}/revision`, { comment: 'Oolong' })
    await learn()
    expect([await known('green'), await known('oolong')]).toEqual([null, { spam: 0, ham: 1 }])
    await move(id, 'spam')
    await reader.fill(`/comments/${id}/revision`, { comment: 'Roses' })
    expect([await known('oolong'), await known('roses')]).toEqual([null, null])
  })
})

describe('what was learned from all comments at once', () => {
  /** A comment that came as it is from elsewhere, and was learned. */
  async function imported() {
    const slug = await blog().publish()
    const id = await blog()
      .visitor()
      .comment(slug, { ...mara, comment: 'Casino bonus' })
    await db()
      .transaction()
      .execute(trx =>
        passGate(trx, {
          by: { kind: 'import' },
          changes: [{ comment: id, seen: 'anything', becomes: { status: 'approved' } }],
        }),
      )
    await learnAll(db(), () => true)
    expect(await known('casino')).toEqual({ spam: 0, ham: 1 })
    return id
  }

  test.each(['remove', 'keep'] as const)(
    'is forgotten with its reader, whose comments they %s',
    async comments => {
      await imported()
      const erasure = comments === 'keep' ? { comments, underName: 'Somebody' } : { comments }
      await erasePerson(db(), testKeys, await readerAt(blog(), mara.email), erasure, {
        account: null,
        name: 'Ada',
      })
      expect([await tokenCount(), (await learned()).size]).toEqual([0, 0])
    },
  )

  test('is forgotten with the comment, even where the log says nothing of it', async () => {
    const id = await imported()
    await sql`update private.moderation_log set lesson = null`.execute(db())
    await db()
      .transaction()
      .execute(trx => passGate(trx, { by, changes: [{ comment: id, seen: 'anything', becomes: 'erased' }] }))
    expect([await tokenCount(), (await learned()).size]).toEqual([0, 0])
  })

  test('is forgotten where the comment waits again, and is what Undo of another decision goes back to', async () => {
    const id = await imported()
    const spam = await move(id, 'spam')
    expect(await known('casino')).toEqual({ spam: 1, ham: 0 })
    await undo(spam.decision)
    expect(await known('casino')).toEqual({ spam: 0, ham: 1 })
    await move(id, 'pending')
    expect([await tokenCount(), (await learned()).size]).toEqual([0, 0])
  })
})

describe('what is erased', () => {
  test.each(['remove', 'keep'] as const)(
    'is forgotten when a reader is, whose comments they %s',
    async comments => {
      const slug = await blog().publish()
      const id = await blog()
        .visitor()
        .comment(slug, { ...mara, comment: 'Casino bonus' })
      await move(id, 'spam')
      expect(await tokenCount()).toBeGreaterThan(0)
      const erasure = comments === 'keep' ? { comments, underName: 'Somebody' } : { comments }
      await erasePerson(db(), testKeys, await readerAt(blog(), mara.email), erasure, {
        account: null,
        name: 'Ada',
      })
      expect([await tokenCount(), (await learned()).size]).toEqual([0, 0])
    },
  )

  test.each(['remove', 'keep'] as const)(
    'is never learned where it was decided on a moment before, and they %s',
    async comments => {
      const id = await blog()
        .visitor()
        .comment(await blog().publish(), { ...mara, comment: 'Casino bonus' })
      await decide(db(), [{ comment: id, seen: await stepOf(db(), id) }], 'spam', { by })
      const erasure = comments === 'keep' ? { comments, underName: 'Somebody' } : { comments }
      const reader = await readerAt(blog(), mara.email)
      await erasePerson(db(), testKeys, reader, erasure, { account: null, name: 'Ada' })
      await learn()
      expect([await tokenCount(), (await learned()).size]).toEqual([0, 0])
    },
  )

  test('is forgotten when its author takes it back, and kept when spam is emptied', async () => {
    const slug = await blog().publish()
    const reader = blog().visitor()
    const id = await reader.comment(slug, { ...mara, comment: 'Green tea' })
    await move(id, 'approved')
    await reader.post(`/comments/${id}/withdrawal`, {})
    expect(await tokenCount()).toBe(0)

    const [spam = 0] = await waiting('Casino bonus')
    await move(spam, 'spam')
    await db()
      .transaction()
      .execute(trx =>
        passGate(trx, {
          by: { kind: 'rule' },
          changes: [{ comment: spam, seen: 'anything', becomes: 'emptied' }],
        }),
      )
    expect(await known('casino')).toEqual({ spam: 1, ham: 0 })
    const row = await db().selectFrom('comments').selectAll().where('id', '=', spam).executeTakeFirstOrThrow()
    expect(row).toMatchObject({ status: 'withdrawn', source: '', name: '' })
  })

  test('is forgotten once its article is deleted, however that went; what was spam stays', async () => {
    const [ham = 0, spam = 0] = await waiting('Green tea', 'Casino bonus')
    await move(ham, 'approved')
    await move(spam, 'spam')
    await db().deleteFrom('posts').execute()
    await forgetLessonsOfGone(db(), () => true)
    expect([await known('green'), await known('casino')]).toEqual([null, { spam: 1, ham: 0 }])
    expect(await stateOf()).toMatchObject({ spam: 1, ham: 0 })
  })

  test('all at once leaves nothing', async () => {
    const [id = 0] = await waiting('Casino bonus')
    await move(id, 'spam')
    await moderate(db(), id, 'approved', { kind: 'command' })
    await db().transaction().execute(forgetAll)
    await learn()
    expect([await tokenCount(), (await learned()).size]).toEqual([0, 0])
    expect(await stateOf()).toMatchObject({ spam: 0, ham: 0, bias: 0 })
  })
})

test('what is due and has no job any more is learned all the same, within minutes', async () => {
  const [id = 0] = await waiting('Casino bonus')
  await moderate(db(), id, 'spam', { kind: 'command' })
  await db().deleteFrom('private.jobs').execute()
  const job = () => db().selectFrom('private.jobs').select('run_at').where('name', '=', 'learn-due')
  const stop = await startWork(blog().services)
  await expect.poll(() => job().execute()).toHaveLength(1)
  await stop()
  const { run_at } = await job().executeTakeFirstOrThrow()
  expect(run_at.getTime() - Date.now()).toBeLessThan(5 * 60_000 + 1_000)
  await sql`update private.jobs set run_at = now() where name = 'learn-due'`.execute(db())
  onTestFinished(await startWork(blog().services))
  await expect.poll(() => known('casino')).toEqual({ spam: 1, ham: 0 })
})

test('what a node of the version before leaves to be learned of a decision is learned, and once', async () => {
  const [id = 0] = await waiting('Casino bonus')
  const { decision } = await decide(db(), [{ comment: id, seen: await stepOf(db(), id) }], 'spam', { by })
  await db().deleteFrom('private.due_lessons').execute()
  for (let turn = 0; turn < 2; turn++) await learnDecision(db(), decision ?? '', () => true)
  expect(await known('casino')).toEqual({ spam: 1, ham: 0 })
})

// PGlite has one connection: there one after the other is all there is.
test.each(engine === 'postgres' ? (['decides', 'learns'] as const) : [])(
  'whoever decides does not wait for who %s at the same moment',
  async does => {
    const [[one = 0], [two = 0]] = [await waiting('Green tea'), await waiting('Casino bonus')]
    if (does === 'learns') await moderate(db(), two, 'approved', { kind: 'command' })
    const [seenOne, seenTwo] = [await stepOf(db(), one), await stepOf(db(), two)]
    await db()
      .transaction()
      .execute(async trx => {
        if (does === 'decides') await decideWithin(trx, [{ comment: one, seen: seenOne }], 'approved', { by })
        else {
          await lockState(trx)
          await takeDue(trx, 40)
        }
        await db()
          .transaction()
          .execute(async other => {
            await sql`set local lock_timeout = '2s'`.execute(other)
            await decideWithin(other, [{ comment: two, seen: seenTwo }], 'spam', { by })
          })
      })
    await learn()
    expect(await known('casino')).toEqual({ spam: 1, ham: 0 })
  },
)

test('Akismet is told of nothing that is erased', async () => {
  const [id = 0] = await waiting('Casino bonus')
  await db().insertInto('private.akismet_answers').values({ comment_id: id, is_spam: true }).execute()
  await db()
    .transaction()
    .execute(trx => passGate(trx, { by, changes: [{ comment: id, seen: 'anything', becomes: 'erased' }] }))
  expect(await db().selectFrom('private.jobs').select('name').execute()).toEqual([])
})

test('what is decided while others learn is learned after it, and both wait for nobody', async () => {
  const [one = 0, two = 0] = await waiting('Green tea', 'Casino bonus')
  await moderate(db(), one, 'approved', { kind: 'command' })
  const first = learn()
  await moderate(db(), one, 'spam', { kind: 'command' })
  await moderate(db(), two, 'spam', { kind: 'command' })
  await Promise.all([first, learn()])
  await learn()
  expect(await stateOf()).toMatchObject({ spam: 2, ham: 0 })
  expect(await db().selectFrom('private.due_lessons').selectAll().execute()).toEqual([])
})

test('two who decide at once learn one after the other: no sum is lost, and nobody waits for the other for ever', async () => {
  const said = makeSaid(seeded(4), 60)
  const ids = await waiting(...said.map(({ text }) => text))
  const half = (n: number) => ids.filter((_, at) => at % 2 === n)
  const work = (list: number[]) =>
    Promise.all(
      list.map(id =>
        db()
          .transaction()
          .execute(trx => teach(trx, [{ comment: id, lesson: ids.indexOf(id) % 3 === 0 ? 'spam' : 'ham' }])),
      ),
    )
  await Promise.all([work(half(0)), work(half(1).toReversed())])
  expect(await stateOf()).toMatchObject({ spam: 20, ham: 40 })
  const { rows } = await sql<{ wrong: number }>`
    with sums as (
      select t as hash, count(*) filter (where is_spam) as spam, count(*) filter (where not is_spam) as ham
      from private.spam_decisions, unnest(tokens) t group by 1
    ) select count(*) as wrong from sums full join private.spam_tokens k using (hash)
      where sums.spam is distinct from k.spam or sums.ham is distinct from k.ham`.execute(db())
  expect(rows[0]?.wrong).toBe(0)
  await db()
    .transaction()
    .execute(trx =>
      teach(
        trx,
        ids.map(comment => ({ comment, lesson: null })),
      ),
    )
  expect(await tokenCount()).toBe(0)
  expect(Math.abs((await stateOf())?.bias ?? 1)).toBeLessThan(1e-9)
})
