import { type Kysely, type KyselyPlugin, sql } from 'kysely'
import { describe, expect, test, vi } from 'vitest'
import { makeApp } from '../../src/app.ts'
import type { Output } from '../../src/cli/command.ts'
import { commentsCommand } from '../../src/cli/comments.ts'
import { settingsCommand } from '../../src/cli/settings.ts'
import { readConfig } from '../../src/config.ts'
import { openDatabase } from '../../src/db/open.ts'
import type { Database } from '../../src/db/tables.ts'
import { commandTexts } from '../../src/i18n/command-line.ts'
import { type PostSource, savePost } from '../../src/posts/save.ts'
import { openBlog } from '../support/blog.ts'
import { aroundGate } from '../support/gate.ts'
import { engine } from '../support/database.ts'
import { bringing, testSecret } from '../support/keys.ts'
import { testSite } from '../support/site.ts'
import { makeVisitor, mara, tomas } from '../support/visitor.ts'
import { setSettings } from '../support/settings.ts'
import { soon } from '../support/patience.ts'

const site = testSite()

async function read(path: string, headers: Record<string, string> = {}) {
  const answer = await fetch(site().url + path, { headers })
  return { status: answer.status, headers: answer.headers, html: await answer.text() }
}

const key = (path: string, variant = 'en system') => `${variant} ${path}`
const isKept = (path: string, variant?: string) =>
  site().services.pages.find(key(path, variant)) !== undefined

/** Pages are kept only while changes are heard of, which on Postgres begins a moment after the start. */
const listening = () => vi.waitFor(() => expect(site().services.pages.isListening()).toBe(true), soon)

/** On Postgres a change comes by another connection: it is there at the latest when this one's own has come. */
async function heard(): Promise<void> {
  if (engine === 'pglite') return
  const name = `test:${crypto.randomUUID()}`
  const { pages } = site().services
  const before = pages.changedLast(name)
  await sql`select private.tell(${name})`.execute(site().database.db)
  await vi.waitFor(() => expect(pages.changedLast(name)).toBeGreaterThan(before), soon)
}

describe('a kept page', () => {
  test('is what would have been rendered, in each encoding, byte for byte', async () => {
    await site().publish()
    await site().approve(await site().visitor().comment('tea', mara))
    await listening()
    await heard()
    for (const path of ['/', '/tags/tea', '/tea'])
      for (const language of ['en', 'zh-CN'])
        for (const encoding of ['identity', 'gzip', 'br']) {
          const headers = { 'accept-language': language, 'accept-encoding': encoding }
          site().services.pages.connected(() => Promise.resolve(true)) // forgets every page
          const rendered = await read(path, headers)
          expect(isKept(path, `${language} system`)).toBe(true)
          const kept = await read(path, headers)
          expect(kept.html).toBe(rendered.html)
          const [first, again] = [rendered, kept].map(({ headers }) =>
            Object.fromEntries(
              [...headers].filter(([name]) => !/^(date|content-length|transfer-encoding)$/.test(name)),
            ),
          )
          expect(again).toEqual(first)
          expect(first?.['content-encoding'] ?? 'identity').toBe(encoding)
        }
  })

  test('holds nothing of one answer, so that a shared cache may keep it too', async () => {
    await site().publish()
    await listening()
    await heard()
    const answers = [await read('/tea'), await read('/tea'), await read('/tea')]
    expect(isKept('/tea')).toBe(true)
    expect(new Set(answers.map(({ html }) => html)).size).toBe(1)
    expect(answers[0]?.headers.get('cache-control')).toBe('public, no-cache')
    expect(answers.flatMap(({ headers }) => headers.getSetCookie())).toEqual([])
  })

  test('is one for each language and each appearance', async () => {
    await site().publish()
    await listening()
    const german = await read('/tea', { cookie: 'language=de; theme=dark' })
    expect(german.html).toContain('<html lang="de" data-theme="dark">')
    for (let n = 0; n < 2; n++) {
      expect((await read('/tea')).html).toContain('<html lang="en">')
      expect((await read('/tea', { 'accept-language': 'ja' })).html).toContain('<html lang="ja">')
      expect((await read('/tea', { cookie: 'language=de; theme=dark' })).html).toContain(
        'lang="de" data-theme="dark"',
      )
    }
    expect(german.headers.get('vary')).toBe('Accept-Encoding, Accept-Language, Cookie')
  })

  test('is not asked for when its reader has it already', async () => {
    await site().publish()
    await listening()
    await heard()
    const etag = (await read('/tea')).headers.get('etag') ?? ''
    const again = await read('/tea', { 'if-none-match': etag })
    expect([again.status, again.html]).toEqual([304, ''])
    await site().approve(await site().visitor().comment('tea', mara))
    await heard()
    expect((await read('/tea', { 'if-none-match': etag })).status).toBe(200)
  })
})

