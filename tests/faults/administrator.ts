import { ask } from './clients.ts'
import type { Site } from './server.ts'

/** Signs up by the link that the start printed; returns the cookie. */
export async function becomeAdministrator({ url, said }: Site): Promise<string> {
  const fields = { name: 'Ada', email: 'ada@blog.example', password: 'four quiet herons wade' }
  const path = said().match(/\/invitations\/[\w-]+/)?.[0] ?? ''
  const { headers, status } = await ask(`${url}${path}`, { method: 'POST', fields })
  const session = headers['set-cookie']?.find(cookie => /session=/.test(cookie))?.split(';')[0]
  if (session === undefined) throw new Error(`The invitation was answered ${status}.`)
  return session
}
