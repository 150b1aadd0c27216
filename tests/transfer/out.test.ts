import { createHash } from 'node:crypto'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { PGlite } from '@electric-sql/pglite'
import { type KyselyPlugin, sql, ValueNode } from 'kysely'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { type OpenDatabase, openDatabase, openEmbedded } from '../../src/db/open.ts'
import { atOneMoment, transact } from '../../src/db/transact.ts'
import { authorOf } from '../../src/posts/authors.ts'
import { keyRing } from '../../src/keys.ts'
import { rowsOf } from '../../src/transfer/out/rows.ts'
import { bringSite, siteTables } from '../../src/transfer/out/site-file.ts'
import { allTables } from '../../src/transfer/out/tables.ts'
import { restore } from '../../src/transfer/out/backup.ts'
import { typed, typedIn } from '../cli/typed.ts'
import { openBlog, type TestBlog, testBlog } from '../support/blog.ts'
import { engine, makePostgresDatabase, usedPglite } from '../support/database.ts'
import { bringing, testSecret } from '../support/keys.ts'
import { readConfig } from '../../src/config.ts'
import { uploadPicture } from '../support/pictures.ts'
import { join as joinStaff } from '../support/staff.ts'

const blog = testBlog()
const folder = mkdtempSync(join(tmpdir(), 'afterword-out-'))
const opened: { close(): Promise<void> }[] = []
afterAll(async () => {
  for (const database of opened) await database.close()
  rmSync(folder, { recursive: true })
})

beforeEach(async () => {
  await sql`delete from private.backups`.execute(blog().database.db)
  await blog().publish()
  await blog().publish({ slug: 'milk', title: 'On milk', status: 'private' })
  await illustrate(blog())
  const ana = blog().visitor()
  const root = await ana.comment('tea', { comment: 'Depth one, and 茶 👩‍👩‍👧' })
  await blog().approve(root)
  const reply = await blog()
    .visitor({ ip: '203.0.113.9' })
    .comment('tea', { comment: 'Depth two', email: 'bo@reader.example', parent: String(root) })
  await blog().approve(reply)
  const { db } = blog().database
  const { post_id } = await db
    .selectFrom('comments')
    .select('post_id')
    .where('id', '=', root)
    .executeTakeFirstOrThrow()
  await db.insertInto('comment_marks').values({ comment_id: root, mark: 'pinned', post_id }).execute()
  await blog().visitor().comment('tea', { comment: 'Waits.', name: 'Wanda', email: 'wanda@reader.example' })
})

/** An account whose author has a picture, which an article shows. */
async function illustrate(one: TestBlog): Promise<void> {
  const editor = await joinStaff(one, 'editor')
  await uploadPicture(editor)
  const { db } = one.database
  const { id, hash } = await db.selectFrom('media').select(['id', 'hash']).executeTakeFirstOrThrow()
  await one.publish({ slug: 'pier', title: 'On piers', source: `![The pier](/media/${hash}/pier.webp)` })
  await transact(db, async trx => {
    const { id: account } = await trx.selectFrom('private.accounts').select('id').executeTakeFirstOrThrow()
    const author = await authorOf(trx, account)
    await trx.updateTable('authors').set({ media_id: id }).where('id', '=', author).execute()
  })
}

/** An empty blog in another database, of the engine that is named; `env` is what is configured there. */
async function elsewhere(
  where: 'pglite' | 'postgres',
  name: string,
  env: Record<string, string> = {},
): Promise<TestBlog> {
  const config = readConfig({ SECRET_KEY: testSecret, ...env })
  return openBlog(await emptyOn(where, name), config)
}

async function emptyOn(where: 'pglite' | 'postgres', name: string): Promise<OpenDatabase> {
  if (where === 'pglite') {
    // Made once for the tests on PGlite; those on Postgres have none.
    const lite = await (engine === 'pglite' ? usedPglite() : PGlite.create())
    opened.push(lite)
    return openEmbedded(lite, bringing(), 'prepare')
  }
  const url = await makePostgresDatabase(`out_${name}_${process.pid}`)
  const database = await openDatabase(
    { database: { kind: 'postgres', url, publicUrl: null, poolSize: 2 }, dataDir: '/nowhere' },
    bringing(),
    'prepare',
  )
  opened.push(database)
  return database
}

