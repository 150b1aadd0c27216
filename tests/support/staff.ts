import { invite } from '../../src/accounts/invitations.ts'
import type { Role } from '../../src/db/account-tables.ts'
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

/** Makes an account of a role through an invitation; gives the browser in which it is signed in. */
export async function join(blog: TestBlog, role: Role, who = staff[role]): Promise<Visitor> {
  const token = await invite(blog.services.db, { account: null, name: 'a test' }, role)
  const visitor = blog.visitor()
  const answer = await visitor.post(`/invitations/${token}`, { ...who, password })
  if (answer.status !== 303) throw new Error(`the invitation was refused: ${answer.status} ${answer.html}`)
  return visitor
}
