import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, renameSync } from 'node:fs'
import { rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, expect, test } from 'vitest'
import { atOneMoment, transact } from '../../src/db/transact.ts'
import { bytesFor } from '../../src/media/bytes.ts'
import { pathIn } from '../../src/media/folder.ts'
import { type Kept, keepFile, mediaRules } from '../../src/media/keep.ts'
import { removeLeft } from '../../src/media/left.ts'
import { removeMedium } from '../../src/media/library.ts'
import { chunkBytes } from '../../src/media/limits.ts'
import { moveMedia } from '../../src/media/move.ts'
import { lookAtFolder, readyFolder } from '../../src/media/places.ts'
import { findFile, streamFile } from '../../src/media/read.ts'
import { bytesBack } from '../../src/transfer/out/media-rows.ts'
import { rowsOf } from '../../src/transfer/out/rows.ts'
import { allTables } from '../../src/transfer/out/tables.ts'
import { typed } from '../cli/typed.ts'
import { type TestBlog, testBlog } from '../support/blog.ts'
import { fileOf, photo } from '../support/pictures.ts'
import { join as joinStaff } from '../support/staff.ts'

const base = mkdtempSync(join(tmpdir(), 'afterword-media-'))
const folder = join(base, 'media')
const blog = testBlog({ MEDIA_DIR: folder })
/** The same database without it. */
const without = testBlog()
afterEach(() => rmSync(folder, { recursive: true, force: true }))
afterAll(() => rmSync(base, { recursive: true }))

const film = Buffer.from(Array.from({ length: chunkBytes * 2 + 50 }, (_, place) => place % 251))

async function keep(bytes: Buffer | string, name: string, at = blog()): Promise<Kept> {
  const { db, settings, config, log } = at.services
  const rules = mediaRules(await settings.current(), config.mediaDir, log)
  const kept = await keepFile(db, { path: await fileOf(bytes), name, account: null }, rules)
  if ('problem' in kept) throw new Error(kept.problem)
  return kept
}

const hashOf = async ({ id }: Kept) =>
  (await blog().services.db.selectFrom('media').select('hash').where('id', '=', id).executeTakeFirstOrThrow())
    .hash

async function get(path: string, at = blog(), headers: Record<string, string> = {}) {
  const answer = await at.app.request(`http://localhost:3000${path}`, { headers })
  return { answer, bytes: Buffer.from(await answer.arrayBuffer()) }
}

/** What lies in the folder, and its files' modes. */
const lies = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name !== '.afterword-media')
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
    .sort()

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)