/** A hash of the rows of each table. */
async function hashes({ database: { db }, services }: TestBlog, only: readonly string[] | null = null) {
  const here = { mediaDir: services.config.mediaDir, missing: new Set<string>() }
  return atOneMoment(db, async trx => {
    const found: Record<string, string> = {}
    for (const table of await allTables(trx)) {
      const name = `${table.schema}.${table.name}`
      if (only !== null && !only.includes(name)) continue
      const hash = createHash('sha256')
      for await (const rows of rowsOf(trx, table, here)) for (const row of rows) hash.update(`${row}\n`)
      found[name] = hash.digest('hex')
    }
    return found
  })
}

const counts = ({ database: { db } }: TestBlog) =>
  sql`select post_id, status, sum(comments) as count from private.comment_counts
    group by 1, 2 having sum(comments) <> 0 order by 1, 2`
    .execute(db)
    .then(({ rows }) => rows)

describe('backup and restore', () => {
  test('bring every table back, on the same engine and on the other', async () => {
    const path = join(folder, 'all.backup')
    const made = await typed(blog(), 'backup', path)
    expect(made.code).toBe(0)
    expect(readFileSync(path).includes('reader.example')).toBe(false)
    const before = await hashes(blog())
    const { 'private.backups': _, ...rest } = before
    for (const where of engine === 'postgres' ? (['pglite', 'postgres'] as const) : (['pglite'] as const)) {
      // And files from rows into a folder, on PGlite.
      const env = where === 'pglite' ? { MEDIA_DIR: mkdtempSync(join(folder, 'media-')) } : {}
      const other = await elsewhere(where, 'all', env)
      expect((await typed(other, 'restore', path)).problems).toEqual([])
      expect(await hashes(other)).toMatchObject(rest)
      expect(await counts(other)).toEqual(await counts(blog()))
      // And it is a blog that goes on.
      await other.visitor().comment('tea', {})
      expect((await other.visitor().get('/tea')).html).toContain('Depth two')
    }
  })

  test('give no id a second time: what was said of a comment that is gone is not said of the next one', async () => {
    await blog().publish({ slug: 'gone', title: 'Gone' })
    const last = await blog().visitor().comment('gone', { comment: 'The last of all.' })
    await blog().approve(last)
    await typed(blog(), 'posts', 'delete', 'gone')
    const { db } = blog().database
    expect(await db.selectFrom('comments').select('id').where('id', '>=', last).execute()).toEqual([])
    const [backup, site] = [join(folder, 'ids.backup'), join(folder, 'ids.jsonl')]
    await typed(blog(), 'backup', backup)
    const one = await elsewhere(engine, 'ids_one')
    expect((await typed(one, 'restore', backup)).problems).toEqual([])
    // And not after one more way, before anything new was written.
    await sql`update media set account_id = null`.execute(one.database.db)
    await typed(one, 'export', 'afterword', site)
    const two = await elsewhere(engine, 'ids_two')
    expect((await typed(two, 'import', 'afterword', site)).problems).toEqual([])
    expect(await two.visitor().comment('tea', {})).toBeGreaterThan(last)
  })

  test('refuse a database in use, another key, a file that is cut off or changed, and another passphrase than its own', async () => {
    const path = join(folder, 'refused.backup')
    await typed(blog(), 'backup', path)
    expect((await typed(blog(), 'restore', path)).problems.join()).toMatch(/empty one only/)
    const other = await elsewhere('pglite', 'refused')
    const stranger = keyRing('quite another key, of thirty-two letters', [])
    await expect(
      restore({ db: other.database.db, ring: stranger, mediaDir: null }, path, null),
    ).rejects.toThrow(/another key/)
    // Made ready for that key, the database waits for the right one.
    const known = await other.database.db.selectFrom('private.site_key').select('since').execute()
    expect(known).toEqual([])
    const bytes = readFileSync(path)
    const cut = join(folder, 'cut.backup')
    writeFileSync(cut, bytes.subarray(0, bytes.length - 40))
    expect((await typed(other, 'restore', cut)).problems.join()).toMatch(/cut off/)
    const changed = join(folder, 'changed.backup')
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 60) ^ 1, bytes.length - 60)
    writeFileSync(changed, bytes)
    expect((await typed(other, 'restore', changed)).problems.join()).toMatch(/damaged/)
    expect((await typed(other, 'restore', join(import.meta.dirname, 'out.test.ts'))).problems.join()).toMatch(
      /no backup/,
    )
    const sealed = join(folder, 'sealed.backup')
    const [right, wrong] = [join(folder, 'right'), join(folder, 'wrong')]
    writeFileSync(right, 'forty-one steps\n')
    writeFileSync(wrong, 'forty-two steps\n')
    expect((await typed(blog(), 'backup', sealed, '--passphrase-file', right)).code).toBe(0)
    expect((await typed(other, 'restore', sealed)).problems.join()).toMatch(/is sealed/)
    expect((await typed(other, 'restore', sealed, '--passphrase-file', wrong)).problems.join()).toMatch(
      /passphrase is another/,
    )
    const { rows } = await sql`select from public.posts`.execute(other.database.db)
    expect(rows).toEqual([])
    expect((await typed(other, 'restore', sealed, '--passphrase-file', right)).code).toBe(0)
  })
})

