import type { Hono } from 'hono'
import type { AppEnv } from '../http/context.ts'
import { need } from '../admin/guard.ts'
import { showDeskFigures } from '../admin/comments/figures.tsx'
import { postMute, postPersonNote, showPerson } from '../admin/comments/person.tsx'
import {
  postReadyReply,
  postReadyReplyChange,
  postReadyReplyRemoval,
  showReadyReplies,
} from '../admin/comments/ready-replies.tsx'
import { postBlock, postBlockRemoval, showBlock, showBlocks } from '../admin/comments/blocks.tsx'
import { postRows } from '../admin/comments/rows.tsx'

/** What moderators have beside the list of comments; behind the guard of all that is theirs. */
export function routeDesk(app: Hono<AppEnv>): void {
  app.get('/admin/comments/:id/block', need('moderate all'), showBlock)
  app.post('/admin/comments/:id/block', need('moderate all'), postBlock)
  app.get('/admin/comments/:id/person', need('moderate all'), showPerson)
  app.post('/admin/comments/:id/person/notes', need('moderate all'), postPersonNote)
  app.post('/admin/comments/:id/person/mute', need('moderate all'), postMute)
  app.get('/admin/replies', need('moderate own'), showReadyReplies)
  app.post('/admin/replies', need('moderate own'), postReadyReply)
  app.post('/admin/replies/:id', need('moderate own'), postReadyReplyChange)
  app.post('/admin/replies/:id/removal', need('moderate own'), postReadyReplyRemoval)
  app.get('/admin/figures', need('moderate own'), showDeskFigures)
  app.get('/admin/blocks', need('moderate all'), showBlocks)
  app.post('/admin/blocks/:id/removal', need('moderate all'), postBlockRemoval)
  app.post('/admin/rows', need('moderate own'), postRows)
}
