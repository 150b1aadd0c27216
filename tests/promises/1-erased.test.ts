import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join as path } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { learnAll } from '../../src/moderation/learn-all.ts'
import { learnDue } from '../../src/moderation/lessons.ts'
import { moderate } from '../../src/moderation/moderate.ts'
import { deletePost } from '../../src/posts/manage.ts'
import { openAside } from '../../src/readers/aside.ts'
import { unsealAddress } from '../../src/readers/contacts.ts'
import { keepAnswer } from '../../src/spam/akismet-answers.ts'
import { forgetLessonsOfGone } from '../../src/spam/gone.ts'
import { typed } from '../cli/typed.ts'
import { testBlog } from '../support/blog.ts'
import { testKeys } from '../support/keys.ts'
import { seeded } from '../support/learner.ts'
import { allRows } from '../support/rows.ts'
import { makeSaid } from '../support/said.ts'
import { setSettings } from '../support/settings.ts'
import { join } from '../support/staff.ts'
import { teachComments } from '../support/taught.ts'
import { forgetImports } from '../transfer/imports.ts'
import { wordpressFile } from '../transfer/wordpress-file.ts'
import { canary, traces } from './canary.ts'

const blog = testBlog({ TRUSTED_PROXIES: '127.0.0.1' })
forgetImports()
const folder = mkdtempSync(path(tmpdir(), 'afterword-erased-'))
afterAll(() => rmSync(folder, { recursive: true }))
const db = () => blog().database.db

/** Stands in every text of the canary's, and in its name. */
const word = 'zqheron'
const by = { name: `Jo ${word}`, email: canary.email, ip: canary.ip }

/**
 * Every table that may hold something of a reader: who adds one that does names it here, and says below how it is
 * emptied of them.
 */
const tables = [
  ...['public.comments', 'private.comment_terms', 'private.origins', 'private.contacts'],
  ...['private.moderation_log', 'private.spam_verdicts', 'private.spam_decisions', 'private.akismet_answers'],
  ...['private.person_notes', 'private.blocks', 'private.reports', 'private.import_aside'],
  ...['private.imported', 'private.setting_saves', 'private.settings', 'private.bulk_decisions'],
]

/** In these it stands for words in another way: as numbers, hashes, or the words of spam that others wrote too. */
const withoutWords = [
  ...['private.spam_verdicts', 'private.spam_decisions', 'private.akismet_answers', 'private.reports'],
  ...['private.imported', 'private.settings', 'private.bulk_decisions'],
]

/** What of the canary stands in which table, with what is sealed opened. */
async function left(): Promise<Map<string, string[]>> {
  const rows = await allRows(blog())
  const contacts = await db().selectFrom('private.contacts').selectAll().execute()
  const aside = await db().selectFrom('private.import_aside').selectAll().execute()
  const opened = new Map([
    ['private.contacts', contacts.map(row => unsealAddress(testKeys, row) ?? '').join('\n')],
    ['private.import_aside', aside.map(row => openAside(testKeys, row) ?? '').join('\n')],
  ])
  // A part of a table is read with the whole.
  const whole = [...rows].filter(([table]) => !table.startsWith('private.comment_terms_'))
  const found = whole.map(([table, text]): [string, string[]] => {
    const all = `${text}\n${opened.get(table) ?? ''}`
    return [table, [...traces(all), ...(all.toLowerCase().includes(word) ? [word] : [])]]
  })
  return new Map(found.filter(([, what]) => what.length > 0))
}

async function bringIn(slug: string, status: 'publish' | 'draft', ...texts: string[]): Promise<void> {
  const file = path(folder, `${slug}.xml`)
  writeFileSync(
    file,
    wordpressFile(
      { slug, status },
      texts.map(text => ({ ...by, text })),
    ),
  )
  expect((await typed(blog(), 'import', file)).code).toBe(0)
}

