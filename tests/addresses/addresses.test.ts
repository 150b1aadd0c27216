import type { Transaction } from 'kysely'
import { describe, expect, test } from 'vitest'
import { leadTo, leadToPost, sayBack, sayGone } from '../../src/addresses/addresses.ts'
import { addressOf } from '../../src/addresses/path.ts'
import type { Database } from '../../src/db/tables.ts'
import { transact } from '../../src/db/transact.ts'
import { testBlog } from '../support/blog.ts'
import { postId } from '../support/rows.ts'
import { mara } from '../support/visitor.ts'

const blog = testBlog()

const write = (story: (trx: Transaction<Database>) => Promise<void>) => transact(blog().database.db, story)

const idOf = (slug: string) => postId(blog().database.db, slug)

async function visit(path: string) {
  const { status, headers } = await blog().visitor().get(path)
  return [status, headers.get('location')]
}

describe('an old address', () => {
  test.each([
    ['/2019/05/tea.html', '/2019/05/tea.html'],
    ['/2019/05/tea/', '/2019/05/tea'],
    ['/?p=7', '/?p=7'],
    ['/index.php?b=2&a=1', '/index.php?a=1&b=2'],
    ['/cafe%CC%81', '/caf%C3%A9'],
    ['/old-tea', '/old-tea?utm_source=mail'],
  ])('as %s leads to its article when it is asked for as %s', async (from, asked) => {
    const id = await idOf(await blog().publish())
    await write(trx => leadToPost(trx, from, id))
    expect(await visit(asked)).toEqual([301, '/tea'])
  })

  test('follows its article to whatever address that has', async () => {
    const id = await idOf(await blog().publish())
    await write(trx => leadToPost(trx, '/old', id))
    await blog().database.db.updateTable('posts').set({ slug: 'brew' }).execute()
    expect(await visit('/old')).toEqual([301, '/brew'])
  })

  test('takes along what belongs to its article, and what can be no header of an answer is encoded', async () => {
    const id = await idOf(await blog().publish())
    await write(trx => leadToPost(trx, '/old', id))
    expect(await visit('/old/feed/atom')).toEqual([301, '/tea/feed/atom'])
    expect(await visit('/old/threads/7')).toEqual([301, '/tea/threads/7'])
    expect(await visit('/old/a%0D%0Ab')).toEqual([301, '/tea/a%0D%0Ab'])
    await write(trx => leadTo(trx, '/shop', 'https://shop.example/'))
    expect(await visit('/shop/feed/atom')).toEqual([404, null])
  })

  test('takes the comment of a reader whose page was opened before', async () => {
    const id = await idOf(await blog().publish())
    await write(trx => leadToPost(trx, '/old', id))
    const comment = await blog().visitor().comment('old', mara)
    const { post_id: post } = await blog()
      .database.db.selectFrom('comments')
      .select('post_id')
      .where('id', '=', comment)
      .executeTakeFirstOrThrow()
    expect(post).toBe(id)
  })

  test('leads to another site, and to another page of this one', async () => {
    await write(async trx => {
      await leadTo(trx, '/shop', 'https://shop.example/tea?x=1')
      await leadTo(trx, '/category/tea', '/tags/tea')
    })
    expect(await visit('/shop')).toEqual([301, 'https://shop.example/tea?x=1'])
    expect(await visit('/category/tea')).toEqual([301, '/tags/tea'])
  })

  test('gives way to what is there now', async () => {
    await write(trx => leadTo(trx, '/tea', '/elsewhere'))
    await blog().publish()
    expect(await visit('/tea')).toEqual([200, null])
    await blog().database.db.updateTable('posts').set({ status: 'draft' }).execute()
    expect(await visit('/tea')).toEqual([404, null])
  })

  test('tells nobody where a draft will be', async () => {
    const id = await idOf(await blog().publish({ status: 'draft' }))
    await write(trx => leadToPost(trx, '/old', id))
    expect(await visit('/old')).toEqual([404, null])
    expect(await blog().database.publicDb.selectFrom('addresses').selectAll().execute()).toEqual([])
  })

  test('of what was taken back for good says so, and no more once it is back', async () => {
    const { db } = blog().database
    const id = await idOf(await blog().publish())
    await write(trx => leadToPost(trx, '/old', id))
    await write(trx => sayGone(trx, id, '/tea'))
    await db.updateTable('posts').set({ status: 'draft' }).execute()
    expect(await visit('/tea')).toEqual([410, null])
    expect(await visit('/old')).toEqual([410, null])
    expect((await blog().visitor().get('/old')).html).toContain('This page is gone.')
    await db.updateTable('posts').set({ status: 'published' }).execute()
    await write(trx => sayBack(trx, id, '/tea'))
    expect(await visit('/old')).toEqual([301, '/tea'])
    await write(trx => sayGone(trx, id, '/tea'))
    await db.deleteFrom('posts').execute()
    expect(await visit('/tea')).toEqual([410, null])
  })

  test('is counted, off the way of who comes by it', async () => {
    const { db } = blog().database
    await write(trx => leadTo(trx, '/old', '/tea'))
    for (let n = 0; n < 3; n++) await visit('/old')
    expect(await db.selectFrom('private.address_hits').selectAll().execute()).toEqual([])
    await blog().services.addressHits.write(db)
    await visit('/old')
    await blog().services.addressHits.write(db)
    expect(await db.selectFrom('private.address_hits').select('hits').execute()).toEqual([{ hits: 4 }])
  })
})

test('an address that no database can hold is none', () => {
  for (const wrong of ['/%FF', '/%00', `/${'x'.repeat(2001)}`, '//elsewhere.example/'])
    expect(addressOf(wrong)).toBeNull()
})
