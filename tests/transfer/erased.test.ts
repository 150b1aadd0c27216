import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { typed } from '../cli/typed.ts'
import { testBlog } from '../support/blog.ts'
import { join as joinStaff } from '../support/staff.ts'
import { forgetImports } from './imports.ts'
import { type WordpressComment, wordpressFile } from './wordpress-file.ts'

const blog = testBlog()
forgetImports()
const folder = mkdtempSync(join(tmpdir(), 'afterword-erased-import-'))
afterAll(() => rmSync(folder, { recursive: true }))

const by = (name: string, text: string, answers = 0): WordpressComment => ({
  ...{ name, text, answers, ip: '203.0.113.7', email: `${name.toLowerCase()}@reader.example` },
})

/** Jo's are erased; one of them answers another, and one nobody answers. */
const said = [
  ...[by('Jo', 'The lamp is out.'), by('Jo', 'It still is.', 1), by('Bo', 'Since Tuesday.', 2)],
  ...[by('Ana', 'Wednesday.', 3), by('Jo', 'Nobody answers this.', 1), by('Rosa', 'Another matter.')],
]

function file(status: 'publish' | 'draft', comments = said): string {
  const path = join(folder, `${status}.xml`)
  writeFileSync(path, wordpressFile({ slug: 'rain', status }, comments))
  return path
}

async function erase(email: string): Promise<void> {
  const administrator = await joinStaff(blog(), 'administrator')
  const fields = { address: email, comments: 'remove', sure: 'yes' }
  expect((await administrator.post('/admin/readers/erasure', fields)).status).toBe(200)
}

/** What stands where: who, what, and whom it answers. */
async function conversations() {
  const { rows } = await sql<{ says: string }>`
    select c.status || ' ' || c.name || ':' || c.source || case when p.id is null then '' else ' under ' || p.status || ':' || p.source end as says
    from comments c left join comments p on p.id = c.parent_id order by c.id`.execute(blog().database.db)
  return rows.map(({ says }) => says)
}

const underPlaces = [
  'withdrawn :',
  'withdrawn : under withdrawn:',
  'approved Bo:Since Tuesday. under withdrawn:',
  'approved Ana:Wednesday. under approved:Since Tuesday.',
  'approved Rosa:Another matter.',
]

test('what answers somebody who was erased stands under a place without name, words or time, import after import', async () => {
  await typed(blog(), 'import', file('publish'))
  await erase('jo@reader.example')
  const [listed = ''] = (await typed(blog(), 'imports')).lines
  await typed(blog(), 'imports', 'take-back', /^\d+/.exec(listed)?.[0] ?? '')
  expect(await conversations()).toEqual([])

  for (const sum of ['3 added + 0 updated + 0 unchanged', '0 added + 0 updated + 3 unchanged']) {
    const { code, lines, problems } = await typed(blog(), 'import', file('publish'))
    expect([code, problems]).toEqual([0, []])
    expect(lines.join('\n')).toContain(`6 comments read = ${sum} + 0 merged + 3 left out`)
    expect(lines.join('\n')).toMatch(/comment [125, ]{7}: .*erased/)
    expect(await conversations()).toEqual(underPlaces)
  }
  const { html } = await blog().visitor().get('/rain')
  expect(html).toContain('Wednesday.')
  expect(html).not.toMatch(/The lamp is out|It still is|>Jo<|datetime="2026-11-0[12]T/)
})

/** The article that was waited for is published, and takes what was kept aside. */
async function appear(): Promise<void> {
  await blog()
    .database.db.updateTable('posts')
    .set({ status: 'published', published_at: new Date() })
    .where('slug', '=', 'rain')
    .execute()
  await typed(blog(), 'imports', 'attach')
}

test('so it does where its article came later than the file', async () => {
  await blog()
    .visitor()
    .comment(await blog().publish(), { name: 'Jo', email: 'jo@reader.example' })
  await erase('jo@reader.example')
  await typed(blog(), 'posts', 'delete', 'tea')
  const alone = [by('Jo', 'A thought of mine.'), by('Jo', 'And its end.', 7)]
  await typed(blog(), 'import', file('draft', [...said, ...alone]))
  // Of a chain that is theirs alone there is no place.
  expect(await keptAside()).toEqual(['1', '2', '3', '4', '6'])
  await appear()
  expect(await conversations()).toEqual(underPlaces)
})

async function keptAside() {
  const kept = await blog().database.db.selectFrom('private.import_aside').select('foreign_id').execute()
  return kept.map(({ foreign_id }) => foreign_id).sort()
}

test('so it does where they were erased while the article was waited for', async () => {
  await typed(blog(), 'import', file('draft', [...said, by('Jo', 'Nor this, but for me.', 5)]))
  await erase('jo@reader.example')
  expect(await keptAside()).toEqual(['1', '2', '3', '4', '6'])
  await appear()
  expect(await conversations()).toEqual(underPlaces)
})
