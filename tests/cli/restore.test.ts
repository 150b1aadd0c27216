import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { expect, test } from 'vitest'
import { testBlog } from '../support/blog.ts'
import { engine, makePostgresDatabase } from '../support/database.ts'
import { testSecret } from '../support/keys.ts'
import { runHere } from './here.ts'
import { hostsTools, sentenceOf } from './process.ts'
import { typed } from './typed.ts'

const { folder } = hostsTools()
const blog = testBlog()

/** What a blog left in a place for one: its tables and its role on Postgres, its files on PGlite. */
async function leftIn({ DATABASE_URL, DATA_DIR = '' }: Record<string, string>): Promise<number> {
  if (DATABASE_URL === undefined) return existsSync(DATA_DIR) ? 1 : 0
  const client = new pg.Client({ connectionString: DATABASE_URL })
  await client.connect()
  const { rowCount } = await client.query(
    `select from pg_tables where schemaname in ('public', 'private')
     union all select from pg_roles where rolname = current_database() || '_public'`,
  )
  await client.end()
  return (rowCount ?? 0) + (existsSync(DATA_DIR) ? 1 : 0)
}

test('a restore that is refused leaves an empty place as it was, for the right key and file', async () => {
  await blog().publish()
  const files = folder()
  const [path, cut] = [join(files, 'blog'), join(files, 'cut')]
  const passphrase = join(files, 'passphrase')
  writeFileSync(passphrase, 'forty-one steps\n')
  await typed(blog(), 'backup', path, '--passphrase-file', passphrase)
  writeFileSync(cut, readFileSync(path).subarray(0, -40))

  const place: Record<string, string> = { DATA_DIR: join(files, 'data') }
  if (engine === 'postgres') place['DATABASE_URL'] = await makePostgresDatabase(`restore_${process.pid}`)
  const right = { ...place, SECRET_KEY: testSecret }
  const stranger = { ...place, SECRET_KEY: 'the-second-key-of-more-than-thirty-two-characters' }
  const opened = ['--passphrase-file', passphrase]
  const refusals = [
    [stranger, [join(files, 'none')], /^There is no file /],
    [stranger, [path], /is sealed/],
    [place, [path, ...opened], /another key/],
    [right, [cut, ...opened], /cut off|damaged/],
  ] as const
  for (const [env, args, why] of refusals)
    expect(await sentenceOf(runHere(env, 'restore', ...args))).toMatch(why)
  expect(await leftIn(place)).toBe(0)
  expect(await runHere(right, 'restore', path, ...opened)).toMatchObject({ code: 0, err: '' })
})