/** A dry run says what is in a file, and changes nothing; nor does what is cut off or damaged, which is named. */
async function expectDryRuns(other: TestBlog, path: string): Promise<void> {
  const before = await hashes(other)
  for (const named of [[], ['afterword']]) {
    const { code, lines, problems } = await typed(other, 'import', ...named, path, '--dry-run')
    expect([code, problems]).toEqual([0, []])
    expect(lines).toEqual([
      `${path}: Afterword, looked through: nothing is changed`,
      expect.stringMatching(
        /^In it: articles 3, comments 3, pictures and files 1; rows of all tables \d{2,}\.$/,
      ),
    ])
  }
  const whole = readFileSync(path, 'utf8')
  writeFileSync(path, whole.slice(0, whole.lastIndexOf('{"end"')))
  for (const dry of [['--dry-run'], []]) {
    const cut = await typed(other, 'import', path, ...dry)
    expect([cut.code, cut.problems[0]]).toEqual([1, `${path}: The file ends in the middle: it was cut off.`])
  }
  const lies = readdirSync(other.services.config.mediaDir ?? '', { recursive: true, withFileTypes: true })
  expect(lies.filter(each => each.isFile() && !each.name.startsWith('.'))).toEqual([])
  const rows = whole.split('\n')
  const post = rows.findIndex(line => line.includes('"slug"'))
  for (const [damaged, why] of [
    [
      rows.with(post, `${rows[post]?.slice(0, 40)}`),
      `Line ${post + 1} is damaged: it is not what was written.`,
    ],
    [rows.with(post, (rows[post] ?? '').replace(/"id":\d+/, '"id":"x"')), 'The file is damaged:'],
  ] as const) {
    writeFileSync(path, damaged.join('\n'))
    const { code, lines, problems } = await typed(other, 'import', path)
    expect([code, lines, problems[0]]).toEqual([1, [], expect.stringContaining(`${path}: ${why}`)])
  }
  expect(await hashes(other)).toEqual(before)
}

