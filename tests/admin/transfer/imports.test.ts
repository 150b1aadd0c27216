import { mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join as path } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import type { KyselyPlugin } from 'kysely'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { ZipFile } from 'yazl'
import { partBytes } from '../../../src/media/limits.ts'
import { keepUpload } from '../../../src/media/uploads.ts'
import { bringInMove, lookThrough } from '../../../src/transfer/moves/carry-out.ts'
import { findImport } from '../../../src/transfer/moves/imports.ts'
import { beginMove, findMove, lookAgain, startMove } from '../../../src/transfer/moves/moves.ts'
import { carryOutTakingBack } from '../../../src/transfer/moves/take-back.ts'
import { DamagedZip, unzip } from '../../../src/transfer/unzip.ts'
import { urls } from '../../../src/urls.ts'
import { startWork } from '../../../src/work.ts'
import { testBlog } from '../../support/blog.ts'
import { testKeys } from '../../support/keys.ts'
import { upload } from '../../support/pictures.ts'
import { soon } from '../../support/patience.ts'
import { join } from '../../support/staff.ts'
import { mara, origin, type Visitor } from '../../support/visitor.ts'
import { forgetImports } from '../../transfer/imports.ts'

const blog = testBlog()
forgetImports()
const samples = path(import.meta.dirname, '..', '..', 'samples', 'transfer')
const sample = (name: string) => readFile(path(samples, name))
const db = () => blog().database.db
const never = new AbortController().signal
const mover = async () => ({
  ...{ db: db(), ring: testKeys, settings: await blog().services.settings.current() },
  ...{ mediaDir: null, log: blog().services.log },
})

let administrator: Visitor
let account = 0
beforeEach(async () => {
  administrator = await join(blog(), 'administrator')
  account = (await db().selectFrom('private.accounts').select('id').executeTakeFirstOrThrow()).id
})

const imports = '/admin/imports'
const send = (address: string, body: BodyInit, type = 'application/x-www-form-urlencoded') =>
  administrator.send(address, { method: 'POST', headers: { origin, 'content-type': type }, body })

/** Sends a file in parts, as the page's script does; returns the page that says what was found. */
async function sendInParts(bytes: Buffer, name: string): Promise<string> {
  const begun = await send(
    '/admin/import-uploads',
    new URLSearchParams({ name, bytes: String(bytes.length) }),
  )
  const { id }: { id: string } = JSON.parse(begun.html)
  for (let part = 0; part * partBytes < bytes.length; part++) {
    const data = new Uint8Array(bytes.subarray(part * partBytes, (part + 1) * partBytes))
    const { status } = await send(
      `/admin/import-uploads/${id}/parts/${part}`,
      data,
      'application/octet-stream',
    )
    expect(status).toBe(204)
  }
  const { page }: { page: string } = JSON.parse((await send(`/admin/import-uploads/${id}/end`, '')).html)
  return page
}

/** The same behind the page; returns the move's id. */
async function begin(bytes: Buffer, name: string): Promise<number> {
  const kept = await keepUpload(db(), account, { name, bytes }, testKeys)
  if ('problem' in kept) throw new Error(kept.problem)
  return (await beginMove(db(), { account, name: 'Ada' }, kept.id)) ?? 0
}

async function zipOf(folder: string, under: string): Promise<Buffer> {
  const zip = new ZipFile()
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = path(entry.parentPath, entry.name)
    if (entry.isFile()) zip.addFile(file, path(under, file.slice(folder.length + 1)))
  }
  zip.end()
  return buffer(zip.outputStream)
}

/** Comments of two articles that are here, as Remark42 writes them; with their author's address. */
const remark42 = (count: number) =>
  Buffer.from(
    [
      { version: 1, users: [{ id: 'u', details: { email: mara.email } }], posts: [] },
      ...Array.from({ length: count }, (_, n) => ({
        ...{ id: `c${n}`, pid: '', orig: `Thought ${n}`, text: `<p>Thought ${n}</p>` },
        ...{
          user: { id: 'u', name: 'Mara' },
          locator: { site: 'old', url: `https://old.example/${n % 2 ? 'tea' : 'coffee'}` },
        },
        time: new Date(Date.UTC(2020, 0, 1, 0, 0, n)).toISOString(),
      })),
    ]
      .map(line => JSON.stringify(line))
      .join('\n'),
  )

