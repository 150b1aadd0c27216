import { argon2Sync } from 'node:crypto'
import { Hono } from 'hono'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { createAccount } from '../../src/accounts/accounts.ts'
import { invite, useInvitation } from '../../src/accounts/invitations.ts'
import type { Role } from '../../src/db/account-tables.ts'
import { transact } from '../../src/db/transact.ts'
import type { AppEnv } from '../../src/http/context.ts'
import { authorOf, setAuthors } from '../../src/posts/authors.ts'
import { Email } from '../../src/readers/email.ts'
import { signIn } from '../../src/sign-in/session-cookie.ts'
import type { TestBlog } from './blog.ts'
import { postId } from './rows.ts'
import type { TestSite } from './site.ts'
import { leftCookies, visitorIp, type Visitor } from './visitor.ts'

export const password = 'four quiet herons wade'

/** The cast of people who run a blog, by role. */
export const staff: Record<Role, { name: string; email: string }> = {
  administrator: { name: 'Ada Admin', email: 'ada@blog.example' },
  editor: { name: 'Edwin Editor', email: 'edwin@blog.example' },
  author: { name: 'Aino Author', email: 'aino@blog.example' },
  moderator: { name: 'Mo Moderator', email: 'mo@blog.example' },
}

/** Makes an account of a role as an invitation does; returns the browser in which it is signed in. */
export async function join(blog: TestBlog, role: Role, who = staff[role]): Promise<Visitor> {
  const visitor = blog.visitor()
  for (const [name, value] of await letIn(blog, role, who)) visitor.cookies.set(name, value)
  return visitor
}

/** The same in a browser's window, which shows no page yet. */
export async function joinIn(page: Page, blog: TestSite, role: Role): Promise<void> {
  const cookies = await letIn(blog, role, staff[role])
  const own = { url: blog.url, httpOnly: true, sameSite: 'Lax' } as const
  await page.context().addCookies(cookies.map(([name, value]) => ({ name, value, ...own })))
}

/** The same through the invitation's form. */
export async function accept(blog: TestBlog, role: Role): Promise<Visitor> {
  const token = await invite(blog.services.db, aTest, role)
  const visitor = blog.visitor()
  const answer = await visitor.post(`/invitations/${token}`, { ...staff[role], password })
  if (answer.status !== 303) throw new Error(`the invitation was refused: ${answer.status} ${answer.html}`)
  return visitor
}

/** The same in a browser's window; ends where a passkey is offered. */
export async function acceptIn(page: Page, blog: TestSite, role: Role): Promise<void> {
  const token = await invite(blog.services.db, aTest, role)
  await page.goto(`/invitations/${token}`)
  await page.getByLabel('Name').fill(staff[role].name)
  await page.getByLabel('Email').fill(staff[role].email)
  await page.getByLabel('New password').fill(password)
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.waitForURL('**/admin/account/welcome')
}

const aTest = { account: null, name: 'a test' }

/** What the form of an invitation leaves, without its page and with a hash that costs nothing; gives the cookies. */
async function letIn(blog: TestBlog, role: Role, { name, email }: { name: string; email: string }) {
  const { services } = blog
  const address = Email.parse(email)
  if (!address) throw new Error(`${email} is no address`)
  const token = await invite(services.db, aTest, role)
  const account = await transact(services.db, async trx => {
    const invited = await useInvitation(trx, token)
    return (
      invited &&
      createAccount(trx, services.keys, { email: address, name, passwordHash: cheapHash, role: invited })
    )
  })
  if (!account) throw new Error(`${email} has an account already`)
  const door = new Hono<AppEnv>().get('/', async c => {
    c.set('services', services)
    c.set('ip', visitorIp)
    await signIn(c, account)
    return c.body(null)
  })
  return leftCookies((await door.request('/')).headers)
}

/** The hash of everybody's password at the least cost (RFC 9106, 3.1): it names its own, by which it is verified. */
const cheapHash = hashCheaply(password)

function hashCheaply(message: string): string {
  const nonce = Buffer.alloc(16, 'salt')
  const tag = argon2Sync('argon2id', { message, nonce, tagLength: 32, memory: 8, passes: 1, parallelism: 1 })
  const [salt, hash] = [nonce, tag].map(bytes => bytes.toString('base64').replace(/=+$/, ''))
  return `$argon2id$v=19$m=8,t=1,p=1$${salt}$${hash}`
}

/** Makes somebody with an account the author of an article. */
export async function giveTo({ database: { db } }: TestBlog, account: number, slug: string): Promise<void> {
  await transact(db, async trx => {
    const id = await postId(trx, slug)
    await setAuthors(trx, id, [await authorOf(trx, account)])
  })
}

/** Lets an hour go by for who is signed in. */
export async function ageSessions({ database: { db } }: TestBlog): Promise<void> {
  await sql`update private.sessions set
    created_at = created_at - interval '1 hour', proved_at = proved_at - interval '1 hour'`.execute(db)
}
