import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { leadToPost } from '../../src/addresses/addresses.ts'
import { transact } from '../../src/db/transact.ts'
import { editPost } from '../../src/posts/edit.ts'
import { openPost } from '../../src/posts/writer.ts'
import { readSettings } from '../../src/settings/settings.ts'
import { byOld } from '../../src/transfer/address-map.ts'
import { disqus } from '../../src/transfer/formats/disqus.ts'
import { openSource } from '../../src/transfer/open-file.ts'
import { addsUp } from '../../src/transfer/report.ts'
import { bringIn } from '../../src/transfer/store.ts'
import { typed } from '../cli/typed.ts'
import { testBlog } from '../support/blog.ts'
import { postId } from '../support/rows.ts'
import { join as joinStaff } from '../support/staff.ts'
import { forgetImports } from './imports.ts'

const blog = testBlog()
forgetImports()
const sample = (name: string) => join(import.meta.dirname, '..', 'samples', 'transfer', name)
const folder = mkdtempSync(join(tmpdir(), 'afterword-take-back-'))
afterAll(() => rmSync(folder, { recursive: true }))

const lamp = 'lamp-at-the-pier'

/** The file again, with something changed in it. */
function newer(words: string, others: string): string {
  const path = join(folder, 'wordpress-newer.xml')
  writeFileSync(path, readFileSync(sample('wordpress.xml'), 'utf8').replace(words, others))
  return path
}

/** How many rows each table that an import fills has. */
async function counts() {
  const { rows } = await sql<Record<string, number>>`
    select (select count(*)::int from posts) as posts, (select count(*)::int from comments) as comments,
      (select count(*)::int from threads) as threads, (select count(*)::int from addresses) as addresses,
      (select count(*)::int from authors) as authors, (select count(*)::int from private.origins) as origins,
      (select count(*)::int from private.contacts) as contacts,
      (select count(*)::int from private.comment_terms) as terms,
      (select count(*)::int from private.imported) as imported,
      (select count(*)::int from private.import_aside) as aside,
      (select coalesce(sum(comments), 0)::int from private.comment_counts) as counted`.execute(
    blog().database.db,
  )
  return rows[0]
}

async function idOf(foreign: string): Promise<number> {
  const { local_id } = await blog()
    .database.db.selectFrom('private.imported')
    .select('local_id')
    .where('foreign_id', '=', foreign)
    .where('kind', '=', 'comment')
    .executeTakeFirstOrThrow()
  return local_id
}

test('an import is taken back whole, and the same file comes in again as it did', async () => {
  const empty = await counts()
  await typed(blog(), 'import', sample('wordpress.xml'))
  const articles = await counts()
  await typed(blog(), 'import', sample('disqus.xml'))
  const full = await counts()
  const listed = await typed(blog(), 'imports')
  const [second = '', first = ''] = listed.lines.map(line => /^\d+/.exec(line)?.[0] ?? '')
  expect(listed.lines.join('\n')).toMatch(/disqus \(.*\), disqus\.xml.*comments added\n.*wordpress\.xml/)

  expect(await typed(blog(), 'import', '--take-back', second)).toMatchObject({ code: 0, problems: [] })
  expect(await counts()).toEqual(articles)
  expect((await typed(blog(), 'imports')).lines[0]).toMatch(/taken back/)
  expect(await typed(blog(), 'imports', 'take-back', second)).toEqual({
    ...{ code: 0, problems: [] },
    lines: [expect.stringMatching(new RegExp(`^Import ${second} was taken back already, on \\d{4}-`))],
  })
  await typed(blog(), 'import', sample('disqus.xml'))
  expect(await counts()).toEqual(full)

  await typed(blog(), 'imports', 'take-back', String(Number(second) + 1))
  await typed(blog(), 'imports', 'take-back', first)
  expect(await counts()).toEqual(empty)
  expect((await typed(blog(), 'imports', 'show', first)).lines.join('\n')).toMatch(/articles read =/)
})

/** Where each old address leads. */
async function leads(): Promise<string[]> {
  const { rows } = await sql<{ lead: string }>`select a.path || ' ' || coalesce(p.slug, a.url) as lead
    from addresses a left join posts p on p.id = a.post_id order by a.path`.execute(blog().database.db)
  return rows.map(({ lead }) => lead)
}