describe('a file that an administrator moves in with', () => {
  test('comes in parts, is looked through, and comes in when they say so; its addresses lead on', async () => {
    onTestFinished(await blog().database.listen(blog().services.announcements))
    onTestFinished(await startWork(blog().services))
    expect((await administrator.get('/admin')).html).toContain(`href="${imports}"`)
    const page = await sendInParts(await sample('wordpress.xml'), 'harbour.xml')
    const shown = async () => (await administrator.get(page)).html
    await expect.poll(shown, soon).toContain('What would come in')
    const looked = await shown()
    expect(looked).toContain('Read as a file of WordPress (WXR).')
    expect(await db().selectFrom('posts').select('id').execute()).toEqual([])

    // What readers wrote elsewhere is not in the clear here.
    const parts = await db().selectFrom('private.upload_parts').select('data').execute()
    expect(parts.length).toBeGreaterThan(0)
    expect(Buffer.concat(parts.map(({ data }) => data)).includes('wp:comment')).toBe(false)

    const started = await administrator.post(`${page}/start`, {})
    expect(started.headers.get('location')).toBe(page)
    await expect.poll(async () => (await administrator.get(page)).status, soon).toBe(303)
    const report = (await administrator.get(page)).headers.get('location') ?? ''
    const { html } = await administrator.get(report)
    expect(tallies(html)).toEqual(tallies(looked))
    // What was lost is told to each in their language.
    expect(html).toContain('Shortcode “')
    const chinese = await administrator.send(report, { headers: { 'accept-language': 'zh-CN' } })
    expect(chinese.html).toContain(' · 短代码“')
    expect((await administrator.get(imports)).html).toContain('harbour.xml')
    expect(await db().selectFrom('private.uploads').select('id').execute()).toEqual([])
    const led = await blog().visitor().get('/?p=101')
    expect([led.status, led.headers.get('location')]).toEqual([301, '/lamp-at-the-pier'])
  })

  test('is looked through with the counts that its import has, whatever shape it is of', async () => {
    // One of each shape that a file has: what is in them is the same from the command line.
    const files = [
      ...['wordpress.xml', 'wordpress-truncated.xml', 'artrans.json', 'isso.db', 'remark42.gz'],
      ...['valine.jsonl', 'hugo'],
    ]
    for (const name of files) {
      const isFolder = (await stat(path(samples, name))).isDirectory()
      const bytes = isFolder ? await zipOf(path(samples, name), name) : await sample(name)
      const id = await begin(bytes, isFolder ? `${name}.zip` : name)
      await lookThrough(await mover(), id, never)
      const [site] = (await findMove(db(), id))?.sites ?? []
      if (site !== undefined) {
        await lookAgain(db(), id, { system: null, site })
        await lookThrough(await mover(), id, never)
      }
      const looked = (await findMove(db(), id))?.looked
      const { html } = await administrator.get(urls.admin.move(id))
      expect([name, html.includes('so nothing of it comes in')]).toEqual([
        name,
        name === 'wordpress-truncated.xml',
      ])
      expect([name, await startMove(db(), id, false)]).toEqual([name, true])
      await bringInMove(await mover(), id, never)
      const ended = await findMove(db(), id)
      expect(ended?.state).toBe('ended')
      const report = (await findImport(db(), ended?.importId ?? 0))?.report
      expect([name, report?.articles, report?.comments]).toEqual([name, looked?.articles, looked?.comments])
      const read = (looked?.articles.read ?? 0) + (looked?.comments.read ?? 0)
      expect([name, read > 0]).toEqual([name, name !== 'wordpress-truncated.xml'])
    }
  })

  test('comes in one piece without scripts; what it is can be said, and it can be given up', async () => {
    const answer = await upload(administrator, 'id;text\n1;hello', 'table.csv', imports)
    const page = answer.headers.get('location') ?? ''
    const id = Number(page.split('/').at(-1))
    expect((await administrator.get(page)).html).toContain('Refresh progress')
    await lookThrough(await mover(), id, never)
    expect((await administrator.get(page)).html).toContain('This is like no file that is known here.')
    await administrator.post(`${page}/choice`, { system: 'disqus', site: '' })
    await lookThrough(await mover(), id, never)
    const { html } = await administrator.get(page)
    expect(html).toContain('Read as a file of Disqus.')
    expect(html).toContain('this is not XML')
    const given = await administrator.post(`${page}/end`, {})
    expect(given.headers.get('location')).toBe('/admin/imports?done=forgotten')
    expect((await administrator.get(page)).status).toBe(404)
    expect(await db().selectFrom('private.uploads').select('id').execute()).toEqual([])
    expect((await upload(administrator, '', '', imports)).status).toBe(422)
  })

  test('of another system than was chosen says what it looks like, and does not begin', async () => {
    const files = ['wordpress.xml', 'disqus.xml', 'ghost.json', 'isso.db', 'remark42.gz', 'commento.json']
    for (const [nth, name] of files.entries()) {
      const id = await begin(await sample(name), name)
      await lookThrough(await mover(), id, never)
      await lookAgain(db(), id, { system: nth === 0 ? 'markdown' : 'wordpress' })
      await lookThrough(await mover(), id, never)
      const { html } = await administrator.get(`${imports}/files/${id}`)
      const [, system] = /This looks like a file of ([^,]*), and nothing of what was chosen/.exec(html) ?? []
      expect([name, name.startsWith((system ?? '?').toLowerCase().replace(/ .*/, ''))]).toEqual([name, true])
      expect(html).not.toContain('Read as a file of')
      expect(await startMove(db(), id, false)).toBe(false)
    }
    expect(await db().selectFrom('private.imports').select('id').execute()).toEqual([])
  })

  test('asks which of its sites is meant', async () => {
    await blog().publish()
    await blog().publish({ slug: 'coffee' })
    const two = [
      ...remark42(2).toString().split('\n'),
      ...remark42(3).toString().replaceAll('"old"', '"new"').replaceAll('"c', '"d').split('\n').slice(1),
    ]
    const id = await begin(Buffer.from(two.join('\n')), 'two.json')
    await lookThrough(await mover(), id, never)
    const { html } = await administrator.get(`${imports}/files/${id}`)
    expect([...html.matchAll(/name="site" value="(\w+)"/g)].map(found => found[1])).toEqual(['new', 'old'])
    await administrator.post(`${imports}/files/${id}/choice`, { system: '', site: 'new' })
    await lookThrough(await mover(), id, never)
    expect((await findMove(db(), id))?.looked?.comments.added).toBe(3)
  })

  test('comes in under the addresses that somebody says its articles have now, and readers are led there', async () => {
    await blog().publish()
    await blog().publish({ slug: 'espresso' })
    const id = await begin(remark42(4), 'remark42.json')
    const page = `${imports}/files/${id}`
    await lookThrough(await mover(), id, never)
    expect((await administrator.get(page)).html).toMatch(
      /<textarea[^>]*name="map"[^>]*>\n\/coffee\t<\/textarea>/,
    )
    const wrong = await administrator.post(`${page}/choice`, { map: '/coffee /espresso\r\nmailto:x /tea' })
    expect([wrong.status, wrong.html]).toEqual([
      422,
      expect.stringMatching(/Line 2 can’t be read[^]*mailto:x/),
    ])
    await administrator.post(`${page}/choice`, { map: '/coffee /espresso\r\n/tea\t' })
    await lookThrough(await mover(), id, never)
    expect((await findMove(db(), id))?.looked?.comments).toMatchObject({ added: 4 })
    await startMove(db(), id, false)
    await bringInMove(await mover(), id, never)
    expect((await blog().visitor().get('/espresso')).html).toContain('Thought 2')
    const led = await blog().visitor().get('/coffee')
    expect([led.status, led.headers.get('location')]).toEqual([301, '/espresso'])
  })
})

