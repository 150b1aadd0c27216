import { describe, expect, test } from 'vitest'
import { type KeyRing, keyRing } from '../../src/keys.ts'
import { backgroundsOf, isBy, personIn } from '../../src/readers/background.ts'
import { revealAddress, saveContact } from '../../src/readers/contacts.ts'
import { Email } from '../../src/readers/email.ts'
import { openBlog, testBlog } from '../support/blog.ts'
import { testKeys, testSecret } from '../support/keys.ts'
import { join, password } from '../support/staff.ts'
import { lin, mara } from '../support/visitor.ts'

const blog = testBlog()
const db = () => blog().database.db
const ringOf = (...previousSecretKeys: string[]) => keyRing('the secret that came after', previousSecretKeys)
const rotated = ringOf(testSecret)
/** As long as the host had not said what the key before was. */
const forgetful = ringOf()

/** The same blog as a process serves it that has these keys. */
const blogUnder = (keys: KeyRing) => openBlog(blog().database, blog().services.config, keys)

const contacts = () => db().selectFrom('private.contacts').selectAll().orderBy('id').execute()

/** A reader whom a rotation made two of: one comment under each key. */
async function oneInTwo() {
  const slug = await blog().publish()
  const later = await blogUnder(forgetful)
  const ids = [
    await blog()
      .visitor()
      .comment(slug, { ...mara, email: 'Mara@Lindqvist.example', comment: 'The first thing' }),
    await later.visitor().comment(slug, { ...mara, comment: 'The second thing' }),
  ]
  await blog().visitor().comment(slug, lin)
  expect(await contacts()).toHaveLength(3)
  return { slug, ids, blogNow: await blogUnder(rotated) }
}

describe('a reader from before a rotation', () => {
  test('is known when they write again, and sealed under the key that is used now', async () => {
    const slug = await blog().publish()
    const before = await blog()
      .visitor()
      .comment(slug, { ...mara, email: 'Mara@Lindqvist.example' })
    const [stored] = await contacts()
    const after = await (await blogUnder(rotated)).visitor().comment(slug, { ...mara, comment: 'And more' })
    const [sealedAnew, ...others] = await contacts()
    expect(others).toEqual([])
    expect(sealedAnew).toMatchObject({ id: stored?.id, created_at: stored?.created_at })
    for (const id of [before, after])
      expect(await revealAddress(db(), forgetful, id)).toEqual({ address: 'Mara@lindqvist.example' })
    expect(
      (await backgroundsOf(db(), rotated, [after], { scope: null, trustAfter: 1 })).get(after)?.history,
    ).toEqual({ pending: 2 })
  })

  test('is one contact when they write from several places at once', async () => {
    const [email] = [Email.parse(mara.email)]
    if (!email) throw new Error('no address')
    const save = (keys: KeyRing) =>
      db()
        .transaction()
        .execute(trx => saveContact(trx, keys.current, email, keys.previous))
    await save(testKeys)
    const ids = await Promise.all(Array.from({ length: 6 }, () => save(rotated)))
    expect(new Set(ids).size).toBe(1)
    expect(await contacts()).toHaveLength(1)
  })
})

describe('a reader whom a rotation made two of', () => {
  test('is shown and handed over whole', async () => {
    const { blogNow } = await oneInTwo()
    const administrator = await join(blogNow, 'administrator')
    const { html } = await administrator.post('/admin/readers', { address: mara.email })
    for (const words of ['The first thing', 'The second thing']) expect(html).toContain(words)
    const handed = JSON.parse(
      (await administrator.post('/admin/readers/export', { address: mara.email })).html,
    )
    expect(handed.comments.map(({ text }: { text: string }) => text)).toEqual([
      'The first thing',
      'The second thing',
    ])
    const [first] = await contacts()
    expect(handed.since).toBe(first?.created_at.toISOString())
  })

  test.each(['keep', 'remove'])('is erased whole (%s)', async comments => {
    const { ids, blogNow } = await oneInTwo()
    const administrator = await join(blogNow, 'administrator')
    const fields = { address: mara.email, comments, sure: 'yes' }
    expect((await administrator.post('/admin/readers/erasure', fields)).html).toContain('2 comments')
    expect(await contacts()).toHaveLength(2) // another reader, and who erased
    const origins = await db()
      .selectFrom('private.origins')
      .select(['contact_id', 'who', 'ip'])
      .where('comment_id', 'in', ids)
      .execute()
    for (const origin of origins) expect(origin).toEqual({ contact_id: null, who: null, ip: null })
  })

  test('is found whole by who searches', async () => {
    const { ids } = await oneInTwo()
    const meant = await personIn(db(), rotated, mara.email)
    if (!meant || !('person' in meant)) throw new Error('not found')
    const found = await db()
      .selectFrom('comments as c')
      .select('c.id')
      .where(isBy(meant.person))
      .orderBy('c.id')
      .execute()
    expect(found.map(({ id }) => id)).toEqual(ids)
  })

  test('is one again when they write, and stays blocked', async () => {
    const { slug, blogNow } = await oneInTwo()
    const [first, second] = await contacts()
    await db()
      .insertInto('private.blocked_contacts')
      .values({ contact_id: second?.id ?? 0 })
      .execute()
    const id = await blogNow.visitor().comment(slug, { ...mara, comment: 'The third thing' })
    expect(await contacts()).toHaveLength(2)
    expect(await db().selectFrom('private.blocked_contacts').selectAll().execute()).toEqual([
      { contact_id: first?.id },
    ])
    const origins = await db()
      .selectFrom('private.origins')
      .select('comment_id')
      .where('contact_id', '=', first?.id ?? 0)
      .execute()
    expect(origins).toHaveLength(3)
    const { status } = await db()
      .selectFrom('comments')
      .select('status')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(status).toBe('spam')
  })

  test('still signs in, before and after the two are one', async () => {
    const slug = await blog().publish()
    await blog().visitor().comment(slug, mara)
    const later = await blogUnder(forgetful)
    await join(later, 'moderator', { name: 'Mo', email: mara.email })
    expect(await contacts()).toHaveLength(2)
    const blogNow = await blogUnder(rotated)
    const signIn = async () => {
      const answer = await blogNow.visitor().post('/sign-in', { email: mara.email, password })
      return answer.status
    }
    expect(await signIn()).toBe(303)
    await blogNow.visitor().comment(slug, { ...mara, comment: 'And more' })
    expect(await contacts()).toHaveLength(1)
    expect(await signIn()).toBe(303)
  })
})
