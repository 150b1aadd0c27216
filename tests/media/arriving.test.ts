import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { partBytes } from '../../src/media/limits.ts'
import { addPart, beginUpload, endUpload } from '../../src/media/uploads.ts'
import { testBlog } from '../support/blog.ts'
import { join as joinStaff } from '../support/staff.ts'

const blog = testBlog()
const rules = { room: 1e9, isAvifMade: false, mediaDir: null }
const bytes = Buffer.alloc(2 * partBytes + 300_000, 'green tea ')
let account = 0

beforeEach(async () => {
  await joinStaff(blog(), 'editor')
  const { db } = blog().services
  ;({ id: account } = await db.selectFrom('private.accounts').select('id').executeTakeFirstOrThrow())
})

async function begin(): Promise<string> {
  const upload = await beginUpload(blog().services.db, account, { name: 'tea.bin', bytes: bytes.length })
  if ('problem' in upload) throw new Error(upload.problem)
  return upload.id
}

const part = (id: string, number: number, from = bytes) => {
  const data = from.subarray(number * partBytes, (number + 1) * partBytes)
  return addPart(blog().services.db, account, { id, part: number, data })
}

/** Whatever is read back from then on is not there. */
const dropRows = (id: string) =>
  blog().services.db.deleteFrom('private.upload_parts').where('upload_id', '=', id).execute()

const end = (id: string) => endUpload(blog().services.db, account, id, rules)

async function stored(): Promise<Buffer> {
  const { db } = blog().services
  const { rows } = await sql<{ data: Buffer }>`select data from public.media_chunks order by part`.execute(db)
  return Buffer.concat(rows.map(({ data }) => data))
}

/** Where temporary files go for the rest of a test. */
function inOwnFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'afterword-arriving-'))
  vi.stubEnv('TMPDIR', folder)
  onTestFinished(() => {
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true })
  })
  return folder
}

test('what came whole to one process is kept without its rows being read, and leaves no file', async () => {
  const folder = inOwnFolder()
  const id = await begin()
  await Promise.all([2, 0, 1].map(number => part(id, number)))
  await dropRows(id)
  expect(await end(id)).toMatchObject({ isNew: true })
  expect((await stored()).equals(bytes)).toBe(true)
  expect(readdirSync(folder)).toEqual([])
})

test('a part that comes again, as after a break, changes nothing, be it with other bytes', async () => {
  inOwnFolder()
  const id = await begin()
  const coffee = Buffer.alloc(bytes.length, 'coffee ')
  for (const number of [0, 1]) await part(id, number)
  for (const from of [bytes, coffee]) expect(await part(id, 1, from)).toBe(true)
  await part(id, 2)
  await dropRows(id)
  expect(await end(id)).toMatchObject({ isNew: true })
  expect((await stored()).equals(bytes)).toBe(true)
})

test('where no temporary file can be written parts are taken all the same', async () => {
  const folder = inOwnFolder()
  vi.stubEnv('TMPDIR', join(folder, 'none'))
  const id = await begin()
  expect(await part(id, 0)).toBe(true)
  vi.stubEnv('TMPDIR', folder)
  for (const number of [1, 2]) await part(id, number)
  expect(await end(id)).toMatchObject({ isNew: true })
  expect((await stored()).equals(bytes)).toBe(true)
})

test('of uploads that nobody goes on with few have files, and each can be ended', async () => {
  const folder = inOwnFolder()
  const ids: string[] = []
  for (let file = 0; file < 8; file++) {
    const id = await begin()
    await part(id, 0)
    ids.push(id)
  }
  await expect.poll(() => readdirSync(folder).length).toBe(4)
  const [oldest = ''] = ids
  for (const number of [1, 2]) await part(oldest, number)
  expect(await end(oldest)).toMatchObject({ isNew: true })
  expect((await stored()).equals(bytes)).toBe(true)
})
