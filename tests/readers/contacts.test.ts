import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { deletePost } from '../../src/posts/manage.ts'
import { forgetStrayContacts, revealAddress, saveContact } from '../../src/readers/contacts.ts'
import { Email } from '../../src/readers/email.ts'
import { forgetOrigins } from '../../src/readers/origins.ts'
import { keyRing } from '../../src/keys.ts'
import { testBlog } from '../support/blog.ts'
import { testKeys, testSecret } from '../support/keys.ts'
import { join } from '../support/staff.ts'
import { mara, tomas } from '../support/visitor.ts'
import { setSettings } from '../support/settings.ts'

const blog = testBlog()
const newSecret = 'the secret that came after the old one leaked'

const contacts = () => blog().database.db.selectFrom('private.contacts').selectAll().orderBy('id').execute()
const reveal = (comment: number, keys = testKeys) => revealAddress(blog().database.db, keys, comment)

function email(text: string): Email {
  const parsed = Email.parse(text)
  if (parsed === null) throw new Error(`${text} is no address`)
  return parsed
}

const save = (text: string, keys = testKeys.current) =>
  blog()
    .database.db.transaction()
    .execute(trx => saveContact(trx, keys, email(text)))

describe('an address', () => {
  test('given twice is one contact, however it is written, and its mailbox stays as it was first written', async () => {
    const slug = await blog().publish()
    const reader = blog().visitor()
    const first = await reader.comment(slug, { ...mara, email: 'Mara@Lindqvist.example' })
    const second = await reader.comment(slug, { comment: 'More.', email: 'mara@lindqvist.EXAMPLE' })
    const other = await reader.comment(slug, tomas)
    expect(await contacts()).toHaveLength(2)
    expect(await reveal(first)).toEqual({ address: 'Mara@lindqvist.example' })
    expect(await reveal(second)).toEqual({ address: 'Mara@lindqvist.example' })
    expect(await reveal(other)).toEqual({ address: tomas.email })
  })

  test('given by several at once is one contact', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => save(mara.email)))
    expect(new Set(ids).size).toBe(1)
    expect(await contacts()).toHaveLength(1)
  })

  test('that nobody gave is told apart from one that nobody can read', async () => {
    const slug = await blog().publish()
    await setSettings(blog().database.db, { name_email_required: false })
    const without = await blog().visitor().comment(slug, { name: '', email: '' })
    const sealed = await blog().visitor().comment(slug, tomas)
    const stranger = keyRing(newSecret, [])
    expect([await reveal(without), await reveal(sealed, stranger)]).toEqual(['none', 'sealed'])
  })

  test('is read after a rotation by the key before, and new ones by the new', async () => {
    const slug = await blog().publish()
    const before = await blog().visitor().comment(slug, mara)
    const rotated = keyRing(newSecret, ['a key before that, which sealed nothing', testSecret])
    const contact = await save(tomas.email, rotated.current)
    const after = await blog().visitor().comment(slug, { comment: 'After.', email: 'x@y.example' })
    await blog()
      .database.db.updateTable('private.origins')
      .set({ contact_id: contact })
      .where('comment_id', '=', after)
      .execute()
    expect(await reveal(before, rotated)).toEqual({ address: mara.email })
    expect(await reveal(after, rotated)).toEqual({ address: tomas.email })
    expect(await reveal(after)).toBe('sealed')
  })

  test('moved to the row of another opens for nobody', async () => {
    const slug = await blog().publish()
    const [one, two] = [
      await blog().visitor().comment(slug, mara),
      await blog().visitor().comment(slug, tomas),
    ]
    const [first, second] = await contacts()
    const { db } = blog().database
    await sql`update private.contacts set email_sealed = case id
      when ${first?.id} then ${second?.email_sealed}::bytea else ${first?.email_sealed}::bytea end`.execute(
      db,
    )
    expect([await reveal(one), await reveal(two)]).toEqual(['sealed', 'sealed'])
  })

  test('is forgotten with the last comment that came from it, and not before', async () => {
    const slug = await blog().publish()
    const other = await blog().publish({ slug: 'coffee' })
    const first = await blog().visitor().comment(slug, mara)
    await blog().visitor().comment(slug, { comment: 'More.' })
    await blog().visitor().comment(other, tomas)
    const forget = (id: number) =>
      blog()
        .database.db.transaction()
        .execute(trx => forgetOrigins(trx, [id]))

    await forget(first)
    expect(await contacts()).toHaveLength(2)
    await deletePost(blog().database.db, other)
    expect(await contacts()).toHaveLength(1)
    await deletePost(blog().database.db, slug)
    expect(await contacts()).toHaveLength(0)
  })
})

describe('when an address is forgotten', () => {
  test('no other contact is looked at', async () => {
    const slug = await blog().publish()
    const id = await blog().visitor().comment(slug, tomas)
    const other = await save(mara.email) // referred to by nothing: whoever looked would forget it
    const { db } = blog().database
    await db.transaction().execute(trx => forgetOrigins(trx, [id]))
    expect((await contacts()).map(contact => contact.id)).toEqual([other])
    await forgetStrayContacts(db, () => true)
    expect(await contacts()).toEqual([])
  })

  test('with its article, another’s stays', async () => {
    const one = await blog().publish()
    const two = await blog().publish({ slug: 'coffee' })
    for (const slug of [one, two]) await blog().visitor().comment(slug, mara)
    await blog().visitor().comment(one, tomas)
    const other = await save('lin@example.org')
    expect(await deletePost(blog().database.db, one)).toBe(true)
    expect((await contacts()).map(({ id }) => id)).toContain(other)
    expect(await contacts()).toHaveLength(2)
  })

  test('one that is blocked stays, and so the block', async () => {
    const slug = await blog().publish()
    const id = await blog().visitor().comment(slug, mara)
    const [contact] = await contacts()
    const { db } = blog().database
    await db
      .insertInto('private.blocked_contacts')
      .values({ contact_id: contact?.id ?? 0 })
      .execute()
    await db.transaction().execute(trx => forgetOrigins(trx, [id]))
    await forgetStrayContacts(db, () => true)
    expect(await db.selectFrom('private.blocked_contacts').selectAll().execute()).toEqual([
      { contact_id: contact?.id },
    ])
  })

  test('one that somebody signs in with stays', async () => {
    await join(blog(), 'moderator', { name: 'Mara', email: mara.email })
    const slug = await blog().publish()
    const id = await blog().visitor().comment(slug, mara)
    const { db } = blog().database
    await db.transaction().execute(trx => forgetOrigins(trx, [id]))
    await forgetStrayContacts(db, () => true)
    expect(await contacts()).toHaveLength(1)
  })
})

test('an address that a comment is about to refer to is kept while others are forgotten', async () => {
  const slug = await blog().publish()
  const id = await blog().visitor().comment(slug, tomas)
  await save(mara.email) // stored, and referred to by nothing yet
  const { db } = blog().database
  const trx = await db.startTransaction().execute()
  const contact = await saveContact(trx, testKeys.current, email(mara.email))
  const forgetting = forgetStrayContacts(db, () => true)
  await trx.updateTable('private.origins').set({ contact_id: contact }).where('comment_id', '=', id).execute()
  await trx.commit().execute()
  await forgetting
  expect(await reveal(id)).toEqual({ address: mara.email })
})
