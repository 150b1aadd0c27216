import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { atOneMoment } from '../../src/db/transact.ts'
import { textOfHtml } from '../../src/text/html.ts'
import { rowsOf } from '../../src/transfer/out/rows.ts'
import { siteTables } from '../../src/transfer/out/site-file.ts'
import { allTables } from '../../src/transfer/out/tables.ts'
import { typed } from '../cli/typed.ts'
import { type TestBlog, testBlog } from '../support/blog.ts'
import { emptyDatabase } from '../support/database.ts'
import { forgetImports } from './imports.ts'
import { anySite, make } from './random-site.ts'

const blog = testBlog()
/** The same database, with its files in a folder. */
const withFolder = testBlog({ MEDIA_DIR: mkdtempSync(join(tmpdir(), 'afterword-media-')) })
forgetImports()
const folder = mkdtempSync(join(tmpdir(), 'afterword-any-site-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Every row that a site consists of, hashed by table, and what the database makes of them by itself. */
async function rowsOfSite(at: TestBlog = blog()) {
  const here = { mediaDir: at.services.config.mediaDir, missing: new Set<string>() }
  return atOneMoment(at.database.db, async trx => {
    const found: Record<string, unknown> = {}
    for (const table of await allTables(trx)) {
      const name = `${table.schema}.${table.name}`
      if (!siteTables.includes(name)) continue
      const hash = createHash('sha256')
      for await (const rows of rowsOf(trx, table, here)) for (const row of rows) hash.update(`${row}\n`)
      found[name] = hash.digest('hex')
    }
    const counts = await sql`select post_id, status, sum(comments) as count from private.comment_counts
      group by 1, 2 having sum(comments) <> 0 order by 1, 2`.execute(trx)
    const threads = await sql`select id, comment_count from threads order by 1`.execute(trx)
    const readers = await sql`select o.comment_id, encode(c.email_hash, 'hex') as hash from private.origins o
      join private.contacts c on c.id = o.contact_id order by 1`.execute(trx)
    return { ...found, counts: counts.rows, threads: threads.rows, readers: readers.rows }
  })
}

/** The articles as their readers and writers know them, whatever their rows are called. */
async function articles() {
  const { rows } = await sql<Article>`
    select p.slug, p.kind, p.title, p.status, p.language, p.source, p.html, p.published_at, p.own_excerpt, p.description,
      p.canonical, p.pinned, p.comments_open, p.close_after_days, p.cover,
      (select t.key from post_translations t where t.post_id = p.id) as translation,
      array(select a.name from post_authors x join authors a on a.id = x.author_id where x.post_id = p.id order by x.place)
        as authors,
      array(select t.name from post_tags x join tags t on t.id = x.tag_id where x.post_id = p.id order by x.place) as tags
    from posts p order by p.slug`.execute(blog().database.db)
  return rows
}

interface Article {
  [other: string]: unknown
  html: string
  status: string
  published_at: Date | null
  authors: string[]
  cover: { alt: string } | null
}

/** The comments, by what they are called, or were where they came from. */
async function comments() {
  const { rows } = await sql<Comment>`
    select coalesce(i.foreign_id, c.id::text) as id, coalesce(a.foreign_id, c.parent_id::text) as parent, p.slug,
      c.status, c.name, c.website, c.html, c.source, c.created_at, c.edited_at, c.is_staff, p.status = 'draft' as on_draft
    from comments c join posts p on p.id = c.post_id
    left join private.imported i on i.kind = 'comment' and i.local_id = c.id
    left join private.imported a on a.kind = 'comment' and a.local_id = c.parent_id
    order by coalesce(i.foreign_id, c.id::text)::int`.execute(blog().database.db)
  return rows
}

interface Comment {
  [other: string]: unknown
  id: string
  html: string
  created_at: Date
  edited_at: Date | null
  on_draft: boolean
}

test('any site that goes out comes in the same, as far as each format can say it', async () => {
  let nth = 0
  await fc.assert(
    fc.asyncProperty(anySite, async site => {
      await emptyDatabase(blog().database)
      await make(blog(), site)
      const path = (name: string) => join(folder, `${nth}-${name}`)
      nth++
      await typed(blog(), 'export', 'afterword', path('site.jsonl'), '--with-addresses')
      await typed(blog(), 'export', 'wordpress', path('site.xml'))
      await typed(blog(), 'export', 'markdown', path('site'))
      const before = { rows: await rowsOfSite(), articles: await articles(), comments: await comments() }
      const bringInto = async (at: TestBlog, ...args: string[]) => {
        await emptyDatabase(at.database)
        expect(await typed(at, 'import', ...args)).toMatchObject({ code: 0, problems: [] })
      }
      const bringIn = (...args: string[]) => bringInto(blog(), ...args)

      // Into a folder and out of it: the same site wherever its files lie.
      await bringInto(withFolder(), 'afterword', path('site.jsonl'))
      expect(await rowsOfSite(withFolder())).toEqual(before.rows)
      await typed(withFolder(), 'export', 'afterword', path('from-folder.jsonl'), '--with-addresses')
      expect(readFileSync(path('from-folder.jsonl'))).toEqual(readFileSync(path('site.jsonl')))

      await bringIn('afterword', path('site.jsonl'))
      expect(await rowsOfSite()).toEqual(before.rows)

      await bringIn('wordpress', path('site.xml'))
      expect((await articles()).map(inWordpress)).toEqual(before.articles.map(inWordpress))
      // Those of drafts wait until readers may see what they are on.
      const came = before.comments.filter(({ on_draft }) => !on_draft)
      expect((await comments()).map(commentInWordpress)).toEqual(came.map(commentInWordpress))

      await bringIn('markdown', path('site'))
      expect(await articles()).toEqual(before.articles)
      const lines = readFileSync(join(path('site'), 'comments.jsonl'), 'utf8')
        .split('\n')
        .slice(0, -1)
      expect(lines.map(text => JSON.parse(text))).toEqual(before.comments.map(commentInMarkdown))
    }),
    { numRuns: 3, endOnFailure: true },
  )
})

const toTheSecond = (time: Date) => Math.floor(time.getTime() / 1000)
const shown = (html: string) => textOfHtml(html).replace(/\s+/g, ' ').trim()

function inWordpress({ published_at, authors, html, cover, ...article }: Article) {
  const { slug, kind, title, status, language, own_excerpt, pinned, comments_open, tags, translation } =
    article
  return {
    ...{ slug, kind, title, status, language, own_excerpt, pinned, comments_open, tags, translation },
    ...{ author: authors[0], text: shown(`${cover ? `<p>${cover.alt}</p>` : ''}${html}`) },
    at: published_at === null || status === 'draft' ? null : toTheSecond(published_at),
  }
}

function commentInWordpress({ created_at, html, ...comment }: Comment) {
  const { id, parent, slug, status, name, website } = comment
  return { id, parent, slug, status, name, website, text: shown(html), at: toTheSecond(created_at) }
}

function commentInMarkdown({
  id,
  parent,
  slug,
  source,
  created_at,
  edited_at,
  is_staff,
  ...comment
}: Comment) {
  const { status, name, website } = comment
  return {
    ...{
      status,
      name,
      website,
      article: slug,
      id: Number(id),
      parent: parent === null ? null : Number(parent),
    },
    ...{ text: source, staff: is_staff, written: created_at.toISOString() },
    edited: edited_at?.toISOString() ?? null,
  }
}
