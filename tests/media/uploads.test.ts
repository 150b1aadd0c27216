import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import sharp from 'sharp'
import { beforeEach, expect, test } from 'vitest'
import { bytesOf, storeUploaded } from '../../src/media/bytes.ts'
import { keepFile } from '../../src/media/keep.ts'
import { addPart, beginUpload, endUpload, findUpload, forgetOldUploads } from '../../src/media/uploads.ts'
import { partBytes } from '../../src/media/limits.ts'
import { testBlog } from '../support/blog.ts'
import { fileOf } from '../support/pictures.ts'
import { join } from '../support/staff.ts'

const blog = testBlog()
let account = 0
let other = 0
const bytes = Buffer.alloc(partBytes + 300_000, 'tea ')

beforeEach(async () => {
  await join(blog(), 'administrator')
  await join(blog(), 'editor')
  const rows = await blog().services.db.selectFrom('private.accounts').select('id').orderBy('id').execute()
  ;[account = 0, other = 0] = rows.map(({ id }) => id)
})

async function begin(file = bytes): Promise<string> {
  const upload = await beginUpload(blog().services.db, account, { name: 'tea.bin', bytes: file.length })
  if ('problem' in upload) throw new Error(upload.problem)
  return upload.id
}

const part = (id: string, number: number, by = account, file = bytes) =>
  addPart(blog().services.db, by, {
    id,
    part: number,
    data: file.subarray(number * partBytes, (number + 1) * partBytes),
  })

/** A picture of three chunks, whose bytes are no others' for another width. */
async function grain(width: number): Promise<Buffer<ArrayBuffer>> {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
  const picture = sharp({ create: { width, height: 350, channels: 3, background: '#888', noise } })
  return Buffer.from(await picture.png().toBuffer())
}

async function piecesOf(bytes: AsyncIterable<Buffer>): Promise<Buffer[]> {
  const pieces: Buffer[] = []
  for await (const piece of bytes) pieces.push(piece)
  return pieces
}

test('a file that comes in parts, in any order and some of them twice, is whole', async () => {
  const id = await begin()
  expect(await part(id, 1)).toBe(true)
  expect((await findUpload(blog().services.db, account, id))?.received).toEqual([1])
  expect(
    await endUpload(blog().services.db, account, id, { room: 1e9, isAvifMade: false, mediaDir: null }),
  ).toBeNull() // not yet
  expect([await part(id, 0), await part(id, 0), await part(id, 1)]).toEqual([true, true, true])
  expect(
    await endUpload(blog().services.db, account, id, { room: 1e9, isAvifMade: false, mediaDir: null }),
  ).toMatchObject({
    isNew: true,
  })
  const { rows } = await sql<{ data: Buffer }>`select data from public.media_chunks order by part`.execute(
    blog().services.db,
  )
  expect(Buffer.concat(rows.map(({ data }) => data)).equals(bytes)).toBe(true)
  expect(await findUpload(blog().services.db, account, id)).toBeNull()
})

test('a picture lies as it came beside its copies, and does too where its parts are gone before it is kept', async () => {
  const { db } = blog().services
  const rules = { room: 1e9, isAvifMade: false, mediaDir: null }
  for (const areGone of [false, true]) {
    const picture = await grain(700 + Number(areGone))
    const id = await begin(picture)
    for (let number = 0; number * partBytes < picture.length; number++)
      await part(id, number, account, picture)
    const file = { path: await fileOf(picture), name: 'pier.png', account, upload: id }
    if (areGone) await db.deleteFrom('private.uploads').where('id', '=', id).execute()
    const kept = areGone ? await keepFile(db, file, rules) : await endUpload(db, account, id, rules)
    if (!kept || 'problem' in kept) throw new Error('a picture was not kept')
    const { hash } = await db
      .selectFrom('media')
      .select('hash')
      .where('id', '=', kept.id)
      .executeTakeFirstOrThrow()
    const original = { media: kept.id, hash, name: null, bytes: picture.length, in_folder: false }
    const pieces = await piecesOf(bytesOf(db, null, original))
    expect(pieces.length).toBe(3)
    expect(Buffer.concat(pieces).equals(picture)).toBe(true)
  }
})

test('of many files on their way at once each is whole, as its parts came first', async () => {
  const { db } = blog().services
  const files = Array.from({ length: 10 }, (_, nth) => Buffer.alloc(partBytes + 300_000, `tea ${nth}, `))
  const ids: string[] = []
  for (const file of files) ids.push(await begin(file))
  for (const number of [1, 0])
    for (const [nth, file] of files.entries()) await part(ids[nth] ?? '', number, account, file)
  const other = Buffer.alloc(partBytes, 'coffee ')
  for (const id of ids) await addPart(db, account, { id, part: 0, data: other })
  for (const [nth, file] of files.entries()) {
    const kept = await endUpload(db, account, ids[nth] ?? '', {
      room: 1e9,
      isAvifMade: false,
      mediaDir: null,
    })
    const id = kept && 'id' in kept ? kept.id : 0
    const chunks = await db
      .selectFrom('media_chunks')
      .select('data')
      .where('media_id', '=', id)
      .orderBy('part')
      .execute()
    expect(Buffer.concat(chunks.map(({ data }) => data)).equals(file)).toBe(true)
    const { hash } = await db
      .selectFrom('media')
      .select('hash')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(hash).toBe(createHash('sha256').update(file).digest('base64url').slice(0, 22))
  }
})

