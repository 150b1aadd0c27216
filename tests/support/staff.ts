import type { Page } from 'playwright-core'
import { sql } from 'kysely'
import { invite } from '../../src/accounts/invitations.ts'
import type { Role } from '../../src/db/account-tables.ts'
import { transact } from '../../src/db/transact.ts'
import { authorOf, setAuthors } from '../../src/posts/authors.ts'
import type { TestBlog } from './blog.ts'
import type { Visitor } from './visitor.ts'

export const password = 'four quiet herons wade'

/** The cast of people who run a blog, by role. */
export const staff: Record<Role, { name: string; email: string }> = {
  administrator: { name: 'Ada Admin', email: 'ada@blog.example' },
  editor: { name: 'Edwin Editor', email: 'edwin@blog.example' },
  author: { name: 'Aino Author', email: 'aino@blog.example' },
  moderator: { name: 'Mo Moderator', email: 'mo@blog.example' },
}

/** Makes an account of a role through an invitation; returns the browser in which it is signed in. */
export async function join(blog: TestBlog, role: Role, who = staff[role]): Promise<Visitor> {
  const token = await invite(blog.services.db, { account: null, name: 'a test' }, role)
  const visitor = blog.visitor()
  const answer = await visitor.post(`/invitations/${token}`, { ...who, password })
  if (answer.status !== 303) throw new Error(`the invitation was refused: ${answer.status} ${answer.html}`)
  return visitor
}

/** The same in a browser's window; ends where a passkey is offered. */
export async function joinIn(page: Page, blog: TestBlog, role: Role): Promise<void> {
  const token = await invite(blog.services.db, { account: null, name: 'a test' }, role)
  await page.goto(`/invitations/${token}`)
  await page.getByLabel('Name').fill(staff[role].name)
  await page.getByLabel('Email').fill(staff[role].email)
  await page.getByLabel('New password').fill(password)
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.waitForURL('**/admin/account/welcome')
}

/** Makes somebody with an account the author of an article. */
export async function giveTo({ database: { db } }: TestBlog, account: number, slug: string): Promise<void> {
  await transact(db, async trx => {
    const { id } = await trx
      .selectFrom('posts')
      .select('id')
      .where('slug', '=', slug)
      .executeTakeFirstOrThrow()
    await setAuthors(trx, id, [await authorOf(trx, account)])
  })
}

/** Lets an hour go by for who is signed in. */
export async function ageSessions({ database: { db } }: TestBlog): Promise<void> {
  await sql`update private.sessions set
    created_at = created_at - interval '1 hour', proved_at = proved_at - interval '1 hour'`.execute(db)
}
