import { createAccount } from '../src/accounts/accounts.ts'
import { hashPassword } from '../src/accounts/passwords.ts'
import type { OpenDatabase } from '../src/db/open.ts'
import { transact } from '../src/db/transact.ts'
import { Email } from '../src/readers/email.ts'
import type { Running } from './processes.ts'

const email = 'mo@blog.example'
const password = 'four quiet herons wade'

/** Makes an account for somebody who may decide on every comment, or more. */
export async function addModerator(
  { db, keys }: OpenDatabase,
  role: 'moderator' | 'editor' = 'moderator',
): Promise<void> {
  const address = Email.parse(email)
  if (address === null) throw new Error('no address')
  const passwordHash = await hashPassword(password)
  await transact(db, trx => createAccount(trx, keys, { email: address, name: 'Mo', passwordHash, role }))
}

/** Signs in as that moderator; gives the cookies of who is signed in then. */
export async function join(site: Running): Promise<string> {
  const answer = await post(`${site.url}/sign-in`, '', { email, password })
  const cookies = cookiesOf(answer)
  if (!cookies.includes('session=')) throw new Error(`signing in was answered ${answer.status}`)
  return cookies
}

/** Approves a comment that waits. */
export async function approve(site: Running, cookie: string, comment: number): Promise<void> {
  const fields = { one: `approved ${comment} 0`, status: 'pending' }
  const answer = await post(`${site.url}/admin/decisions`, cookie, fields)
  if (answer.status !== 303) throw new Error(`not approved: ${answer.status}`)
}

/** Sends a form as a browser does. */
export const post = (url: string, cookie: string, fields: Record<string, string>): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { origin: new URL(url).origin, cookie },
    body: new URLSearchParams(fields),
    redirect: 'manual',
  })

/** The cookies that came with an answer, as they are sent back. */
export const cookiesOf = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map(line => line.split(';')[0])
    .join('; ')