describe('the next request shows it when', () => {
  const command = async (run: (output: Output) => Promise<number>) => {
    const texts = await commandTexts('en')
    expect(await run({ line: () => {}, problem: text => expect(text).toBe(''), texts })).toBe(0)
  }
  const comments = (...args: string[]) =>
    command(async output =>
      commentsCommand.run(site().services, await commentsCommand.prepare(args, output), output),
    )

  const changes: Record<string, (id: number, db: Kysely<Database>) => Promise<unknown>> = {
    'a comment is approved': id => site().approve(id),
    'a comment is approved by the command line': id => comments('approve', String(id)),
    'a comment is approved by plain SQL': (id, db) =>
      aroundGate(db, trx => sql`update comments set status = 'approved' where id = ${id}`.execute(trx)),
    'an approved comment goes to the trash': async id => {
      await site().approve(id)
      await heard()
      await read('/tea')
      await read('/')
      await comments('trash', String(id))
    },
    'an approved comment is deleted by plain SQL': async (id, db) => {
      await site().approve(id)
      await heard()
      await read('/tea')
      await read('/')
      await sql`delete from comments where id = ${id}`.execute(db)
    },
  }

  test.each(Object.entries(changes))('%s', async (_, change) => {
    await site().publish()
    await listening()
    const id = await site()
      .visitor()
      .comment('tea', { ...mara, comment: 'Counted words.' })
    await read('/tea')
    await read('/')
    expect([isKept('/tea'), isKept('/')]).toEqual([true, true])
    await change(id, site().database.db)
    await heard()
    const shown = await site()
      .database.db.selectFrom('comments')
      .select('id')
      .where('status', '=', 'approved')
      .execute()
    expect((await read('/tea')).html.includes('Counted words.')).toBe(shown.length === 1)
    expect((await read('/')).html.includes('1 comment')).toBe(shown.length === 1)
  })

  test('an approved comment is edited, or withdrawn, by its author', async () => {
    await site().publish()
    await setSettings(site().database.db, { hold_comments: false, trust_after: 0 })
    await listening()
    await heard()
    const reader = site().visitor()
    const id = await reader.comment('tea', mara)
    await heard()
    expect((await read('/tea')).html).toContain('Well said.')
    await reader.fill(`/comments/${id}/revision`, { comment: 'Second thoughts.' })
    await heard()
    expect((await read('/tea')).html).toContain('Second thoughts.')
    await reader.post(`/comments/${id}/withdrawal`, {})
    await heard()
    expect((await read('/tea')).html).not.toContain('Second thoughts.')
  })

  test('a setting is changed, by the command line or by plain SQL', async () => {
    await site().publish()
    await listening()
    for (const path of ['/', '/tea']) await read(path)
    await command(async output =>
      settingsCommand.run(
        site().services,
        await settingsCommand.prepare(['set', 'title', 'Harbour'], output),
        output,
      ),
    )
    await heard()
    for (const path of ['/', '/tea']) expect((await read(path)).html).toContain('Harbour</bdi></a>')
    await sql`update settings set value = '"Lighthouse"' where name = 'title'`.execute(site().database.db)
    await heard()
    for (const path of ['/', '/tea']) expect((await read(path)).html).toContain('Lighthouse</bdi></a>')
  })

  test('an article is changed, added, taken back or deleted', async () => {
    await site().publish()
    await listening()
    for (const path of ['/', '/tags/tea', '/tea']) await read(path)
    await site().publish({ title: 'On coffee' })
    await heard()
    for (const path of ['/', '/tags/tea', '/tea']) expect((await read(path)).html).toContain('On coffee')
    await site().publish({ slug: 'milk', title: 'On milk' })
    await heard()
    for (const path of ['/', '/tags/tea']) expect((await read(path)).html).toContain('On milk')
    await site().publish({ slug: 'milk', status: 'draft' })
    await sql`update posts set comments_open = false where slug = 'tea'`.execute(site().database.db)
    await heard()
    expect([(await read('/milk')).status, (await read('/')).html.includes('On milk')]).toEqual([404, false])
    expect((await read('/tea')).html).not.toContain('<textarea')
    await sql`delete from posts`.execute(site().database.db)
    await heard()
    expect([(await read('/tea')).status, (await read('/')).html.includes('On coffee')]).toEqual([404, false])
  })
})

