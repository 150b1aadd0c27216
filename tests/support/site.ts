import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { afterEach, beforeEach, vi } from 'vitest'
import { importCommand } from '../../src/cli/import.ts'
import { readConfig } from '../../src/config.ts'
import { both } from '../../src/http/cache/announcements.ts'
import { makeServer } from '../../src/http/server/make-server.ts'
import { commandTexts } from '../../src/i18n/command-line.ts'
import { openBlog, type TestBlog } from './blog.ts'
import { emptyDatabase, testDatabase } from './database.ts'
import { testSecret } from './keys.ts'
import { soon } from './patience.ts'

/** A blog that is served, page cache and all, as a browser finds it. */
export interface TestSite extends TestBlog {
  url: string
  /** Imports articles as a host does on the command line. */
  importMarkdown(...paths: string[]): Promise<void>
}

/** A served blog for the tests of a file, empty before each, on a port that the system gives. */
export function testSite(env: Record<string, string> = {}): () => TestSite {
  let site: (TestSite & { stop(): Promise<void> }) | null = null
  beforeEach(async () => {
    site = await serveBlog(env)
  })
  afterEach(() => site?.stop())
  return () => {
    if (!site) throw new Error('the site is there once a test has begun')
    return site
  }
}

async function serveBlog(env: Record<string, string>) {
  const database = await testDatabase()
  await emptyDatabase(database)
  const blog = await openBlog(database, readConfig({ SECRET_KEY: testSecret, LOG_LEVEL: 'info', ...env }))
  const deafen = await database.listen(both(blog.services.pages, blog.services.announcements))
  const server = makeServer(blog.app, blog.services)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return {
    ...blog,
    async approve(...ids: number[]) {
      await blog.approve(...ids)
      await hearChanges(blog)
    },
    url: `http://localhost:${address.port}`,
    async importMarkdown(...paths: string[]) {
      const lines: string[] = []
      const texts = await commandTexts('en')
      const output = { line: () => {}, problem: (text: string) => void lines.push(text), texts }
      const input = await importCommand.prepare(['markdown', ...paths], output)
      if ((await importCommand.run(blog.services, input, output)) !== 0) throw new Error(lines.join('\n'))
    },
    async stop() {
      blog.services.announcements.end()
      server.close()
      server.closeAllConnections()
      await deafen()
    },
  }
}

/**
 * Waits until the page cache has heard of every change so far. Postgres tells of them beside the connection that made
 * them: on a busy machine a browser may be quicker.
 */
export async function hearChanges({ database: { db }, services: { pages } }: TestBlog): Promise<void> {
  if (!pages.isListening()) return // then nothing is kept either
  const mark = `mark:${crypto.randomUUID()}`
  const before = pages.changedLast(mark)
  await sql`select private.tell(${mark})`.execute(db)
  await vi.waitUntil(() => pages.changedLast(mark) > before, soon)
}