/** The canary writes everywhere, and everything is done to what it wrote. */
async function everythingHappens() {
  await setSettings(db(), { comments_per_minute: 1000, trust_after: 5 })
  const [slug, lost] = [await blog().publish(), await blog().publish({ slug: 'lost' })]
  await blog().publish({ slug: 'taught' })
  const said = makeSaid(seeded(3), 60)
  await teachComments(db(), 'taught', said)

  const reader = blog().visitor({ ip: '127.0.0.1', headers: canary.headers })
  const say = (comment: string, on = slug) =>
    reader.comment(on, { ...canary.fields, name: by.name, comment: `${comment} ${word} ${canary.email}` })
  const spamLike = said.find(({ isSpam }) => isSpam)?.text ?? ''
  const ids = {
    pending: await say(spamLike),
    approved: await say('Approved.'),
    spam: await say('Spam.'),
    trash: await say('Trashed.'),
    edited: await say('Edited by its author.'),
    rewritten: await say('Edited by a moderator, twice.'),
    withdrawn: await say('Withdrawn.'),
    lost: await say('On an article that is deleted.', lost),
    kept: await say('Called spam, on that article.', lost),
  }
  await reader.fill(`/comments/${ids.edited}/revision`, { comment: `Other words of ${word}` })
  await reader.post(`/comments/${ids.withdrawn}/withdrawal`, {})

  const moderator = await join(blog(), 'moderator')
  for (const id of [ids.rewritten, ids.lost])
    for (const n of [1, 2])
      await moderator.fill(`/admin/comments/${id}/text`, { comment: `Rewritten ${n} times: ${word}` })
  await blog().approve(ids.approved, ids.edited, ids.rewritten, ids.lost)
  for (const [id, to] of [
    [ids.spam, 'spam'],
    [ids.kept, 'spam'],
    [ids.trash, 'trash'],
  ] as const)
    await moderate(db(), id, to, { kind: 'command' })
  const other = blog().visitor()
  await other.get(`/comments/${ids.approved}/report`)
  await other.post(`/comments/${ids.approved}/report`, { reason: 'insult' })
  for (const id of [ids.approved, ids.spam, ids.lost])
    await db()
      .transaction()
      .execute(trx => keepAnswer(trx, id, true))

  await bringIn('rain', 'publish', `An imported comment of ${word}.`)
  await bringIn('later', 'draft', `Kept aside: ${word}.`, `And this: ${canary.email}`)
  await learnAll(db(), () => true)

  const person = `/admin/comments/${ids.approved}`
  await moderator.post(`${person}/person/notes`, { note: `Is called ${word}` })
  await moderator.post(`${person}/person/mute`, { time: 'good' })
  for (const what of ['address', 'ip', 'network', 'browser'])
    await moderator.post(`${person}/block`, { what, time: 'good' })
  const administrator = await join(blog(), 'administrator')
  const listed = async (blocked_networks: string[]) => setSettings(db(), { blocked_networks })
  await listed([canary.ip])
  await listed([])
  await moderator.post('/admin/decisions', {
    ...{ status: 'pending', every: 'yes', newest: '999999999', step: '999999999' },
    ...{ snapshot: '999999999:999999999:', search: word, to: 'trash' },
  })
  await learnDue(db(), () => true)
  return { ids, lost, administrator }
}

const lessonsOf = async (ids: readonly number[]) =>
  (
    await db()
      .selectFrom('private.spam_decisions')
      .select('comment_id')
      .where('comment_id', 'in', [...ids])
      .execute()
  ).map(({ comment_id }) => comment_id)

/** The words by which a comment was taken for spam. */
const evidenceOf = async (id: number) =>
  (
    await db().selectFrom('private.spam_verdicts').select('evidence').where('comment_id', '=', id).execute()
  ).flatMap(({ evidence }) => evidence)

test.each(['remove', 'keep'] as const)(
  'of a reader who is erased (%s) nothing stands in any table but what the pages say is kept',
  async comments => {
    const { ids, lost, administrator } = await everythingHappens()
    const held = await left()
    expect([...held.keys()].filter(table => !tables.includes(table))).toEqual([])
    const learned = await lessonsOf(Object.values(ids))
    expect(learned).toEqual(expect.arrayContaining([ids.approved, ids.spam, ids.lost, ids.kept]))
    for (const table of tables.filter(table => !withoutWords.includes(table)))
      expect([table, held.has(table)]).toEqual([table, true])
    expect(await evidenceOf(ids.pending)).not.toEqual([])

    await deletePost(db(), lost)
    await forgetLessonsOfGone(db(), () => true)
    const fields = { address: canary.email, comments, sure: 'yes' }
    expect((await administrator.post('/admin/readers/erasure', fields)).status).toBe(200)

    const stays = await left()
    // An address that is blocked is kept, sealed; a network that was listed under Discussion for thirty days more.
    expect(stays.get('private.contacts')).toEqual(expect.arrayContaining(['zq.canary']))
    stays.delete('private.contacts')
    expect(stays.get('private.setting_saves')).toEqual([canary.ip])
    stays.delete('private.setting_saves')
    // Where their comments are kept, so are the words of those, as they are shown.
    const words = comments === 'keep' ? ['public.comments', 'private.comment_terms'] : []
    for (const table of words) {
      expect([table, stays.get(table)]).toEqual([table, [word]])
      stays.delete(table)
    }
    expect(stays).toEqual(new Map())
    // Of what was spam the lesson stays where nobody could tell any more whose it was.
    expect(await lessonsOf(Object.values(ids))).toEqual([ids.kept])
    expect(await evidenceOf(ids.pending)).toEqual([])
    const { rows: imported } = await sql`select from private.spam_decisions d join private.imported i
      on i.local_id = d.comment_id and i.kind = 'comment'`.execute(db())
    expect(imported).toEqual([])
    const blocks = await db().selectFrom('private.blocks').select(['kind', 'network']).orderBy('id').execute()
    expect(blocks.map(({ kind, network }) => network ?? kind)).toEqual(['address', '203.0.113.0/24'])
  },
)