/** Rows of bytes in the database itself. */
async function chunksInRows(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select (select count(*) from media_chunks)
    + (select count(*) from private.media_originals) as count`.execute(blog().services.db)
  return rows[0]?.count ?? 0
}

/** A hash of all that is written out of files, and of what bytes were missing. */
async function writtenOut(at: TestBlog) {
  const here = { mediaDir: at.services.config.mediaDir, missing: new Set<string>() }
  const hash = createHash('sha256')
  await atOneMoment(at.services.db, async trx => {
    for (const table of await allTables(trx))
      if (table.name.startsWith('media'))
        for await (const rows of rowsOf(trx, table, here)) hash.update(rows.join('\n'))
  })
  return { hash: hash.digest('hex'), missing: [...here.missing] }
}

test('a picture lies in the folder for this user alone, under its hash, and as it came where nothing is served', async () => {
  const picture = await photo(60, 40)
  const hash = await hashOf(await keep(picture, 'pier.jpg'))
  const [start] = [hash.slice(0, 2)]
  expect(lies()).toEqual([
    ...['60x40.webp', 'share.jpg'].map(name => `files/${start}/${hash}/${name}`),
    `originals/${start}/${hash}/original`,
  ])
  expect(await chunksInRows()).toBe(0)
  for (const path of lies()) expect([path, modeOf(join(folder, path))]).toEqual([path, '600'])
  for (const path of ['', 'files', `files/${start}/${hash}`, 'originals', `originals/${start}/${hash}`])
    expect([path, modeOf(join(folder, path))]).toEqual([path, '700'])
  expect(readFileSync(join(folder, `originals/${start}/${hash}/original`)).equals(picture)).toBe(true)
  expect((await get(`/media/${hash}/original`)).answer.status).toBe(404)
  await typed(blog(), 'settings', 'set', 'icon', `/media/${hash}/60x40.webp`)
  expect((await get('/apple-touch-icon.png')).answer.status).toBe(200)
})

test('what is cut short, lost, or in a folder that is away is not there just now, and nobody keeps that answer', async () => {
  const hash = await hashOf(await keep(film, 'film.bin'))
  const address = `/media/${hash}/film.bin`
  const whole = await get(address)
  expect([whole.answer.status, whole.bytes.equals(film)]).toEqual([200, true])
  const path = pathIn(folder, hash, 'film.bin')
  const editor = await joinStaff(blog(), 'administrator')
  const awayIn = async (at: TestBlog) => {
    for (const headers of [{}, { range: 'bytes=0-9' }] as const) {
      const { answer, bytes } = await get(address, at, headers)
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([503, 'private, no-store'])
      expect([answer.headers.get('etag'), String(bytes)]).toEqual([
        null,
        expect.stringContaining('This file can’t be read just now.'),
      ])
    }
    // Named once, however often it is asked for, and no outage of the database.
    const lines = at.logged().split('\n')
    expect(lines.filter(line => line.includes('BytesMissing'))).toEqual([
      expect.stringContaining(`"lost":"${address}","unsaid":0`),
    ])
    expect(lines.join()).not.toContain('"outage"')
  }
  truncateSync(path, film.length - 1)
  await awayIn(blog())
  // Who has it is told that it is still the same.
  const etag = whole.answer.headers.get('etag') ?? ''
  expect((await get(address, blog(), { 'if-none-match': etag })).answer.status).toBe(304)
  const looked = await typed(blog(), 'doctor')
  expect(looked.problems.join()).toMatch(/media +of 1 picture or file something is missing from .*film\.bin/)
  // Of the room there is said besides.
  expect([...looked.lines, ...looked.problems].join()).toMatch(/media +1 picture or file in .* are free/)
  rmSync(path)
  await awayIn(blog())
  writeFileSync(path, film)
  expect((await get(address)).answer.status).toBe(200)

  await awayIn(without())
  renameSync(folder, `${folder}.away`)
  mkdirSync(folder) // where a disk is mounted there is a folder without it, too
  await awayIn(blog())
  for (const path of ['/admin/media', '/admin/exports/afterword'])
    expect((await editor.get(path)).html).toContain('can’t be used just now')
  const [backup, site] = [join(base, 'away.backup'), join(base, 'away.jsonl')]
  for (const at of [blog(), without()]) {
    expect((await typed(at, 'doctor')).problems.join()).toMatch(/there is no folder|MEDIA_DIR is not set/)
    for (const [name, ...words] of [
      ['backup', backup],
      ['export', 'afterword', site],
    ] as const)
      expect((await typed(at, name, ...words)).problems.join()).toContain('nothing was written without them')
  }
  expect((await typed(blog(), 'media', 'to-database')).problems.join()).toContain('Is its disk mounted?')
  const told = await typed(blog(), 'media')
  expect([told.code, told.problems[0]]).toEqual([1, expect.stringContaining('there is no folder')])
  expect((await typed(without(), 'media')).code).toBe(1)
  // A file that comes meanwhile is refused, not put where the disk should be, and comes in once that is back.
  await expect(keep('words', 'notes.txt')).rejects.toThrow('folderAway')
  expect(blog().logged()).toMatch(/"notKept":"[\w-]{22}","error":"Error","code":"ENOENT"/)
  await readyFolder(blog().services.db, folder, 'prepare')
  expect(readdirSync(folder)).toEqual([])
  rmSync(folder, { recursive: true })
  renameSync(`${folder}.away`, folder)
  await keep('words', 'notes.txt')
  expect((await typed(blog(), 'doctor')).lines.join()).toMatch(/media +2 pictures and files in /)
})

test('of a picture that the folder takes in part only, as when it is full, nothing stays in it', async () => {
  writeFileSync(join(folder, 'originals'), '')
  await expect(keep(await photo(60, 40), 'pier.jpg')).rejects.toThrow('folderAway')
  expect(lies()).toEqual(['originals'])
})

test('a picture that has lost its bytes is said to be lost wherever it is chosen, not shown as a broken one', async () => {
  const { db } = blog().services
  const kept = await keep(await photo(60, 40), 'pier.jpg')
  const hash = await hashOf(kept)
  const address = `/media/${hash}/60x40.webp`
  await typed(blog(), 'settings', 'set', 'logo', address)
  const administrator = await joinStaff(blog(), 'administrator')
  const pages = ['/admin/settings', '/admin/media', '/admin/posts/new']
  for (const page of pages) {
    const { html } = await administrator.get(page)
    expect(html).toContain(`<img src="${address}"`)
    expect(html).not.toContain('File lost')
  }
  rmSync(pathIn(folder, hash, '60x40.webp'))
  for (const page of pages) {
    const main = (await administrator.get(page)).html.replace(/[\s\S]*<main/, '')
    expect(main).toContain('File lost')
    expect(main).not.toContain(`<img src="${address}"`)
  }
  // What is away comes back, and is not to be deleted for it.
  const away = `${folder}-away`
  renameSync(folder, away)
  for (const page of pages) expect((await administrator.get(page)).html).not.toContain('File lost')
  renameSync(away, folder)
  // One that is the logo still, though it was deleted.
  await removeMedium(db, { account: null, name: 'a test' }, kept.id, null)
  const { html } = await administrator.get('/admin/settings')
  expect(html).toMatch(/checked=""\/><span class="picture-lost">File lost/)
  await typed(blog(), 'settings', 'set', 'logo', '')
})

test('a backup without a file that was lost is made, and says so; a download, which can’t, is refused', async () => {
  const hash = await hashOf(await keep('words', 'notes.txt'))
  await keep('other words', 'other.txt')
  rmSync(pathIn(folder, hash, 'notes.txt'))
  const { code, problems } = await typed(blog(), 'backup', join(base, 'lost.backup'))
  expect([code, problems]).toEqual([1, [expect.stringMatching(/missing here: notes\.txt\. "doctor"/)]])
  expect(statSync(join(base, 'lost.backup')).isFile()).toBe(true)
  // Nothing that is there goes for one that is not whole.
  const before = join(base, 'before')
  writeFileSync(before, 'whole')
  for (const words of [['backup'], ['export', 'afterword']] as const) {
    const [name, ...more] = words
    const forced = await typed(blog(), name, ...more, before, '--force')
    expect([forced.code, forced.problems.at(-1)]).toEqual([
      1,
      expect.stringContaining(`${before} stays as it was`),
    ])
    expect(readFileSync(before, 'utf8')).toBe('whole')
    expect(statSync(`${before}.unfinished`).isFile()).toBe(true)
  }
  const administrator = await joinStaff(blog(), 'administrator')
  const { status, html } = await administrator.get('/admin/exports/afterword')
  expect([status, html]).toEqual([503, expect.stringContaining('are missing here: notes.txt. Put them back')])
})

test('a folder that can’t be used is refused at the start; one that was used and is away is not', async () => {
  const { db } = blog().services
  const start = (path: string) => readyFolder(db, path, 'prepare')
  await start(join(folder, 'new'))
  expect(modeOf(join(folder, 'new'))).toBe('700')
  for (const path of ['/dev/null/media', '/proc/media'])
    await expect(start(path)).rejects.toThrow(/^MEDIA_DIR must be a folder that this user may/)
  await keep('words', 'notes.txt')
  await start('/proc/media')
})

test('a reader who leaves in the middle, or never asks for the first byte, leaves nothing open', async () => {
  const hash = await hashOf(await keep(film, 'film.bin'))
  const { publicDb } = blog().services
  const file = await findFile(publicDb, hash, 'film.bin')
  if (!file) throw new Error('it was kept')
  const stream = () => streamFile(publicDb, folder, file, { first: 0, last: film.length - 1 })
  const isOpen = () =>
    readdirSync('/proc/self/fd').some(fd => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`).startsWith(folder)
      } catch {
        return false // the one that listed them
      }
    })
  const unread = stream()
  expect(isOpen()).toBe(false)
  await unread.cancel()
  const reader = stream().getReader()
  await reader.read()
  expect(isOpen()).toBe(true)
  const underWay = reader.read()
  await reader.cancel()
  await underWay
  expect(isOpen()).toBe(false)
})

