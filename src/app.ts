import { Hono } from 'hono'
import { routeAdmin } from './app/admin.ts'
import { routeMachines } from './app/machine.ts'
import { routeReaders } from './app/reader.ts'
import { routeSignIn } from './app/sign-in.ts'
import type { AppEnv, Services } from './http/context.ts'
import { showError } from './http/answer/errors.tsx'
import { withoutSlash } from './http/input/trailing-slash.ts'
import { sameOrigin } from './http/input/origin.ts'
import { notFound } from './http/answer/problems.ts'
import { freshSettings, requestFacts, requestLog } from './http/client/request-facts.ts'
import { knowPerson } from './sign-in/session-cookie.ts'

/** Every address of the site, by audience, and what each request passes before it is answered. */
export function makeApp(services: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>()

  app.use(requestLog(services))
  app.use(requestFacts(services))
  routeMachines(app)

  // From here on the database may be asked.
  app.use(sameOrigin(services.config))
  app.use(freshSettings)
  app.use(knowPerson)
  routeSignIn(app)
  routeAdmin(app)
  routeReaders(app)

  app.notFound(c => withoutSlash(c) ?? showError(notFound(), c))
  app.onError(showError)
  return app
}
