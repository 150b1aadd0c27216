import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testBlog } from '../support/blog.ts'
import { engine } from '../support/database.ts'
import { setSettings } from '../support/settings.ts'

const blog = testBlog()

/** A listener that writes down what it is told, and lets a test wait for it. */
function witness() {
  const told: string[] = []
  const waiting = new Set<() => void>()
  const note = (what: string) => {
    told.push(what)
    for (const look of waiting) look()
  }
  return {
    told,
    listener: { changed: note, connected: () => note('(connected)'), lost: () => note('(lost)') },
    /** Resolves once so many of these were told. */
    until: (what: string, times = 1) =>
      new Promise<void>(resolve => {
        const look = () => {
          if (told.filter(each => each === what).length < times) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
  }
}

const postId = async () =>
  (await blog().database.db.selectFrom('posts').select('id').executeTakeFirstOrThrow()).id

describe('who listens to a database', () => {
  test('is told of each article, comment and setting that changed', async () => {
    const { told, listener, until } = witness()
    const deafen = await blog().database.listen(listener)
    await until('(connected)')
    await blog().publish()
    const id = await postId()
    await until('posts')
    expect(told).toContain(`post:${id}`)

    const comment = await blog().visitor().comment('tea', {})
    await blog().approve(comment)
    await until(`comments:${id}`)
    expect(told.filter(what => what === `comments:${id}`)).toHaveLength(1) // nothing changed while it waited

    await setSettings(blog().database.db, { title: 'x' })
    await until('setting:title')
    await deafen()
    expect(told.at(-1)).toBe('(lost)')
  })

  test('is not told of a change that was taken back', async () => {
    const { told, listener, until } = witness()
    const deafen = await blog().database.listen(listener)
    await until('(connected)')
    const { db } = blog().database
    const undone = db.transaction().execute(async trx => {
      await trx.insertInto('settings').values({ name: 'title', value: '"x"' }).execute()
      throw new Error('taken back')
    })
    await expect(undone).rejects.toThrow('taken back')
    await blog().publish()
    await until('posts')
    expect(told).not.toContain('setting:title')
    await deafen()
  })

  test('is told that it was deaf when its connection is cut, and hears again by itself', async () => {
    const { told, listener, until } = witness()
    const deafen = await blog().database.listen(listener)
    await until('(connected)')
    const { db } = blog().database
    // PGlite has no connection to cut
    const cuts = engine === 'postgres' ? 1 : 0
    if (cuts > 0)
      await sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and query ilike 'listen%'`.execute(db)
    await until('(connected)', cuts + 1)
    expect(told).toEqual(['(connected)', ...(cuts > 0 ? ['(lost)', '(connected)'] : [])])
    await setSettings(db, { title: 'y' })
    await until('setting:title')
    await deafen()
  })
})

test('a connection that is cut while nobody uses it ends nothing: the next query has another', async () => {
  const { db, publicDb } = blog().database
  await publicDb.selectFrom('settings').select('name').execute()
  if (engine === 'postgres')
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(db)
  const read = async (): Promise<unknown[]> => {
    try {
      return await publicDb.selectFrom('settings').select('name').execute()
    } catch {
      return read() // the cut is noticed by the query that meets it
    }
  }
  expect(await read()).toEqual([])
})
