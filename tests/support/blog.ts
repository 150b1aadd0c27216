import { Writable } from 'node:stream'
import { beforeAll, beforeEach } from 'vitest'
import { makeApp } from '../../src/app.ts'
import { makeServices } from '../../src/cli/services.ts'
import { moderate } from '../../src/moderation/moderate.ts'
import { type Config, readConfig } from '../../src/config.ts'
import type { OpenDatabase } from '../../src/db/open.ts'
import type { Services } from '../../src/http/context.ts'
import { openLog } from '../../src/log.ts'
import { readyFolder } from '../../src/media/places.ts'
import { type PostSource, savePost } from '../../src/posts/save.ts'
import { emptyDatabase, testDatabase } from './database.ts'
import { testKeys, testSecret } from './keys.ts'
import { makeVisitor, type Visitor } from './visitor.ts'

/** A blog over a real database, as a test sees it. */
export interface TestBlog {
  database: OpenDatabase
  services: Services
  app: ReturnType<typeof makeApp>
  /** Every line logged so far. */
  logged(): string
  /** A browser with cookies of its own, without scripts. */
  visitor(options?: { ip?: string; headers?: Record<string, string> }): Visitor
  /** Publishes an article. */
  publish(post?: Partial<PostSource>): Promise<string>
  /** Approves comments as a moderator would. */
  approve(...ids: number[]): Promise<void>
}

/** A blog for the tests of a file, empty before each. `env` is its configuration. */
export function testBlog(env: Record<string, string> = {}): () => TestBlog {
  let blog: TestBlog | null = null
  beforeEach(async () => {
    blog = await emptyBlog(env)
  })
  return () => {
    if (!blog) throw new Error('the blog is there once a test has begun')
    return blog
  }
}

/** One for the tests of a group that change nothing of it: furnished before the first; gives what `furnish` gave. */
export function furnishedBlog<T>(furnish: (blog: TestBlog) => Promise<T>): () => T {
  let furnished: { had: T } | null = null
  beforeAll(async () => {
    furnished = { had: await furnish(await emptyBlog({})) }
  })
  return () => {
    if (!furnished) throw new Error('the blog is there once a test has begun')
    return furnished.had
  }
}

async function emptyBlog(env: Record<string, string>): Promise<TestBlog> {
  const database = await testDatabase()
  await emptyDatabase(database)
  return openBlog(database, readConfig({ SECRET_KEY: testSecret, LOG_LEVEL: 'info', ...env }))
}

/** The same over a database, a configuration and keys that are given. */
export async function openBlog(database: OpenDatabase, config: Config, keys = testKeys): Promise<TestBlog> {
  const lines: string[] = []
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
  await readyFolder(database.db, config.mediaDir, 'prepare')
  const services = await makeServices(config, keys, database, openLog(config.logLevel, sink))
  const app = makeApp(services)
  return {
    database,
    services,
    app,
    logged: () => lines.join(''),
    visitor: options => makeVisitor(app, options),
    async publish(post = {}) {
      const source = { ...article, ...post }
      await savePost(database.db, source)
      return source.slug
    },
    async approve(...ids) {
      for (const id of ids) await moderate(database.db, id, 'approved', { kind: 'command' })
    },
  }
}

const article: PostSource = {
  slug: 'tea',
  title: 'On tea',
  language: 'en',
  tags: ['tea'],
  status: 'published',
  publishedAt: new Date('2026-01-02T03:04:05Z'),
  source: 'Water first.\n\n## Then leaves\n\nAnd *time*.',
}
