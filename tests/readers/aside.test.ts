import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join as path } from 'node:path'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { openAside, renewAside } from '../../src/readers/aside.ts'
import { seal } from '../../src/seal.ts'
import { typed } from '../cli/typed.ts'
import { testBlog } from '../support/blog.ts'
import { testKeys } from '../support/keys.ts'
import { join } from '../support/staff.ts'
import { mara } from '../support/visitor.ts'
import { forgetImports } from '../transfer/imports.ts'
import { wordpressFile } from '../transfer/wordpress-file.ts'

const blog = testBlog()
forgetImports()
const folder = mkdtempSync(path(tmpdir(), 'afterword-aside-'))
afterAll(() => rmSync(folder, { recursive: true }))

const ip = '203.0.113.5'

/** Mara's comments in a file of WordPress whose article is a draft here: they are kept aside. */
async function keepAside(...texts: string[]): Promise<string> {
  const file = path(folder, `${crypto.randomUUID()}.xml`)
  const by = { name: 'Mara', email: mara.email.toUpperCase(), ip }
  writeFileSync(
    file,
    wordpressFile(
      { slug: 'rain', status: 'draft' },
      texts.map(text => ({ ...by, text })),
    ),
  )
  expect((await typed(blog(), 'import', file)).code).toBe(0)
  return file
}

const rows = () => blog().database.db.selectFrom('private.import_aside').selectAll().execute()
const opened = async () => (await rows()).map(row => openAside(testKeys, row) ?? '')

type Row = Awaited<ReturnType<typeof rows>>[number]
const contextOf = ({ source, site, foreign_id }: Row) =>
  Buffer.from(JSON.stringify(['aside', source, site, foreign_id]))

/** As it was sealed once: with the IP address. */
function sealedBefore(row: Row): Buffer {
  const before = { ...JSON.parse(openAside(testKeys, row) ?? ''), ip }
  return seal(testKeys.current.derive('contact'), JSON.stringify(before), contextOf(row))
}