describe('an import that is under way', () => {
  /** Begins one of ten comments, and is cut after the first portion of them. */
  async function cut(): Promise<number> {
    await blog().publish()
    await blog().publish({ slug: 'coffee' })
    const id = await begin(remark42(10), 'remark42.json')
    await lookThrough(await mover(), id, never)
    await startMove(db(), id, false)
    const turn = new AbortController()
    const cutter: KyselyPlugin = {
      transformQuery({ node }) {
        if (node.kind === 'InsertQueryNode' && JSON.stringify(node.into).includes('"imported"')) turn.abort()
        return node
      },
      transformResult: async ({ result }) => result,
    }
    const cutting = { ...(await mover()), db: db().withPlugin(cutter) }
    expect(await bringInMove(cutting, id, turn.signal)).toBe('unfinished')
    const comments = await db().selectFrom('comments').select('id').execute()
    expect(comments.length).toBeGreaterThan(0)
    return id
  }

  test('goes on after a restart as the one that it was', async () => {
    const id = await cut()
    expect(await bringInMove(await mover(), id, never)).toBe('done')
    expect(await db().selectFrom('comments').select('id').execute()).toHaveLength(10)
    const rows = await db().selectFrom('private.imports').select('id').execute()
    expect(rows).toHaveLength(1)
    const past = await findImport(db(), rows[0]?.id ?? 0)
    expect(past?.report?.comments).toMatchObject({ read: 10, added: 10, unchanged: 0 })
  })

  test('is stopped; what came in stays, is told of, and the same file goes on from there', async () => {
    const id = await cut()
    const page = `${imports}/files/${id}`
    expect((await administrator.get(page)).html).toContain('It is being brought in')
    await administrator.post(`${page}/end`, {})
    expect((await administrator.get(page)).html).toContain('It is being stopped')
    await bringInMove(await mover(), id, never)
    const report = (await administrator.get(page)).headers.get('location') ?? ''
    const { html } = await administrator.get(report)
    expect(html).toContain('This import was stopped.')
    const before = (await db().selectFrom('comments').select('id').execute()).length
    expect(tallies(html)).toContain(String(before))
    const again = await begin(remark42(10), 'remark42.json')
    await lookThrough(await mover(), again, never)
    expect((await findMove(db(), again))?.looked?.comments).toMatchObject({
      ...{ added: 10 - before, unchanged: before },
    })
  })
})

