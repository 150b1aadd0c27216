import { clientNetwork } from '../client/client-address.ts'
import type { AppContext } from '../context.ts'

/** Previews, mended mistakes and second thoughts for each comment that is posted in the end. */
const attemptsPerComment = 12
/** Who is signed in decides on a hundred comments in a minute. */
const staffFactor = 10

/**
 * Counts an attempt of a request's client and returns the seconds it has to wait, usually 0. It is taken before a body is
 * read: whatever is in it, nobody may keep this process busy alone.
 */
export function takeAttempt(c: AppContext): number {
  const { attempts } = c.get('services')
  const person = c.get('person')
  const limit = attemptsPerComment * c.get('settings').comments_per_minute
  if (person) return attempts.take(`account ${person.id}`, limit * staffFactor)
  return attempts.take(clientNetwork(c.get('ip')), limit)
}

/** Somebody who types sees what is found after each word or two. */
const searchesPerMinute = 90

/** Counts a search of a request's client, which costs the database; returns the seconds it has to wait, usually 0. */
export function takeSearch(c: AppContext): number {
  const { services, person, ip } = c.var
  return person
    ? services.attempts.take(`searches of account ${person.id}`, searchesPerMinute * staffFactor)
    : services.attempts.take(`searches of ${clientNetwork(ip)}`, searchesPerMinute)
}
