import { createMiddleware } from 'hono/factory'
import Negotiator from 'negotiator'
import type { AppContext, AppEnv } from '../context.ts'

/** What an error is told in: a page for a person, `application/problem+json` (RFC 9457) or a line of text for a program. */
export type Representation = 'page' | 'problem' | 'text'

/** What is asked for is a file or a feed, or an answer for a program, whatever its client says that it accepts. */
export const file = createMiddleware<AppEnv>(async (c, next) => {
  c.set('isFile', true)
  await next()
})

/** What a request's error is told in, from what it asked for and what it says that it accepts (RFC 9110, 12.5.1). */
export function representationOf(c: AppContext): Representation {
  const accept = c.req.header('accept')
  const headers = accept === undefined ? {} : { accept: accept.slice(0, 500) }
  const best = new Negotiator({ headers }).mediaType([...offered.keys()])
  const wanted = offered.get(best ?? '') ?? 'text'
  return wanted === 'page' && c.get('isFile') ? 'text' : wanted
}

/** The first is for who takes anything. */
const offered = new Map<string, Representation>([
  ['text/html', 'page'],
  ['application/problem+json', 'problem'],
  ['application/json', 'problem'],
  ['text/plain', 'text'],
])