describe('an import of some time', () => {
  test('is taken back whole after a question, in the background, and its page says what stayed', async () => {
    await blog().publish()
    await blog().publish({ slug: 'coffee' })
    const id = await begin(remark42(4), 'remark42.json')
    await lookThrough(await mover(), id, never)
    await startMove(db(), id, false)
    const importId = (await findMove(db(), id))?.importId ?? 0
    const page = `${imports}/${importId}`
    // Not while it is under way.
    await administrator.post(`${page}/removal`, {})
    expect((await findImport(db(), importId))?.takingBackBy).toBeNull()
    await bringInMove(await mover(), id, never)
    expect((await administrator.get(page)).html).toContain(`action="${page}/removal"`)
    expect((await administrator.get(`${page}/removal`)).html).toContain('Take this import back?')
    for (const _ of [1, 2]) await administrator.post(`${page}/removal`, {})
    expect((await administrator.get(page)).html).toContain('It is being taken back')
    await carryOutTakingBack(db(), importId, () => false) // a restart before anything was done
    await carryOutTakingBack(db(), importId, () => true)
    const past = await findImport(db(), importId)
    expect(past?.takenBack).toMatchObject({ comments: 4, places: 0, articles: 0, kept: [] })
    expect(await db().selectFrom('comments').select('id').execute()).toEqual([])
    expect((await administrator.get(page)).html).toContain('Taken back')
    for (const again of [
      await administrator.get(`${page}/removal`),
      await administrator.post(`${page}/removal`, {}),
    ]) {
      const told = again.headers.get('location') ?? ''
      expect((await administrator.get(told)).html).toContain('This import was taken back already.')
    }
    expect((await administrator.get('/admin/audit')).html.match(/had an import taken back:/g)).toHaveLength(1)
  })

  test('of which a part stayed says what, and what is left is taken back once it may go', async () => {
    const id = await begin(await sample('wordpress-https-1.1.xml'), 'wordpress.xml')
    await lookThrough(await mover(), id, never)
    await startMove(db(), id, false)
    await bringInMove(await mover(), id, never)
    const importId = (await findMove(db(), id))?.importId ?? 0
    const page = `${imports}/${importId}`
    const { id: post, title } = await db()
      .selectFrom('posts')
      .select(['id', 'title'])
      .executeTakeFirstOrThrow()
    const rename = (to: string) =>
      db().updateTable('posts').set({ title: to }).where('id', '=', post).execute()
    await rename('Edited here')
    await administrator.post(`${page}/removal`, {})
    await carryOutTakingBack(db(), importId, () => true)
    await db().deleteFrom('private.jobs').execute() // it was carried out
    const { html } = await administrator.get(page)
    expect(html).toContain('Still here of it: 1 article.')
    expect(html).toContain('Take back what is left')
    await rename(title)
    await administrator.post(`${page}/removal`, {})
    expect((await administrator.get(page)).html).toContain('It is being taken back')
    // Its work failed for good: it can be begun anew.
    await db().updateTable('private.jobs').set({ state: 'failed' }).execute()
    expect((await administrator.get(page)).html).toContain('Take back what is left')
    await administrator.post(`${page}/removal`, {})
    await carryOutTakingBack(db(), importId, () => true)
    expect(await db().selectFrom('posts').select('id').execute()).toEqual([])
    expect((await findImport(db(), importId))?.takenBack).toMatchObject({
      articles: 1,
      comments: 2,
      kept: [],
    })
    expect((await administrator.get(`${page}/removal`)).status).toBe(303)
  })
})