const lastImport = async () => /^\d+/.exec((await typed(blog(), 'imports')).lines[0] ?? '')?.[0] ?? ''

test('where a map led readers goes with the import that it was for; where a person leads them stays', async () => {
  const { db } = blog().database
  for (const slug of ['here', 'there', 'by-hand']) await blog().publish({ slug })
  const byHand = await postId(db, 'by-hand')
  const byPerson = ['/mine by-hand', '/taken-over by-hand']
  const lead = (path: string) => transact(db, trx => leadToPost(trx, path, byHand))
  await lead('/mine')
  const map = join(folder, 'leads.tsv')
  writeFileSync(map, '/2019/03/lamp-at-the-pier/\t/here\n/mine\t/there\n/taken-over\t/there\n/old\t/there\n')
  await typed(blog(), 'import', sample('disqus.xml'), '--map', map)
  await lead('/taken-over')
  expect(await leads()).toEqual(['/2019/03/lamp-at-the-pier here', byPerson[0], '/old there', byPerson[1]])
  const taken = await typed(blog(), 'imports', 'take-back', await lastImport())
  expect(taken.lines).toContain('2 old addresses that it had redirected no longer redirect.')
  expect(await leads()).toEqual(byPerson)

  // One that is given later is for what it brings in.
  await typed(blog(), 'import', sample('disqus.xml'))
  await typed(blog(), 'imports', 'attach', '--map', map)
  await typed(blog(), 'imports', 'take-back', await lastImport())
  expect(await leads()).toEqual([byPerson[0], '/old there', byPerson[1]])
})

test('what several say of an old address stays until the last of them is taken back; what a person says stays', async () => {
  await blog().publish({ slug: 'here', title: 'Here' })
  const map = join(folder, 'one.tsv')
  writeFileSync(map, '/old\t/here\n')
  const bring = async (file: string) => {
    await typed(blog(), 'import', sample(file), '--map', map)
    return lastImport()
  }
  const takeBack = (id: string) => typed(blog(), 'imports', 'take-back', id)
  const [first, second] = [await bring('disqus.xml'), await bring('isso.db')]
  await takeBack(first)
  expect(await leads()).toContain('/old here')
  await takeBack(second)
  expect(await leads()).not.toContain('/old here')

  const third = await bring('disqus.xml')
  const article = join(folder, 'here.md')
  writeFileSync(article, '---\ntitle: Here\nslug: here\naliases: [/old]\n---\n\nWritten.\n')
  await typed(blog(), 'import', 'markdown', article)
  await takeBack(third)
  expect(await leads()).toContain('/old here')
})

test('what people wrote since stays: replies under places without words, articles that they edited or discuss', async () => {
  await typed(blog(), 'import', sample('wordpress.xml'))
  const answered = await idOf('13')
  const path = `/${lamp}`
  const reply = await blog()
    .visitor()
    .comment(lamp, { name: 'Rosa', comment: 'I was there as well.', parent: String(answered) })
  await blog().approve(reply)
  await blog()
    .database.db.updateTable('posts')
    .set({ title: 'Edited here' })
    .where('slug', '=', 'stair')
    .execute()

  const [listed = ''] = (await typed(blog(), 'imports')).lines
  const { lines, code } = await typed(blog(), 'imports', 'take-back', /^\d+/.exec(listed)?.[0] ?? '')
  expect(code).toBe(0)
  expect(lines.join('\n')).toMatch(/3 comments that others have answered/)
  expect(lines.join('\n')).toMatch(new RegExp(`\\(${lamp}\\) stays: others have commented`))
  expect(lines.join('\n')).toMatch(/\(stair\) stays: it was edited here/)
  const { html } = await blog().visitor().get(path)
  expect(html).toContain('I was there as well.')
  expect(html).not.toContain('Depth six')
  const { rows } = await sql`
    select c.status, c.name, c.source from comments c order by c.id`.execute(blog().database.db)
  expect(rows).toEqual([
    ...[0, 1, 2].map(() => ({ status: 'withdrawn', name: '', source: '' })),
    { status: 'approved', name: 'Rosa', source: 'I was there as well.' },
  ])
})