describe('what an import keeps aside of a reader', () => {
  test('is a part of what is held of them, and handed over', async () => {
    await keepAside('It rained.', 'It stopped.')
    expect(await rows()).toHaveLength(2)
    const administrator = await join(blog(), 'administrator')
    const shown = await administrator.post('/admin/readers', { address: mara.email })
    expect([shown.status, shown.html]).toEqual([200, expect.stringContaining('It rained.')])
    const handed = JSON.parse(
      (await administrator.post('/admin/readers/export', { address: mara.email })).html,
    )
    expect(handed.aside).toEqual([
      expect.objectContaining({ name: 'Mara', text: expect.stringContaining('It rained.') }),
      expect.objectContaining({ written: '2026-11-02T09:05:00.000Z' }),
    ])
    expect((await administrator.post('/admin/readers', { address: 'else@example.org' })).status).toBe(404)
  })

  test.each(['keep', 'remove'])(
    'is erased with them (%s), and comes with no article after that, nor with the same file',
    async comments => {
      const file = await keepAside('It rained.')
      const slug = await blog().publish()
      await blog()
        .visitor()
        .comment(slug, { ...mara, comment: 'Here as well' })
      const administrator = await join(blog(), 'administrator')
      const erased = await administrator.post('/admin/readers/erasure', {
        address: mara.email,
        comments,
        sure: 'yes',
      })
      expect(erased.html).toContain('2 comments affected.')
      expect(await rows()).toEqual([])
      expect((await typed(blog(), 'import', file)).lines.join('\n')).toContain(
        'who wrote them was erased here since',
      )
      expect(await rows()).toEqual([])
      await sql`update posts set status = 'published', published_at = now() where slug = 'rain'`.execute(
        blog().database.db,
      )
      expect((await typed(blog(), 'imports', 'attach')).lines.join()).toMatch(/^0 comments/)
      for (const way of ['--dry-run', '--media'])
        expect((await typed(blog(), 'import', file, way)).lines.join('\n')).toMatch(
          /1 comment read = 0 added [^]* 1 left out\n.*was erased here since/,
        )
      expect(await blog().database.db.selectFrom('private.contacts').select('id').execute()).toHaveLength(1)
    },
  )

  test('whose words were kept under another name is not written over by a newer file of theirs', async () => {
    const by = { name: 'Mara', email: mara.email, ip }
    const written = async (text: string) => {
      const file = path(folder, `${crypto.randomUUID()}.xml`)
      writeFileSync(file, wordpressFile({ slug: 'rain', status: 'publish' }, [{ ...by, text }]))
      return (await typed(blog(), 'import', file)).lines.join('\n')
    }
    expect(await written('It rained.')).toContain('1 comment read = 1 added')
    const administrator = await join(blog(), 'administrator')
    const address = mara.email
    await administrator.post('/admin/readers/erasure', { address, comments: 'keep', sure: 'yes' })
    expect(await written('It rained. I live at 5 Harbour Lane.')).toMatch(
      /1 comment read = 0 added [+] 0 updated [^]* 1 left out\n.*was erased here since/,
    )
    const { source } = await blog()
      .database.db.selectFrom('comments')
      .select('source')
      .executeTakeFirstOrThrow()
    expect(source).toBe('It rained.')
  })

  test('knows nothing of where it came from, and is the same comment when the file is brought in again', async () => {
    const file = await keepAside('It rained.')
    expect((await opened()).join()).toContain('It rained.')
    expect((await opened()).join()).not.toContain(ip)
    await sql`update posts set status = 'published', published_at = now() where slug = 'rain'`.execute(
      blog().database.db,
    )
    expect((await typed(blog(), 'imports', 'attach')).lines.join()).toMatch(/^1 comment came in/)
    const again = await typed(blog(), 'import', file)
    expect(again.lines.join('\n')).toContain('1 comment read = 0 added + 0 updated + 1 unchanged')
  })

  test('from before that was so is the same comment, too, when the file is brought in again', async () => {
    const file = await keepAside('It rained.')
    const [row] = await rows()
    if (!row) throw new Error('nothing was kept aside')
    const { db } = blog().database
    await db
      .updateTable('private.import_aside')
      .set({ sealed: sealedBefore(row), email_hash: null, digest: null })
      .execute()
    await renewAside(db, testKeys)
    await sql`update posts set status = 'published', published_at = now() where slug = 'rain'`.execute(db)
    expect((await typed(blog(), 'imports', 'attach')).lines.join()).toMatch(/^1 comment came in/)
    const again = await typed(blog(), 'import', file)
    expect(again.lines.join('\n')).toContain('1 comment read = 0 added + 0 updated + 1 unchanged')
  })

  test('from before that was so is found and mended', async () => {
    await keepAside('It rained.')
    const [row] = await rows()
    if (!row) throw new Error('nothing was kept aside')
    const { db } = blog().database
    const sealed = sealedBefore(row)
    await db.updateTable('private.import_aside').set({ sealed, email_hash: null, digest: null }).execute()
    const strange = seal(Buffer.alloc(32), '{}', contextOf(row))
    await db
      .insertInto('private.import_aside')
      .values({ ...row, foreign_id: '0', sealed: strange, email_hash: null })
      .execute()
    expect((await opened()).join()).toContain(ip)
    await renewAside(db, testKeys)
    expect((await opened()).join()).not.toContain(ip)
    await db.updateTable('private.import_aside').set({ email_hash: null }).execute()
    const administrator = await join(blog(), 'administrator')
    const fields = { address: mara.email, comments: 'remove', sure: 'yes' }
    expect((await administrator.post('/admin/readers/erasure', fields)).html).toContain('1 comment affected.')
    expect((await rows()).map(({ foreign_id }) => foreign_id)).toEqual(['0'])
  })
})