test('files go a day after what they belong to, if that was for good', async () => {
  const { db } = blog().services
  const kept = await keep('words', 'notes.txt')
  const later = await keep('other words', 'other.txt')
  const sweep = () => removeLeft(db, folder, () => true)
  const aDayLater = () => sql`update private.media_left set at = at - interval '25 hours'`.execute(db)
  const names = () => lies().map(path => path.split('/').at(-1))
  const actor = { account: null, name: 'test' }

  await transact(db, async trx => {
    await trx.deleteFrom('media').execute()
    throw new Error('something else went wrong')
  }).catch(() => undefined)
  await aDayLater()
  await sweep()
  expect(names()).toEqual(expect.arrayContaining(['notes.txt', 'other.txt']))

  const [old, now] = ['old', 'now'].map(name => join(folder, 'unfinished', name))
  for (const path of [old, now]) writeFileSync(path ?? '', 'half')
  utimesSync(old ?? '', 1, 1)
  await removeMedium(db, actor, kept.id, null)
  await removeMedium(db, actor, later.id, null)
  await sweep()
  expect(new Set(names())).toEqual(new Set(['notes.txt', 'other.txt', 'now']))
  await keep('other words', 'other.txt')
  await aDayLater()
  // While its disk is not mounted nothing is forgotten of what is to go.
  renameSync(folder, `${folder}.away`)
  mkdirSync(folder)
  await sweep()
  rmSync(folder, { recursive: true })
  renameSync(`${folder}.away`, folder)
  await sweep()
  expect(names()).toEqual(['other.txt', 'now'])
  expect(await db.selectFrom('private.media_left').select('hash').execute()).toEqual([])
})