test('what somebody still writes on a published article is theirs: no newer file and no taking back puts it away', async () => {
  await typed(blog(), 'import', sample('wordpress.xml'))
  const { db } = blog().database
  await joinStaff(blog(), 'editor')
  const { id: account, name } = await db
    .selectFrom('private.accounts')
    .select(['id', 'name'])
    .executeTakeFirstOrThrow()
  const writer = { account, name, all: true }
  const id = await postId(db, 'stair')
  const draft = async () => openPost(db, writer, id)
  const before = await draft()
  if (!before) throw new Error('it is there')
  const content = { ...before.content, source: 'An hour of work.' }
  const edit = { id, base: before.base, mark: crypto.randomUUID(), act: 'auto', content } as const
  expect(await editPost(db, writer, edit)).toMatchObject({ outcome: 'saved', status: 'published' })

  await typed(blog(), 'import', newer('CDATA[The stair]', 'CDATA[The newer stair]'))
  expect((await draft())?.content).toMatchObject({ title: 'The stair', source: 'An hour of work.' })
  const listed = (await typed(blog(), 'imports')).lines.join('\n')
  const { lines } = await typed(
    blog(),
    'imports',
    'take-back',
    /^\d+(?=.* [1-9]\d* articles)/m.exec(listed)?.[0] ?? '',
  )
  expect(lines.join('\n')).toMatch(/\(stair\) stays: it was edited here/)
  expect((await draft())?.content.source).toBe('An hour of work.')
})