describe('export', () => {
  test('afterword: the same bytes twice, no address, and the same tables elsewhere, where a dry run changed nothing', async () => {
    // Accounts stay where they are, and with them who uploaded what.
    await sql`update media set account_id = null`.execute(blog().database.db)
    const [one, two] = [join(folder, 'one.jsonl'), join(folder, 'two.jsonl')]
    for (const path of [one, two]) expect((await typed(blog(), 'export', 'afterword', path)).code).toBe(0)
    expect(readFileSync(one)).toEqual(readFileSync(two))
    expect(readFileSync(one, 'utf8')).not.toMatch(/reader\.example|192\.0\.2|198\.51\.100/)
    const other = await elsewhere(engine, 'site', { MEDIA_DIR: mkdtempSync(join(folder, 'media-')) })
    await expectDryRuns(other, two)
    expect(await typed(other, 'import', 'afterword', one)).toMatchObject({ code: 0, problems: [] })
    expect(await sql`select post_id from private.media_uses`.execute(other.database.db)).toMatchObject({
      rows: [{}],
    })
    expect(await hashes(other, siteTables)).toEqual(await hashes(blog(), siteTables))
    expect(await counts(other)).toEqual(await counts(blog()))
    expect((await typed(other, 'import', 'afterword', one)).problems.join()).toMatch(/empty one only/)
    expect((await typed(other, 'import', one, '--dry-run')).problems.join()).toMatch(/empty one only/)
  })

  test('afterword: addresses only where they are asked for, and sealed where they come in', async () => {
    const path = join(folder, 'with.jsonl.gz')
    const { lines } = await typed(blog(), 'export', 'afterword', path, '--with-addresses')
    expect(lines.join()).toMatch(/addresses of your readers/)
    const other = await elsewhere('pglite', 'with')
    expect((await typed(other, 'import', 'afterword', path)).code).toBe(0)
    const contacts = async ({ database: { db } }: TestBlog) =>
      (
        await sql<{
          hash: string
        }>`select encode(email_hash, 'hex') as hash from private.contacts
          where id not in (select contact_id from private.accounts) order by 1`.execute(db)
      ).rows
    expect(await contacts(other)).toEqual(await contacts(blog()))
  })
})

