import fc from 'fast-check'
import { sql, type Transaction } from 'kysely'
import { leadNowhere, leadTo, leadToPost } from '../../src/addresses/addresses.ts'
import { placeUnder } from '../../src/comments/submit.ts'
import { maxPathLength } from '../../src/comments/limits.ts'
import type { CommentStatus, Database } from '../../src/db/tables.ts'
import { transact } from '../../src/db/transact.ts'
import { type Change, passGate } from '../../src/moderation/gate.ts'
import { setAuthors } from '../../src/posts/authors.ts'
import { readContent, writeRevision } from '../../src/posts/revisions.ts'
import { savePost } from '../../src/posts/save.ts'
import { keepGivenAddresses, originsForAll } from '../../src/readers/given-addresses.ts'
import { Email } from '../../src/readers/email.ts'
import { commentHtml } from '../../src/text/comment-html.ts'
import { authorsNamed } from '../../src/transfer/authors-named.ts'
import type { TestBlog } from '../support/blog.ts'
import { postId } from '../support/rows.ts'
import { setSettings } from '../support/settings.ts'

/** What YAML, HTML or a shell would make something else of. */
const awkward = fc.constantFrom(
  ...['3.10', '007', 'True', '1e3', '~', '- a: b', '"q"', "it's", '# no', '<b>&amp;', '堤端的灯', ']]>'],
)
const words = fc.oneof(awkward, fc.stringMatching(/^[a-zA-Z äß灯堤か:&<>"'{}[\]#|*-]{1,30}$/))
/** A line of a text, whatever it begins with. */
export const line = words.map(text => text.replace(/\s+/g, ' ').trim()).filter(text => text !== '')
const paragraphs = fc.array(line, { minLength: 1, maxLength: 3 }).map(lines => lines.join('\n\n'))
const time = fc.date({ min: new Date('1999-01-01'), max: new Date('2025-12-31'), noInvalidDate: true })
const name = fc.constantFrom('Rosa, the elder', 'Bo', '陈灯', 'a: b', "O'Neil", 'R&amp;D <x>')

const comment = fc.record({
  /** Which of those before it on the article it answers, counted round; null for none. */
  answers: fc.option(fc.nat(20), { freq: 4 }),
  status: fc.constantFrom<CommentStatus[]>('approved', 'approved', 'pending', 'spam', 'trash', 'withdrawn'),
  source: paragraphs,
  website: fc.constantFrom(null, 'https://ana.example/a?b=1&c=2', 'https://ana.example/?a&copy=1'),
  email: fc.constantFrom(null, 'ana@reader.example', 'bo@reader.example'),
  edited: fc.boolean(),
  isStaff: fc.boolean(),
  ...{ name, time },
})

const article = fc.record({
  kind: fc.constantFrom('post' as const, 'page' as const),
  title: line,
  tags: fc.uniqueArray(
    fc.oneof(fc.stringMatching(/^[a-z灯堤]{1,12}$/), fc.constantFrom('r&amp;d', 'a<b', '1e3')),
    { maxLength: 3 },
  ),
  status: fc.constantFrom('published' as const, 'draft' as const, 'private' as const),
  publishedAt: time,
  source: paragraphs,
  language: fc.constantFrom('en', 'zh-CN', 'ja', 'de'),
  excerpt: fc.option(line),
  description: fc.option(line),
  canonical: fc.constantFrom(null, 'https://old.example/a?b=1#c'),
  pinned: fc.boolean(),
  comments: fc.oneof(
    fc.record({ until: fc.constantFrom('site' as const, 'closed' as const, 'always' as const) }),
    fc.record({ until: fc.constant('days' as const), days: fc.integer({ min: 1, max: 36_500 }) }),
  ),
  translationKey: fc.constantFrom(null, null, 'lamp'),
  hasCover: fc.boolean(),
  /** What its picture is called. */
  picture: fc.option(fc.constantFrom('640x480.webp', '1200x800.webp')),
  authors: fc.uniqueArray(name, { maxLength: 2 }),
  saves: fc.constantFrom('once', 'twice', 'is being written'),
  oldAddresses: fc.nat(2),
  said: fc.array(comment, { maxLength: 7 }),
})

/** A whole site, as somebody may have it. */
export const anySite = fc.record({
  articles: fc.array(article, { minLength: 2, maxLength: 5 }),
  settings: fc.record({
    title: line,
    tagline: line,
    thread_depth: fc.integer({ min: 1, max: 10 }),
    navigation: fc.constantFrom([], ['Pier /pier']),
    held_words: fc.uniqueArray(fc.constantFrom('casino', '灯', 'a "b"'), { maxLength: 3 }),
  }),
})

export type Site = typeof anySite extends fc.Arbitrary<infer T> ? T : never
type Article = Site['articles'][number]

/** Makes such a site of an empty blog. */
export async function make(blog: TestBlog, { articles, settings }: Site): Promise<void> {
  const { db } = blog.database
  await setSettings(db, settings)
  for (const [nth, each] of articles.entries()) await makeArticle(blog, each, nth)
  await transact(db, async trx => {
    await leadTo(trx, '/elsewhere?p=7', 'https://elsewhere.example/x')
    await leadNowhere(trx, '/gone')
    await sql`insert into private.videos (key, title) values ('youtube:abc', 'The lamp')`.execute(trx)
  })
}

async function makeArticle(blog: TestBlog, each: Article, nth: number): Promise<void> {
  const { db } = blog.database
  const { hasCover, picture, authors, saves, oldAddresses, said, ...post } = each
  const slug = `article-${nth}`
  const shown = picture === null ? null : await keepPicture(blog, picture, nth)
  const source = shown === null ? post.source : `${post.source}\n\n![The lamp](${shown})`
  const cover = hasCover && shown !== null ? { address: shown, alt: 'A “lamp”', x: 30, y: 70 } : null
  const all = { ...post, slug, source, cover }
  if (saves === 'twice') await savePost(db, { ...all, title: `Before ${nth}` })
  await savePost(db, all)
  await transact(db, async trx => {
    const id = await postId(trx, slug)
    await setAuthors(trx, id, await authorsNamed(trx, authors))
    for (let old = 0; old < oldAddresses; old++) await leadToPost(trx, `/old/${nth}/${old}`, id)
    if (saves === 'is being written')
      await writeRevision(
        trx,
        id,
        { ...(await readContent(trx, id)), source: 'An hour of work.' },
        { actor: { account: null, name: 'Ana' }, kind: 'auto' },
      )
    await say(trx, blog, id, said)
  })
}

/** A picture of this site, such as it is; returns where it is. */
async function keepPicture({ database: { db } }: TestBlog, name: string, nth: number): Promise<string> {
  const hash = String(nth).padStart(22, '0')
  const data = Buffer.from(`picture ${nth}\0\xff`, 'latin1')
  const file = { name, bytes: data.length }
  const { id } = await db
    .insertInto('media')
    .values({
      ...{ name, bytes: 2 * data.length, hash, kind: 'picture' as const },
      ...{ alt: `Number ${nth}`, is_whole: true, account_id: null },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('media_files')
    .values({ ...file, media_id: id, type: 'image/webp', is_main: true })
    .execute()
  await db.insertInto('media_chunks').values({ media_id: id, name, part: 0, data }).execute()
  await db.insertInto('private.media_originals').values({ media_id: id, part: 0, data }).execute()
  return `/media/${hash}/${name}`
}

async function say(
  trx: Transaction<Database>,
  blog: TestBlog,
  post: number,
  said: Article['said'],
): Promise<void> {
  const here: { id: number; thread_id: number; path: number[]; at: Date }[] = []
  const changes: Change[] = []
  const withdrawn: number[] = []
  const given: { comment: number; email: Email }[] = []
  for (const { answers, status, email, edited, isStaff, time, ...words } of said) {
    const { rows } = await sql<{ id: number }>`
      select nextval(pg_get_serial_sequence('public.comments', 'id')) as id`.execute(trx)
    const id = rows[0]?.id ?? 0
    const answered = answers === null ? null : (here[answers % (here.length || 1)] ?? null)
    const place = placeUnder(answered && answered.path.length < maxPathLength ? answered : null, id)
    // Nobody answers what was not said yet.
    const at = answered && answered.at >= time ? new Date(answered.at.getTime() + 1_500) : time
    here.push({ id, ...place, at })
    const parent = place.path.at(-2) ?? null
    changes.push({
      written: {
        ...{ ...words, ...place, id, post_id: post, parent_id: parent, created_at: at, is_staff: isStaff },
        ...{ html: await commentHtml(words.source, 'a test'), language: 'en', avatar: '0123456789abcdef' },
        edited_at: edited ? new Date(at.getTime() + 60_000) : null,
      },
      status: status === 'withdrawn' ? 'approved' : status,
      reasons: [],
    })
    const address = email === null ? null : Email.parse(email)
    if (address) given.push({ comment: id, email: address })
    if (status === 'withdrawn') withdrawn.push(id)
  }
  await passGate(trx, { by: { kind: 'import' }, changes })
  await originsForAll(trx)
  await keepGivenAddresses(trx, blog.services.keys, given)
  const pinned =
    changes.length > 0
      ? [...here.entries()].find(([nth, { path }]) => path.length === 1 && said[nth]?.status === 'approved')
      : undefined
  if (pinned)
    await trx
      .insertInto('comment_marks')
      .values({ comment_id: pinned[1].id, mark: 'pinned', post_id: post })
      .execute()
  await passGate(trx, {
    by: { kind: 'command' },
    changes: withdrawn.map(comment => ({ comment, seen: 'anything', becomes: 'erased' })),
  })
}
