import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { addPart, beginUpload, endUpload, findUpload, forgetOldUploads } from '../../src/media/uploads.ts'
import { partBytes } from '../../src/media/limits.ts'
import { testBlog } from '../support/blog.ts'
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

async function begin(): Promise<string> {
  const upload = await beginUpload(blog().services.db, account, { name: 'tea.bin', bytes: bytes.length })
  if ('problem' in upload) throw new Error(upload.problem)
  return upload.id
}

const part = (id: string, number: number, by = account) =>
  addPart(blog().services.db, by, {
    id,
    part: number,
    data: bytes.subarray(number * partBytes, (number + 1) * partBytes),
  })

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