describe('a zip', () => {
  const folder = () => mkdtemp(path(tmpdir(), 'afterword-test-'))

  test('that leads out of its folder, or is cut off, brings nothing', async () => {
    const into = await folder()
    const zip = new ZipFile()
    zip.addBuffer(Buffer.from('x'), 'aa/bb/evil.md')
    zip.end()
    const evil = Buffer.from(
      (await buffer(zip.outputStream)).toString('latin1').replaceAll('aa/bb/', '../../'),
      'latin1',
    )
    for (const bytes of [evil, evil.subarray(0, 60)]) {
      await writeFile(path(into, 'x.zip'), bytes)
      await expect(unzip(path(into, 'x.zip'), into)).rejects.toThrow('')
    }
    expect(await readdir(into)).toEqual(['x.zip'])
    const id = await begin(evil, 'evil.zip')
    await lookThrough(await mover(), id, never)
    expect((await administrator.get(`${imports}/files/${id}`)).html).toContain('This zip can’t be opened.')
  })
})

test('a zip in which a name is a file and a folder is damaged, not work to be tried again', async () => {
  for (const names of [['a', 'a/b.md'], ['a/b.md', 'a'], [`${'long/'.repeat(900)}name.md`]]) {
    const zip = new ZipFile()
    for (const name of names) zip.addBuffer(Buffer.from('x'), name)
    zip.end()
    const into = await mkdtemp(path(tmpdir(), 'afterword-test-'))
    await writeFile(path(into, 'x.zip'), await buffer(zip.outputStream))
    await expect(unzip(path(into, 'x.zip'), into)).rejects.toThrow(DamagedZip)
  }
})

describe('the way out', () => {
  test('gives the whole site in three forms, without an address', async () => {
    const slug = await blog().publish()
    await blog().approve(await blog().visitor().comment(slug, mara))
    for (const [format, word] of [
      ['afterword', '"afterword":1'],
      ['wordpress', 'Well said.'],
    ]) {
      const answer = await administrator.get(`/admin/exports/${format}`)
      expect(answer.headers.get('content-disposition')).toContain('attachment')
      const response = await blog().app.request(`${origin}/admin/exports/${format}`, {
        headers: { cookie: [...administrator.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      })
      const text = gunzipSync(Buffer.from(await response.arrayBuffer())).toString()
      expect(text).toContain(word)
      expect(text).not.toContain(mara.email)
    }
    const zip = await blog().app.request(`${origin}/admin/exports/markdown`, {
      headers: { cookie: [...administrator.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    })
    const into = await folderOf(Buffer.from(await zip.arrayBuffer()))
    expect(await readFile(path(into, 'posts', 'tea.md'), 'utf8')).toContain('Water first.')
    expect((await administrator.get('/admin/exports/nothing')).status).toBe(404)
  })
})

async function folderOf(bytes: Buffer): Promise<string> {
  const into = await mkdtemp(path(tmpdir(), 'afterword-test-'))
  const file = path(await mkdtemp(path(tmpdir(), 'afterword-test-')), 'x.zip')
  await writeFile(file, bytes)
  return unzip(file, into)
}

/** The counts of a report as its page shows them. */
const tallies = (html: string) =>
  [...(html.split('class="tallies"')[1]?.split('</table>')[0] ?? '').matchAll(/<td>([\d,]+)<\/td>/g)].map(
    found => found[1],
  )
