import { createMiddleware } from 'hono/factory'
import type { AccountActor } from '../accounts/audit-log.ts'
import { may, type Right } from '../accounts/roles.ts'
import type { SignedIn } from '../accounts/sessions.ts'
import { staff, type StepActor } from '../moderation/actor.ts'
import type { Scope } from '../moderation/states.ts'
import type { AppContext, AppEnv } from '../http/context.ts'
import { forbidden } from '../http/answer/problems.ts'
import { whoIsSignedIn } from '../sign-in/session-cookie.ts'
import { urls } from '../urls.ts'

/** Stands before everything under /admin: a stranger is led to the sign-in, and from there back. */
export const guard = createMiddleware<AppEnv>(async (c, next) => {
  c.header('Cache-Control', 'private, no-store')
  c.header('X-Robots-Tag', 'noindex')
  // Asked again when nobody was found: while the database is away this says so.
  const person = c.var.person ?? (await whoIsSignedIn(c))
  if (!person) return c.redirect(urls.signIn(wayBack(c)), 303)
  c.set('person', person)
  return next()
})

/** A page can be opened again; a form that was sent can't. */
function wayBack(c: AppContext): string {
  const { pathname, search } = new URL(c.req.url)
  return c.req.method === 'GET' ? `${pathname}${search}` : urls.admin.home
}

/** Stops whoever's role does not bring a right. Throws `forbidden`. */
export const need = (right: Right) =>
  createMiddleware<AppEnv>(async (c, next) => {
    if (!may(personOf(c).role, right)) throw forbidden()
    await next()
  })

/** Who is signed in. Throws where no guard stands before: then nobody may be let in. */
export function personOf(c: AppContext): SignedIn {
  const { person } = c.var
  if (!person) throw new Error('no guard stands before this handler')
  return person
}

/** Who acts, for the logs. */
export function actorOf(c: AppContext): AccountActor {
  const { id, name } = personOf(c)
  return { account: id, name }
}

/** Whose comments somebody may decide on. */
export function scopeOf(c: AppContext): Scope {
  const { id, role } = personOf(c)
  return may(role, 'moderate all') ? null : { author: id }
}

/** Who decides on comments, and on whose. */
export const handOf = (c: AppContext): { by: StepActor; scope: Scope } => ({
  by: staff(actorOf(c)),
  scope: scopeOf(c),
})
