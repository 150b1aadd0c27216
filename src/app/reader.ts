import type { Hono } from 'hono'
import type { AppEnv } from '../http/context.ts'
import { file } from '../http/answer/representation.ts'
import { showChallenge } from '../site/challenge.ts'
import { showComment } from '../site/comment-address.ts'
import { leadToArticle, postComment, previewComment } from '../site/comments.tsx'
import {
  leadToFeed,
  leadToPost,
  showAuthorFeed,
  showCommentsFeed,
  showFeed,
  showPostFeed,
  showTagFeed,
} from '../site/feeds.ts'
import { showArchive, showAuthor, showHome, showPeriod, showTag } from '../site/home.tsx'
import { leadToIcon, showIcon, showTouchIcon } from '../site/look.ts'
import { sendMedia } from '../site/media.ts'
import { showNews } from '../site/news.ts'
import { showPost } from '../site/posts.tsx'
import { showSecretPreview } from '../site/previews.tsx'
import { showPrivacy } from '../site/privacy.tsx'
import { postPreferences } from '../site/preferences.ts'
import { showSearch } from '../site/search.tsx'
import { showSitemap, showSitemapPart } from '../site/sitemap.ts'
import { postReport, showReport } from '../site/reports.tsx'
import { showThread } from '../site/threads.tsx'
import { postRevision, postWithdrawal, showRevision } from '../site/revisions.tsx'
import { showWaiting } from '../site/waiting.tsx'

/** What readers see and send. An article’s address is any word, so these come last. */
export function routeReaders(app: Hono<AppEnv>): void {
  app.get('/', showHome)
  app.get('/tags/:tag', showTag)
  app.get('/authors/:author', showAuthor)
  app.get('/authors/:author/feed/:format', file, showAuthorFeed)
  app.get('/archive', showArchive)
  app.get('/archive/:year{\\d{1,4}}', showPeriod)
  app.get('/archive/:year{\\d{1,4}}/:month{\\d\\d}', showPeriod)
  app.get('/icon.svg', file, showIcon)
  app.get('/apple-touch-icon.png', file, showTouchIcon)
  app.get('/favicon.ico', file, leadToIcon)
  app.get('/search', showSearch)
  app.get('/media/:hash/:file', file, sendMedia)
  app.get('/tags/:tag/feed/:format', file, showTagFeed)
  app.get('/sitemap.xml', file, showSitemap)
  app.get('/sitemap/:part', file, showSitemapPart)
  app.get('/feed', leadToFeed)
  app.get('/feed/:format', file, showFeed)
  app.get('/comments/feed/:format', file, showCommentsFeed)
  app.get('/posts/:id', leadToPost)
  app.post('/preferences', postPreferences)
  app.get('/comments/:id', showComment)
  app.get('/comments/:id/report', showReport)
  app.post('/comments/:id/report', postReport)
  app.get('/comments/:id/revision', showRevision)
  app.post('/comments/:id/revision', postRevision)
  app.post('/comments/:id/withdrawal', postWithdrawal)

  app.get('/previews/:token', showSecretPreview)
  app.get('/privacy', showPrivacy)
  app.get('/:slug', showPost)
  app.get('/:slug/feed/:format', file, showPostFeed)
  app.get('/:slug/threads/:id', showThread)
  app.get('/:slug/comments', leadToArticle)
  app.get('/:slug/comments/waiting', showWaiting)
  app.get('/:slug/comments/news', file, showNews)
  app.get('/:slug/comments/challenge', file, showChallenge)
  app.post('/:slug/comments', postComment)
  app.get('/:slug/comments/preview', leadToArticle)
  app.post('/:slug/comments/preview', previewComment)
}