test('all files move into the folder and back while they are served, and are the same wherever they lie', async () => {
  const { db, publicDb } = without().services
  const hashes = []
  for (const [name, bytes] of [
    ['film.bin', film],
    ['notes.txt', 'words'],
    ['sketch.svg', '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"><path d="M0 0h3"/></svg>'],
  ] as const)
    hashes.push(await hashOf(await keep(bytes, name, without())))
  const before = await writtenOut(without())
  expect(before.missing).toEqual([])
  expect((await typed(without(), 'media', 'to-folder')).problems.join()).toContain(
    'MEDIA_DIR names no folder',
  )

  // Stopped after the first, it goes on; and so does whoever reads that meanwhile.
  let moved = 0
  const file = await findFile(publicDb, hashes[0] ?? '', 'film.bin')
  if (!file) throw new Error('it was kept')
  const read: Buffer[] = []
  for await (const piece of bytesFor(publicDb, folder, file, { first: 0, last: film.length - 1 }))
    if (read.push(piece) === 1)
      await moveMedia(db, {
        mediaDir: folder,
        to: 'folder',
        isEmbedded: false,
        tell: count => void (moved = count),
        isStopped: () => moved > 0,
      })
  expect(moved).toBe(1)
  expect(Buffer.concat(read).equals(film)).toBe(true)
  expect(await writtenOut(blog())).toEqual(before)
  expect((await typed(blog(), 'doctor')).lines.join('\n')).toMatch(
    /hint +media .*\n +2 pictures and files more/,
  )
  // Two who move at once don't stand in each other's way.
  const both = await Promise.all([1, 2].map(() => typed(blog(), 'media', 'to-folder')))
  expect(both.map(({ code, problems }) => [code, problems])).toEqual([
    [0, []],
    [0, []],
  ])
  expect(await chunksInRows()).toBe(0)
  expect(await writtenOut(blog())).toEqual(before)
  expect((await get(`/media/${hashes[0]}/film.bin`)).bytes.equals(film)).toBe(true)

  // One of which bytes are missing stays where it is, and is named.
  const path = pathIn(folder, hashes[1] ?? '', 'notes.txt')
  renameSync(path, `${path}.away`)
  const some = await typed(blog(), 'media', 'to-database')
  expect([some.code, some.problems.join()]).toEqual([
    1,
    expect.stringContaining('stay where they are: notes.txt.'),
  ])
  renameSync(`${path}.away`, path)
  const rest = await typed(blog(), 'media', 'to-database')
  expect([rest.code, rest.lines[0]]).toEqual([0, '1 picture or file moved'])
  expect((await typed(blog(), 'media', 'to-database')).lines).toEqual(['0 pictures and files moved'])
  expect(await writtenOut(without())).toEqual(before)
  await sql`update private.media_left set at = at - interval '25 hours'`.execute(db)
  await removeLeft(db, folder, () => true)
  expect(lies()).toEqual([])
  expect((await get(`/media/${hashes[0]}/film.bin`, without())).bytes.equals(film)).toBe(true)
})

