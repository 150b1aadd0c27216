import { Hono } from 'hono'
import { sendAsset } from './http/assets.ts'
import type { AppEnv, Services } from './http/context.ts'
import { showError } from './http/errors.tsx'
import { sendHealth, sendRobots } from './http/machines.ts'
import { sameOrigin } from './http/origin.ts'
import { notFound } from './http/problems.ts'
import { requestFacts, requestLog } from './http/request-facts.ts'
import { showAvatar } from './site/avatars.ts'
import { leadToArticle, postComment, previewComment, showComment } from './site/comments.tsx'
import { showHome, showTag } from './site/home.tsx'
import { showPost, showThread } from './site/posts.tsx'
import { postPreferences } from './site/preferences.ts'
import { postRevision, postWithdrawal, showRevision } from './site/revisions.tsx'

/** Every address of the site, and who answers it. */
export function makeApp(services: Services): Hono<AppEnv> {
  const app = new Hono<AppEnv>()

  app.use(requestLog(services))
  app.use(requestFacts(services))
  app.use(sameOrigin(services.config))

  app.get('/', showHome)
  app.get('/tags/:tag', showTag)
  app.get('/assets/*', sendAsset)
  app.get('/avatars/:file', showAvatar)
  app.get('/health', sendHealth)
  app.get('/robots.txt', sendRobots)
  app.post('/preferences', postPreferences)

  app.get('/comments/:id', showComment)
  app.get('/comments/:id/revision', showRevision)
  app.post('/comments/:id/revision', postRevision)
  app.post('/comments/:id/withdrawal', postWithdrawal)

  app.get('/:slug', showPost)
  app.get('/:slug/threads/:id', showThread)
  app.get('/:slug/comments', leadToArticle)
  app.post('/:slug/comments', postComment)
  app.get('/:slug/comments/preview', leadToArticle)
  app.post('/:slug/comments/preview', previewComment)

  app.notFound(c => showError(notFound(), c))
  app.onError(showError)
  return app
}