test('of a part that comes twice at once with other bytes one is kept, and no half of each', async () => {
  const { db } = blog().services
  const id = await begin()
  const coffee = Buffer.alloc(partBytes, 'coffee ')
  await Promise.all([part(id, 0), addPart(db, account, { id, part: 0, data: coffee })])
  const rows = await db.selectFrom('private.upload_parts').select('data').orderBy('part').execute()
  const kept = Buffer.concat(rows.map(({ data }) => data))
  expect([bytes.subarray(0, partBytes), coffee].some(one => one.equals(kept))).toBe(true)
})

test('what came is copied by the database, which says so where not all of it was there', async () => {
  const { db } = blog().services
  const id = await begin()
  for (const number of [0, 1]) await part(id, number)
  const { id: media } = await db
    .insertInto('media')
    .values({ hash: 'h'.repeat(22), kind: 'file', name: 'tea.bin', bytes: bytes.length, in_folder: false })
    .returning('id')
    .executeTakeFirstOrThrow()
  const chunksOf = (name: string) =>
    db.selectFrom('media_chunks').select('data').where('name', '=', name).orderBy('part').execute()
  for (const name of ['whole', 'part'])
    await db
      .insertInto('media_files')
      .values({ media_id: media, name, type: 'text/plain', bytes: bytes.length, is_main: false })
      .execute()
  expect(await storeUploaded(db, { media, name: 'whole', bytes: bytes.length }, id)).toBe(true)
  expect(Buffer.concat((await chunksOf('whole')).map(({ data }) => data)).equals(bytes)).toBe(true)
  await db.deleteFrom('private.upload_parts').where('upload_id', '=', id).where('part', '=', 1).execute()
  expect(await storeUploaded(db, { media, name: 'part', bytes: bytes.length }, id)).toBe(false)
})

test('who asks again what came of an upload is told the same, as is who asks twice at once', async () => {
  const { db } = blog().services
  const rules = { room: 1e9, isAvifMade: false, mediaDir: null }
  const id = await begin()
  for (const number of [0, 1]) await part(id, number)
  const [once, twice] = await Promise.all([
    endUpload(db, account, id, rules),
    endUpload(db, account, id, rules),
  ])
  const medium = once && 'id' in once ? once.id : 0
  expect([once, twice]).toEqual([
    { id: medium, isNew: true },
    { id: medium, isNew: true },
  ])
  expect(await endUpload(db, account, id, rules)).toEqual({ id: medium, isNew: false })
  expect(await endUpload(db, other, id, rules)).toBeNull()
  expect(await db.selectFrom('private.upload_parts').select('part').execute()).toEqual([])

  const file = Buffer.alloc(300, 'coffee ')
  const refused = await begin(file)
  await part(refused, 0, account, file)
  for (let times = 0; times < 2; times++)
    expect(await endUpload(db, account, refused, { ...rules, room: 10 })).toEqual({ problem: 'noRoom' })
})

test('a file that another brings in at this moment need not be sent again if they fail', async () => {
  const { db } = blog().services
  const rules = { room: 1e9, isAvifMade: false, mediaDir: null }
  const id = await begin()
  for (const number of [0, 1]) await part(id, number)
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 22)
  const theirs = { hash, kind: 'file', name: 'tea.bin', bytes: bytes.length, in_folder: false } as const
  await db.insertInto('media').values(theirs).execute()
  expect(await endUpload(db, account, id, rules)).toEqual({ problem: 'onItsWay' })
  await sql`update public.media set created_at = created_at - interval '11 minutes'`.execute(db)
  expect(await endUpload(db, account, id, rules)).toMatchObject({ isNew: true })
})

test('a part of another length, behind the end, or of somebody else’s file is refused', async () => {
  const { db } = blog().services
  const id = await begin()
  expect(await addPart(db, account, { id, part: 0, data: Buffer.alloc(5) })).toBe(false)
  expect(await addPart(db, account, { id, part: 2, data: Buffer.alloc(5) })).toBe(false)
  expect(await part(id, 0, other)).toBe(false)
  expect(await findUpload(db, other, id)).toBeNull()
  expect(await endUpload(db, other, id, { room: 1e9, isAvifMade: false, mediaDir: null })).toBeNull()
})

test('what nobody has ended is forgotten after a day', async () => {
  const { db } = blog().services
  const id = await begin()
  await part(id, 0)
  await forgetOldUploads(db)
  expect(await findUpload(db, account, id)).not.toBeNull()
  await sql`update private.uploads set at = at - interval '25 hours'`.execute(db)
  await forgetOldUploads(db)
  expect(await findUpload(db, account, id)).toBeNull()
  expect(await db.selectFrom('private.upload_parts').select('part').execute()).toEqual([])
})

test('somebody has so many files on their way, and an empty one or one too large is none', async () => {
  const { db } = blog().services
  expect(await beginUpload(db, account, { name: 'a', bytes: 0 })).toEqual({ problem: 'empty' })
  expect(await beginUpload(db, account, { name: 'a', bytes: 1e9 })).toEqual({ problem: 'tooLarge' })
  for (let file = 0; file < 20; file++) await begin()
  expect(await beginUpload(db, account, { name: 'a', bytes: 5 })).toEqual({ problem: 'tooMany' })
})