test('a disk that is mounted over the folder before any file came is taken into use by the first', async () => {
  const { db } = blog().services
  rmSync(folder, { recursive: true })
  mkdirSync(folder)
  expect(await lookAtFolder(db, folder)).toEqual({ isAway: false, isUsed: false })
  const hash = await hashOf(await keep('words', 'notes.txt'))
  expect((await get(`/media/${hash}/notes.txt`)).answer.status).toBe(200)
  expect(await lookAtFolder(db, folder)).toEqual({ isAway: false, isUsed: true })
  renameSync(folder, `${folder}.away`)
  mkdirSync(folder)
  await expect(keep('other words', 'other.txt')).rejects.toThrow('folderAway')
  expect(readdirSync(folder)).toEqual([])
  rmSync(`${folder}.away`, { recursive: true })
})

test('what a killed restore put into the folder goes in two days, and what has its rows stays', async () => {
  const { db } = blog().services
  const dayLater = async () => {
    const yesterday = new Date(Date.now() - 25 * 3_600_000)
    for (const path of lies().filter(path => path.startsWith('unfinished/')))
      utimesSync(join(folder, path), yesterday, yesterday)
    await sql`update private.media_left set at = at - interval '25 hours'`.execute(db)
    await removeLeft(db, folder, () => true)
  }
  const kept = await keep('words', 'notes.txt')
  const path = relative(folder, pathIn(folder, await hashOf(kept), 'notes.txt'))
  const chunk = { media_id: kept.id, name: 'notes.txt', part: 0, data: '\\x776f726473' }
  const restore = (end: 'commit' | 'kill') =>
    transact(db, async trx => {
      rmSync(join(folder, 'files'), { recursive: true, force: true })
      const bytes = bytesBack(trx, folder)
      await bytes.add(JSON.stringify(chunk))
      await bytes.end()
      if (end === 'kill') throw new Error('killed')
    })
  await restore('commit')
  for (const _ of [1, 2]) await dayLater()
  expect(lies()).toEqual([path])

  await expect(restore('kill')).rejects.toThrow('killed')
  await db.deleteFrom('media').execute()
  await db.deleteFrom('private.media_left').execute()
  expect(lies()).toContain(path)
  for (const _ of [1, 2]) await dayLater()
  expect(lies()).toEqual([])
})

test('no name leads out of the folder', () => {
  for (const name of [
    '../../../etc/passwd',
    '..',
    '.',
    '',
    'a/b.webp',
    'a\\b.webp',
    'a.webp\0',
    '.hidden',
    'a.b.c',
  ])
    expect(() => pathIn(folder, 'A'.repeat(22), name)).toThrow(/name that none is given/)
})
