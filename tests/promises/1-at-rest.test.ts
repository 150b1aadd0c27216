import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { makeApp } from '../../src/app.ts'
import { makeServices } from '../../src/cli/services.ts'
import { keyRing } from '../../src/keys.ts'
import { errorFacts } from '../../src/log.ts'
import { revealAddress } from '../../src/readers/contacts.ts'
import { testBlog } from '../support/blog.ts'
import { allRows } from '../support/rows.ts'
import { makeVisitor, mara } from '../support/visitor.ts'
import { canary, disguises, traces } from './canary.ts'
import { setSettings } from '../support/settings.ts'

const blog = testBlog({ TRUSTED_PROXIES: '127.0.0.1' })

async function visit(): Promise<number> {
  await blog().publish()
  await setSettings(blog().database.db, { comments_per_minute: 1000 })
  const reader = blog().visitor({ ip: '127.0.0.1', headers: canary.headers })
  const ids: number[] = []
  // What formatting splits is masked where it is shown: where it was typed it is no address.
  const typed = disguises.filter(text => !/\*zqnest\*/.test(text))
  for (const comment of typed) ids.push(await reader.comment('tea', { ...canary.fields, comment }))
  await reader.fill(`/comments/${ids[1]}/revision`, { comment: canary.email })
  return ids[0] ?? 0
}

describe('in the database an address', () => {
  test('stands nowhere, in no dress and under no hash; network and browser in one private table alone', async () => {
    await visit()
    const tables = await allRows(blog())
    expect(tables.get('private.contacts')).not.toBe('')
    const found = [...tables]
      .map(([name, text]) => ({ name, left: traces(text) }))
      .filter(({ left }) => left.length > 0)
    expect(found).toEqual([
      { name: 'private.origins', left: expect.not.arrayContaining(['zq.canary', 'canary+1']) },
    ])
    const origins =
      tables.get('private.origins')?.replaceAll(canary.agent, '').replaceAll(canary.ip, '') ?? ''
    expect(traces(origins)).toEqual([])
  })

  test('is sealed otherwise each time, and known again only with the site’s key', async () => {
    await visit()
    const contacts = () => blog().database.db.selectFrom('private.contacts').selectAll().execute()
    const [first] = await contacts()
    await blog().database.db.deleteFrom('posts').execute()
    await blog().database.db.deleteFrom('private.contacts').execute()
    await visit()
    const [second] = await contacts()
    expect(second?.email_hash).toEqual(first?.email_hash)
    expect(second?.email_sealed).not.toEqual(first?.email_sealed)
    const stranger = keyRing('x'.repeat(40), [])
    expect(stranger.current.sign('contact-hash', canary.email.toLowerCase())).not.toEqual(first?.email_hash)
  })

  test('is lost with the key, and no comment is', async () => {
    const id = await visit()
    await blog().approve(id)
    const { database, services } = blog()
    const keys = keyRing('x'.repeat(40), [])
    const visitor = makeVisitor(makeApp(await makeServices(services.config, keys, database, services.log)))
    expect(await revealAddress(database.db, keys, id)).toBe('sealed')
    expect((await visitor.get('/tea')).html).toContain('Write to •••@•••.')
    expect(await visitor.comment('tea', mara)).toBeGreaterThan(id)
  })
})

/** A page but for the form, which gives back to who typed it what could not be saved. */
function aroundForm(html: string): string {
  const form = /<form[^>]*id="comment-form-fields"[\s\S]*?<\/form>/
  expect(html).toMatch(form)
  return html.replace(form, '')
}

describe('an error of the database that holds a reader’s data in its details', () => {
  const constraint = (name: string, table: string, check: string) =>
    sql.raw(`alter table ${table} add constraint ${name} ${check} not valid`)

  test.each([
    ['a check of what is entrusted', 'private.origins', `check (user_agent is null)`],
    ['a check of the text', 'public.comments', `check (source = '')`],
    ['a check of what is sealed', 'private.contacts', `check (email_sealed is null)`],
  ])('is a plain page and a line without them: %s', async (_, table, check) => {
    await blog().publish()
    const { db } = blog().database
    await constraint('canary', table, check).execute(db)
    try {
      const reader = blog().visitor({ ip: '127.0.0.1', headers: canary.headers })
      const fields = { ...canary.fields, comment: 'A word of the canary: zqnest' }
      const answer = await reader.post('/tea/comments', fields)
      expect(answer.status).toBe(500)
      expect(traces(aroundForm(answer.html))).toEqual([])
      expect(aroundForm(answer.html)).not.toMatch(/constraint|violates|canary/i)
      expect(blog().logged()).toContain('"code":"23514"')
      expect(traces(blog().logged())).toEqual([])
    } finally {
      await sql.raw(`alter table ${table} drop constraint canary`).execute(db)
    }
  })

  test('says nothing of a value that must not be there twice', async () => {
    await blog().publish()
    const { db } = blog().database
    await sql`create unique index canary on public.comments (source)`.execute(db)
    try {
      const reader = blog().visitor({ ip: '127.0.0.1', headers: canary.headers })
      const fields = { ...canary.fields, comment: 'A word of the canary: zqnest' }
      await reader.comment('tea', fields)
      const answer = await reader.post('/tea/comments', {
        ...fields,
        name: 'Another bird',
        email: 'a@b.example',
      })
      expect(answer.status).toBe(500)
      expect(traces(aroundForm(answer.html))).toEqual([])
      expect(blog().logged()).toContain('"code":"23505"')
      expect(traces(blog().logged())).toEqual([])
    } finally {
      await sql`drop index canary`.execute(db)
    }
  })

  test('says nothing through its message, however that is laid out', () => {
    const error = new Error(`invalid input: "\n    at ${canary.email} (file:///zqnest:1:1)"`, {
      cause: canary.email,
    })
    Object.assign(error, {
      code: '22P02',
      detail: canary.email,
      where: canary.email,
      hint: canary.email,
      query: canary.ip,
    })
    const facts = errorFacts(error)
    expect(facts).toMatchObject({
      error: 'Error',
      code: '22P02',
      stack: expect.stringContaining('1-at-rest.test.ts'),
    })
    expect(traces(JSON.stringify(facts))).toEqual([])
  })
})

test('only the folder of readers opens an address, and nothing a reader sees imports that folder', async () => {
  const root = join(import.meta.dirname, '..', '..')
  const files = (await Promise.all(['src', 'views'].map(folder => sourcesIn(root, folder)))).flat()
  expect(files.length).toBeGreaterThan(100)
  const opening = files.filter(({ text }) => /\bopenEmail\b/.test(text)).map(({ path }) => path)
  expect(opening.sort()).toEqual([
    'src/readers/contacts.ts',
    'src/readers/email.ts',
    'src/readers/own-address.ts',
  ])
  const importing = files
    .filter(
      ({ path, text }) =>
        /^(?:src\/site|views\/(?:site|layouts|components))\//.test(path) &&
        /from '[^']*\/readers\//.test(text),
    )
    .map(({ path }) => path)
  expect(importing).toEqual([])
})

async function sourcesIn(root: string, folder: string) {
  const names = (await readdir(join(root, folder), { recursive: true })).filter(name => /\.tsx?$/.test(name))
  return Promise.all(
    names.map(async name => ({
      path: `${folder}/${name}`,
      text: await readFile(join(root, folder, name), 'utf8'),
    })),
  )
}
