import type { ContentfulStatusCode } from 'hono/utils/http-status'
import {
  listReadyReplies,
  readyLimits,
  removeReadyReply,
  saveReadyReply,
  seenOf,
} from '../../moderation/ready-replies.ts'
import type { AppContext } from '../../http/context.ts'
import { readForm } from '../../http/input/form-body.ts'
import { fields, pathId, query } from '../../http/input/params.ts'
import { sendPrivatePage } from '../../http/answer/send-page.ts'
import { fieldText } from '../../text/field-text.ts'
import { urls } from '../../urls.ts'
import { ReadyRepliesPage, type TypedReply } from '../../../views/admin/comments/ready-replies.tsx'
import { adminShellOf } from '../shell.ts'

/** GET /admin/replies: replies that are written once and used often. */
export const showReadyReplies = (c: AppContext): Promise<Response> => show(c, null, 200)

/** POST /admin/replies: writes one down. */
export const postReadyReply = (c: AppContext): Promise<Response> => save(c, null)

/** POST /admin/replies/:id: changes one. */
export const postReadyReplyChange = (c: AppContext): Promise<Response> => save(c, pathId(c))

async function save(c: AppContext, id: number | null): Promise<Response> {
  const body = await readForm(c)
  const typed = {
    id,
    name: fields(body).words('name', readyLimits.name),
    source: fieldText(body.field('source')),
    seen: body.field('seen'),
    refused: null,
  }
  const isWrong = typed.name === '' || typed.source.trim() === '' || typed.source.length > readyLimits.source
  if (isWrong) return show(c, typed, 422)
  const saved = await saveReadyReply(c.var.services.db, typed)
  // to send it again is to mean it
  if (saved.outcome === 'changed')
    return show(c, { ...typed, seen: seenOf(saved.now), refused: { now: saved.now } }, 409)
  // one that was removed meanwhile is a new one
  if (saved.outcome === 'tooMany') return show(c, { ...typed, id: null, refused: 'tooMany' }, 422)
  return c.redirect(`${urls.admin.replies}?done=saved`, 303)
}

/** POST /admin/replies/:id/removal */
export async function postReadyReplyRemoval(c: AppContext): Promise<Response> {
  await removeReadyReply(c.var.services.db, pathId(c))
  return c.redirect(`${urls.admin.replies}?done=removed`, 303)
}

async function show(
  c: AppContext,
  typed: TypedReply | null,
  status: ContentfulStatusCode,
): Promise<Response> {
  const replies = await listReadyReplies(c.var.services.db)
  const page = (
    <ReadyRepliesPage
      shell={adminShellOf(c)}
      replies={replies.map(reply => ({ ...reply, seen: seenOf(reply) }))}
      typed={typed}
      limits={readyLimits}
      done={query(c).ifOneOf('done', ['saved', 'removed'])}
    />
  )
  return sendPrivatePage(c, page, status)
}