test('what is new on an article that was deleted here stays out, and keeps nothing else out', async () => {
  await typed(blog(), 'import', sample('wordpress.xml'))
  await typed(blog(), 'posts', 'delete', lamp)
  const before = (await counts())?.['comments'] ?? 0
  const words = readFileSync(sample('wordpress.xml'), 'utf8')
  const more = words.replaceAll(
    /<wp:comment>\s*<wp:comment_id>(26|30)<[\s\S]*?<\/wp:comment>/g,
    (one, nth: string) =>
      [
        one,
        one.replace(`id>${nth}<`, `id>90${nth}<`).replace(/(content><!\[CDATA\[)[^\]]*/, `$1New, ${nth}.`),
      ].join('\n'),
  )
  const path = newer(words, more)
  for (const [file, ...dry] of [[path, '--dry-run'], [path]] as const) {
    const { code, lines, problems } = await typed(blog(), 'import', file, ...dry)
    expect([code, problems]).toEqual([0, []])
    expect(lines.join('\n')).toMatch(/comment [\d, ]*\b9026\b[\d, ]*: their article was deleted here/)
    expect(lines.join('\n')).toMatch(/comments read = 1 added /)
  }
  expect((await counts())?.['comments']).toBe(before + 1)
  expect(await idOf('9030')).toBeGreaterThan(0)
})

describe('comments whose article is not here', () => {
  test('are listed by address, and come in with an article of another import, or with a map', async () => {
    await typed(blog(), 'import', sample('disqus.xml'))
    const waiting = await typed(blog(), 'imports', 'aside')
    expect(waiting.lines.join('\n')).toMatch(/^14 {2}\/2019\/03\/lamp-at-the-pier {2}\(disqus/m)
    const { lines } = await typed(blog(), 'import', sample('wordpress.xml'))
    expect(lines.join('\n')).toMatch(/comments came in that earlier imports had kept aside/)
    expect((await typed(blog(), 'imports', 'aside')).lines.join('\n')).not.toContain(lamp)
    const { html } = await blog().visitor().get(`/${lamp}`)
    expect(html).not.toMatch(/reader\.example/)
    expect(await idOf('5001')).toBeGreaterThan(0)

    const map = join(folder, 'map.tsv')
    writeFileSync(
      map,
      `\ufeff# moved\n${/\S+(?= {2}\(disqus)/.exec(waiting.lines[0] ?? '')?.[0] ?? ''}\t/${lamp}\r\n`,
    )
    await typed(blog(), 'import', sample('disqus.xml'), '--map', map, '--dry-run')
    const before = (await counts())?.['comments'] ?? 0
    const attached = await typed(blog(), 'imports', 'attach', '--map', map)
    expect(attached.lines.join()).toMatch(/^[1-9]\d* comments? came in/)
    expect((await counts())?.['comments']).toBeGreaterThan(before)
  })
})

test('a map names its lines that lead nowhere, and those that are none, by their numbers', async () => {
  await typed(blog(), 'import', sample('disqus.xml'))
  await blog().publish({ slug: 'here' })
  const map = join(folder, 'nowhere.tsv')
  writeFileSync(
    map,
    '# moved\n/2019/03/lamp-at-the-pier/\t/here\n/old\t/not-here/\n/older\t/lamp-at-the-pier\n',
  )
  const nowhere = [
    `${map}:3: there is no article at /not-here.`,
    `${map}:4: there is no article at /${lamp}.`,
  ]
  const attached = await typed(blog(), 'imports', 'attach', '--map', map)
  expect([attached.code, attached.problems]).toEqual([1, nowhere])
  expect(attached.lines).toEqual(['14 comments came in that had waited for their articles.'])

  // What the file or the next one brings is somewhere, on a dry run too.
  for (const dry of [['--dry-run'], []]) {
    const both = [sample('disqus.xml'), sample('wordpress.xml'), '--map', map, ...dry]
    const { code, problems } = await typed(blog(), 'import', ...both)
    expect([code, problems]).toEqual([1, nowhere.slice(0, 1)])
  }
  const last = (await typed(blog(), 'imports')).lines.find(text => text.includes('wordpress.xml')) ?? ''
  const shown = await typed(blog(), 'imports', 'show', /^\d+/.exec(last)?.[0] ?? '')
  expect(shown.problems).toEqual(['  line 3 of the map: there is no article at /not-here.'])

  writeFileSync(map, '/old\n/a\t/here\nmailto:x\t/here\n')
  const broken = await typed(blog(), 'imports', 'attach', '--map', map)
  expect([broken.code, broken.problems.join().match(/nowhere\.tsv:\d/g)]).toEqual([
    2,
    ['nowhere.tsv:1', 'nowhere.tsv:3'],
  ])
})

test('a file that is brought in again once its articles are here brings each comment once', async () => {
  await typed(blog(), 'import', sample('isso.db'))
  await blog().publish({ slug: lamp })
  const map = join(folder, 'lamp.tsv')
  writeFileSync(map, `/2019/03/lamp-at-the-pier/\t/${lamp}\n`)
  await typed(blog(), 'import', sample('isso.db'), '--map', map)
  const { rows } = await sql<{ id: string }>`
    select foreign_id as id from private.imported where kind = 'comment' order by foreign_id::int`.execute(
    blog().database.db,
  )
  expect(rows.map(({ id }) => id)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '12'])
  expect((await typed(blog(), 'imports', 'attach')).lines.join()).toMatch(/^0 comments/)
})

test('one that is ended leaves what is in, adds up, and goes on when it is run again', async () => {
  await typed(blog(), 'import', sample('wordpress.xml'))
  const before = await counts()
  const { db, publicDb } = blog().database
  const stop = new AbortController()
  const asked = {
    ...{
      db,
      ring: blog().services.keys,
      settings: await readSettings(publicDb),
      format: { ...disqus, name: 'disqus', title: 'Disqus' },
    },
    ...{ source: await openSource(sample('disqus.xml')), site: null, mapped: byOld([]) },
    ...{ isDry: false, begun: null, find: null, mediaDir: null, log: blog().services.log, actor: 'a test' },
  }
  const report = await bringIn({
    ...asked,
    tell: ({ comments }) => void (comments.read > 9 && stop.abort()),
    signal: stop.signal,
  })
  expect(report.isCancelled).toBe(true)
  expect([addsUp(report.comments), report.comments.skipped.cancelled]).toEqual([true, 10])
  expect(await counts()).toEqual(before)
  const whole = await bringIn({ ...asked, tell: () => undefined })
  expect(whole.isCancelled).toBe(false)
  expect(whole.comments.added).toBeGreaterThan(12)
})