describe('what stands beside an article', () => {
  test('reaches its page and the lists, and a column that was added later does', async () => {
    const { db } = site().database
    await site().publish()
    await listening()
    for (const path of ['/', '/tea']) await read(path)
    await sql`update tags set name = 'Brews'`.execute(db)
    await heard()
    for (const path of ['/', '/tea']) expect((await read(path)).html).toContain('Brews')
    await sql`delete from post_tags`.execute(db)
    await heard()
    for (const path of ['/', '/tea']) expect((await read(path)).html).not.toContain('Brews')
    await sql`alter table posts add column mood text`.execute(db)
    try {
      await read('/tea')
      expect(isKept('/tea')).toBe(true)
      await sql`update posts set mood = 'good'`.execute(db)
      await heard()
      expect(isKept('/tea')).toBe(false)
    } finally {
      await sql`alter table posts drop column mood`.execute(db)
    }
  })

  test('makes no list anew while it is a draft, nor does an update that changes nothing', async () => {
    await site().publish()
    await site().publish({ slug: 'milk', status: 'draft' })
    await listening()
    await heard()
    await read('/')
    await site().publish({ slug: 'milk', status: 'draft', title: 'Still a draft', tags: ['cows'] })
    await sql`update posts set title = title`.execute(site().database.db)
    await heard()
    expect(isKept('/')).toBe(true)
  })
})

describe('an answer for one reader is nobody else’s:', () => {
  test('neither a comment that waits, nor what a browser remembers, nor a refused form is kept', async () => {
    await site().publish()
    await listening()
    await heard()
    const reader = site().visitor()
    await reader.post('/tea/comments', { ...mara, comment: 'Waiting words.', remember: 'yes' })
    await reader.post('/tea/comments', { ...tomas, comment: 'Refused words.', name: '' })
    for (const path of ['/', '/tea', '/tags/tea']) {
      await reader.get(path)
      // What else they opened is the same for everyone, and may be kept.
      expect(isKept(path) && path === '/tea').toBe(false)
      const others = await read(path)
      expect(others.html).not.toMatch(/Waiting words|Refused words|Mara|lindqvist/)
    }
    expect(isKept('/tea')).toBe(true)
    const own = await read('/tea', { cookie: [...reader.cookies].map(pair => pair.join('=')).join('; ') })
    expect(own.html).toContain('Waiting words.')
    expect(own.html).toContain(`value="${mara.email}"`)
    expect(own.headers.get('cache-control')).toBe('private, no-store')
  })

  test('each of two gets what they asked to be remembered, and neither the other’s', async () => {
    await site().publish()
    await listening()
    const [one, two] = [site().visitor(), site().visitor()]
    await one.post('/tea/comments', { ...mara, remember: 'yes' })
    await two.post('/tea/comments', { ...tomas, remember: 'yes' })
    for (let n = 0; n < 2; n++) {
      const [first, second] = [await one.get('/tea'), await two.get('/tea')]
      expect([first.html.includes(mara.email), first.html.includes(tomas.email)]).toEqual([true, false])
      expect([second.html.includes(mara.email), second.html.includes(tomas.email)]).toEqual([false, true])
    }
  })

  test('no address but a page’s own is kept', async () => {
    await site().publish()
    await listening()
    for (const path of ['/tea?x=1', '/?x=1', '/tea?from=1&x=1', '//tea', '/TEA'])
      await read(path).then(() => expect({ path, isKept: isKept(path) }).toEqual({ path, isKept: false }))
  })
})