test('a site comes in beside no picture, and in portions that a small machine has room for', async () => {
  const path = join(folder, 'portions.jsonl')
  const { db } = blog().database
  await sql`insert into media_chunks (media_id, name, part, data)
    select m.id, f.name, n, decode(repeat('ab', 250000), 'hex')
    from media m join media_files f on f.media_id = m.id and f.is_main, generate_series(1, 12) n`.execute(db)
  await sql`update media_files set bytes = 13 * 262144 where is_main`.execute(db)
  await sql`update media set bytes = bytes + 13 * 262144`.execute(db)
  await typed(blog(), 'export', 'afterword', path)
  const other = await elsewhere(engine, 'portions')
  await uploadPicture(await joinStaff(other, 'administrator'))
  const { problems, code } = await typed(other, 'import', 'afterword', path)
  expect([code, problems.join()]).toEqual([1, expect.stringMatching(/pictures or files .*\("[^"]+"\)/)])
  expect(await other.database.db.selectFrom('media').select('id').execute()).toHaveLength(1)

  await other.database.db.deleteFrom('media').execute()
  let longest = 0
  const watch: KyselyPlugin = {
    transformQuery({ node }) {
      for (const given of node.kind === 'RawNode' ? node.parameters : [])
        if (ValueNode.is(given) && typeof given.value === 'string')
          longest = Math.max(longest, given.value.length)
      return node
    },
    transformResult: async ({ result }) => result,
  }
  const lines = Readable.from((await readFile(path, 'utf8')).split('\n'))
  await bringSite(other.database.db.withPlugin(watch), other.services.keys, null, lines)
  expect(longest).toBeGreaterThan(500_000)
  expect(longest).toBeLessThan(2_100_000)
})

test('an export to where no file can be says so, and nothing else ends', async () => {
  const nowhere = join(folder, 'none')
  symlinkSync('/dev/full', join(folder, 'full.gz'))
  for (const [format, path, why] of [
    ['afterword', join(nowhere, 'a.jsonl'), `There is no folder ${nowhere}.`],
    ['wordpress', join(nowhere, 'a.xml.gz'), `There is no folder ${nowhere}.`],
    ['afterword', folder, `${folder} is a folder. A file is wanted.`],
    ['afterword', '/dev/full', 'There is no room left for /dev/full.'],
    ['afterword', join(folder, 'full.gz'), `There is no room left for ${join(folder, 'full.gz')}.`],
  ] as const) {
    const { code, problems } = await typed(blog(), 'export', format, path)
    expect([code, problems]).toEqual([1, [why]])
  }
})

test('nothing that is there is written over, unless somebody says --force', async () => {
  const there = join(folder, 'there')
  const written = join(folder, 'written')
  writeFileSync(there, 'mine')
  mkdirSync(written)
  writeFileSync(join(written, 'notes.txt'), 'mine')
  for (const [path, ...command] of [
    [there, 'export', 'afterword'],
    [there, 'export', 'wordpress'],
    [there, 'export', 'markdown'],
    [written, 'export', 'markdown'],
    [there, 'backup'],
  ] as const) {
    const [name, ...format] = command
    const { code, lines, problems } = await typed(blog(), name, ...format, path)
    expect([code, lines, problems]).toEqual([1, [], [expect.stringContaining(`${path} is there already`)]])
    expect(problems[0]).toContain('--force')
    expect(readFileSync(there, 'utf8')).toBe('mine')
  }
  expect(readdirSync(written)).toEqual(['notes.txt'])
  const chinese = await typedIn('zh_CN.UTF-8', blog(), 'export', 'wordpress', there)
  expect(chinese.problems).toEqual([expect.stringContaining(`${there} 已存在`)])

  expect((await typed(blog(), 'export', 'markdown', written, '--force')).code).toBe(0)
  for (const command of [
    ['export', 'wordpress', there],
    ['backup', there],
  ] as const) {
    const [name, ...words] = command
    expect((await typed(blog(), name, '--force', ...words)).code).toBe(0)
    expect(readFileSync(there, 'latin1').slice(0, 5)).toBe(name === 'backup' ? 'AFTER' : '<?xml')
  }
})

test('a backup into a folder that is not there says so', async () => {
  const nowhere = join(folder, 'none', 'a.backup')
  const backup = await typed(blog(), 'backup', nowhere)
  expect([backup.code, backup.problems]).toEqual([1, [`There is no folder ${join(folder, 'none')}.`]])
})

test('doctor finds nothing wrong but what a test has not, and names a count that was tampered with', async () => {
  await typed(blog(), 'backup', join(folder, 'doctor.backup'))
  const { code, lines, problems } = await typed(blog(), 'doctor')
  expect([code, problems, lines.at(-1)]).toEqual([0, [], 'All is well.'])
  expect(lines.join('\n')).toMatch(/^good {3}listener/m)
  expect(lines.join('\n')).toMatch(/^hint {3}configuration .*\n.*set BASE_URL/m)
  const { db } = blog().database
  await sql`update private.comment_counts set comments = comments + 1 where status = 'approved'`.execute(db)
  const tampered = await typed(blog(), 'doctor')
  expect(tampered.problems.join('\n')).toMatch(/counts\s+1 count is/)
  expect([tampered.code, tampered.lines.at(-1)]).toEqual([1, '1 thing needs you.'])
})

test('doctor advises a new blog to make backups, and finds it wrong after a week without one', async () => {
  const { db } = blog().database
  const aged = (days: number) =>
    sql`update private.site_key set since = now() - make_interval(days => ${days})`.execute(db)
  await db.deleteFrom('private.backups').execute()
  await aged(7)
  const young = await typed(blog(), 'doctor')
  expect([young.code, young.problems]).toEqual([0, []])
  expect(young.lines.join('\n')).toMatch(/^hint {3}backup +none was made\n +Run "afterword backup FILE"/m)
  await aged(9)
  const old = await typed(blog(), 'doctor')
  expect([old.code, old.problems.join('\n')]).toEqual([1, expect.stringMatching(/^wrong {2}backup +none/)])
  await aged(0)
})
