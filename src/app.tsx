import { Hono } from 'hono'
import { sendAsset } from './http/assets.ts'
import type { AppEnv, Services } from './http/context.ts'
import { showError } from './http/errors.tsx'
import { sendHealth, sendRobots } from './http/machines.ts'
import { sameOrigin } from './http/origin.ts'
import { notFound } from './http/problems.ts'
import { requestFacts, requestLog } from './http/request-facts.ts'
import { postOpenness, showArticles } from './admin/articles.tsx'
import { postPassword, showAccount } from './admin/account.tsx'
import { showAudit } from './admin/audit.tsx'
import { postCodes, postCodesRemoval, postRecoveryCodes, showCodes } from './admin/codes.tsx'
import { postCommentErasure, postCommentText, showCommentErasure, showCommentText } from './admin/comment.tsx'
import {
  postReaderBlock,
  postReaderErasure,
  postReaderExport,
  postReaderSearch,
  showReaders,
} from './admin/readers.tsx'
import { showBulk } from './admin/bulk.tsx'
import { showAdmin, showQueue } from './admin/comments.tsx'
import { postDecision, postReversal } from './admin/decisions.tsx'
import { postDiscussion, showDiscussion } from './admin/discussion.tsx'
import { streamEvents } from './admin/events.ts'
import { guard, need } from './admin/guard.ts'
import { showLog } from './admin/log.tsx'
import { postInvitation, postRemoval, postRole, showPeople } from './admin/people.tsx'
import { postCommentReply, showCommentReply } from './admin/reply.tsx'
import {
  postNewPasskey,
  postPasskeyChallenge,
  postPasskeyRemoval,
  showPasskeyOffer,
} from './admin/passkeys.tsx'
import { postOtherSessionsEnd, postSessionEnd } from './admin/sessions.ts'
import { postCode, showCode } from './sign-in/code.tsx'
import { acceptInvitation, showInvitation } from './sign-in/invitations.tsx'
import { postPasskey, postSignInChallenge } from './sign-in/passkey.ts'
import { knowPerson } from './sign-in/session-cookie.ts'
import { postSignIn, postSignOut, showSignIn } from './sign-in/sign-in.tsx'
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
  app.use(knowPerson)

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

  app.get('/sign-in', showSignIn)
  app.post('/sign-in', postSignIn)
  app.get('/sign-in/code', showCode)
  app.post('/sign-in/code', postCode)
  app.post('/sign-in/passkey', postPasskey)
  app.post('/sign-in/passkey/challenge', postSignInChallenge)
  app.post('/sign-out', postSignOut)
  app.get('/invitations/:token', showInvitation)
  app.post('/invitations/:token', acceptInvitation)

  app.use('/admin/*', guard)
  app.get('/admin', showAdmin)
  app.get('/admin/comments', need('moderate own'), showQueue)
  app.get('/admin/comments/:id/text', need('moderate own'), showCommentText)
  app.post('/admin/comments/:id/text', need('moderate own'), postCommentText)
  app.get('/admin/comments/:id/reply', need('moderate own'), showCommentReply)
  app.post('/admin/comments/:id/reply', need('moderate own'), postCommentReply)
  app.get('/admin/comments/:id/erasure', need('moderate own'), showCommentErasure)
  app.post('/admin/comments/:id/erasure', need('moderate own'), postCommentErasure)
  app.get('/admin/events', need('moderate own'), streamEvents)
  app.post('/admin/decisions', need('moderate own'), postDecision)
  app.get('/admin/decisions/:id', need('moderate own'), showBulk)
  app.post('/admin/decisions/:id/reversal', need('moderate own'), postReversal)
  app.get('/admin/log', need('moderate own'), showLog)
  app.get('/admin/articles', need('moderate own'), showArticles)
  app.post('/admin/articles/:id/openness', need('moderate own'), postOpenness)
  app.get('/admin/discussion', need('change settings'), showDiscussion)
  app.post('/admin/discussion', need('change settings'), postDiscussion)
  app.get('/admin/readers', need('answer for personal data'), showReaders)
  app.post('/admin/readers', need('answer for personal data'), postReaderSearch)
  app.post('/admin/readers/block', need('answer for personal data'), postReaderBlock)
  app.post('/admin/readers/export', need('answer for personal data'), postReaderExport)
  app.post('/admin/readers/erasure', need('answer for personal data'), postReaderErasure)
  app.get('/admin/audit', need('manage people'), showAudit)
  app.get('/admin/people', need('manage people'), showPeople)
  app.post('/admin/people/:id/role', need('manage people'), postRole)
  app.post('/admin/people/:id/removal', need('manage people'), postRemoval)
  app.post('/admin/invitations', need('manage people'), postInvitation)
  app.get('/admin/account', showAccount)
  app.get('/admin/account/welcome', showPasskeyOffer)
  app.post('/admin/account/password', postPassword)
  app.post('/admin/account/passkeys', postNewPasskey)
  app.post('/admin/account/passkeys/challenge', postPasskeyChallenge)
  app.post('/admin/account/passkeys/:id/removal', postPasskeyRemoval)
  app.get('/admin/account/codes', showCodes)
  app.post('/admin/account/codes', postCodes)
  app.post('/admin/account/codes/removal', postCodesRemoval)
  app.post('/admin/account/recovery-codes', postRecoveryCodes)
  app.post('/admin/sessions/others/end', postOtherSessionsEnd)
  app.post('/admin/sessions/:id/end', postSessionEnd)

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