describe('a change that comes while a page is being made', () => {
  test.each([
    [
      'a comment',
      () => aroundGate(site().database.db, trx => sql`update comments set status = 'approved'`.execute(trx)),
    ],
    ['an article', async () => sql`update posts set title = 'Changed'`.execute(site().database.db)],
    [
      'a setting',
      async () => sql`insert into settings values ('title', '"Changed"')`.execute(site().database.db),
    ],
  ])('keeps it from being kept: %s', async (_, change) => {
    await site().publish()
    await listening()
    await site()
      .visitor()
      .comment('tea', { ...mara, comment: 'Changed' })
    await heard()
    const { services } = site()
    // Between what a page's query found and the page: the moment in which a change goes unseen.
    let isChanged = false
    const meanwhile: KyselyPlugin = {
      transformQuery: args => args.node,
      async transformResult({ result }) {
        if (isChanged) return result
        isChanged = true
        await change()
        await heard()
        return result
      },
    }
    const publicDb = services.publicDb.withPlugin(meanwhile)
    await makeVisitor(makeApp({ ...services, publicDb })).get('/tea')
    expect(isChanged).toBe(true)
    expect((await read('/tea')).html).toContain('Changed')
  })

  test('also one of the settings, which are read first', async () => {
    await site().publish()
    await listening()
    await heard()
    const { services } = site()
    let title = ''
    const settings = {
      ...services.settings,
      async current() {
        const read = await services.settings.current()
        if (title !== '') return read
        title = 'Changed'
        await sql`insert into settings values ('title', '"Changed"')`.execute(site().database.db)
        await heard()
        return read
      },
    }
    await makeVisitor(makeApp({ ...services, settings })).get('/tea')
    expect((await read('/tea')).html).toContain('Changed')
  })

  test('nothing is kept while changes can’t be heard', async () => {
    await site().publish()
    await listening()
    site().services.pages.lost()
    await read('/tea')
    expect(isKept('/tea')).toBe(false)
    await sql`update posts set title = 'Unheard'`.execute(site().database.db)
    expect((await read('/tea')).html).toContain('Unheard')
  })
})

// A PGlite has one process.
const nodes = engine === 'postgres' ? ['another node'] : []
describe('a change through another process', () => {
  test.each([...nodes, 'this node'])('is on the next request: %s', async node => {
    await site().publish()
    await listening()
    const id = await site().visitor().comment('tea', mara)
    await read('/tea')
    expect(isKept('/tea')).toBe(true)
    if (node === 'this node') await site().approve(id)
    else await onAnotherNode(other => other.approve(id))
    await heard()
    expect((await read('/tea')).html).toContain('Well said.')

    if (node === 'this node') await savePost(site().database.db, { ...milk })
    else await onAnotherNode(other => other.publish(milk))
    await heard()
    expect((await read('/')).html).toContain('On milk')
  })

  const milk = {
    slug: 'milk',
    title: 'On milk',
    language: 'en',
    tags: [],
    status: 'published',
    publishedAt: null,
    source: 'White.',
  } satisfies PostSource

  async function onAnotherNode(change: (blog: Awaited<ReturnType<typeof openBlog>>) => Promise<unknown>) {
    const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(
      site().database.db,
    )
    const url = new URL(process.env['TEST_DATABASE_URL'] ?? '')
    url.pathname = `/${rows[0]?.name}`
    const config = readConfig({ SECRET_KEY: testSecret, LOG_LEVEL: 'silent', DATABASE_URL: url.href })
    const database = await openDatabase(config, bringing(), 'prepare')
    try {
      await change(await openBlog(database, config))
    } finally {
      await database.close()
    }
  }
})
