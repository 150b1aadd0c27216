import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { emailOf } from '../../accounts/accounts.ts'
import { draftOf } from '../../comments/form.ts'
import { fieldLimits } from '../../comments/limits.ts'
import type { QueuedComment } from '../../moderation/queue.ts'
import { listReadyReplies } from '../../moderation/ready-replies.ts'
import { replyAsStaff } from '../../comments/reply.ts'
import type { SubmissionResult } from '../../comments/submit.ts'
import { clientNetwork } from '../../http/client/client-address.ts'
import type { AppContext } from '../../http/context.ts'
import { browserMark } from '../../http/client/cookies.ts'
import { readForm } from '../../http/input/form-body.ts'
import type { FormBody } from '../../http/input/form-fields.ts'
import { words } from '../../http/input/form-limits.ts'
import { fields, query } from '../../http/input/params.ts'
import { sendPrivatePage } from '../../http/answer/send-page.ts'
import { urls } from '../../urls.ts'
import type { Overtaken } from '../../moderation/states.ts'
import type { NoticeProps } from '../../../views/components/notice.tsx'
import { overtakenText } from '../../../views/admin/comments/step-actor.ts'
import { CommentReplyPage } from '../../../views/admin/comments/comment-reply.tsx'
import { errorText } from '../../../views/site/form-errors.ts'
import { backTo } from '../../../views/admin/comments/comment-text.tsx'
import type { QueueQuery } from '../../../views/admin/comments/queue-query.ts'
import { commentIn, seenIn } from './comment.tsx'
import { listIn } from './queue.tsx'
import { isForScript, sendRows } from './rows.tsx'
import { actorOf, personOf, scopeOf } from '../guard.ts'
import { adminShellOf } from '../shell.ts'

/** GET /admin/comments/:id/reply: answers a comment from the queue, which one that waits is approved with. */
export async function showCommentReply(c: AppContext): Promise<Response> {
  const shown = { text: '', approves: true, list: listIn(query(c)) }
  return show(c, await commentIn(c), shown, 200)
}

/** POST /admin/comments/:id/reply */
export async function postCommentReply(c: AppContext): Promise<Response> {
  const { services, settings, t } = c.var
  const comment = await commentIn(c)
  const body = await readForm(c, words)
  const typed = typedIn(body)
  const ready = fields(body).id('ready')
  if (ready !== null) return show(c, comment, await withReady(c, typed, ready), 200)
  if (body.wait > 0) return refuse(c, comment, typed, { outcome: 'tooFast', retryAfterSeconds: body.wait })
  const person = personOf(c)
  const draft = draftOf(
    { comment: typed.text, name: person.name, email: '', website: '' },
    { nameEmailRequired: false, account: await emailOf(services.db, services.keys, person.id) },
  )
  if ('errors' in draft) {
    const error = errorText(t, 'comment', draft.errors.comment ?? 'missing', fieldLimits.comment)
    return show(c, comment, { ...typed, error }, 422)
  }
  const result = await replyAsStaff(
    services.db,
    services.keys,
    { settings, watchlists: services.watchlists },
    {
      slug: comment.post.slug,
      parent: comment.id,
      draft,
      sender: { kind: 'account', id: person.id },
      language: c.var.language,
      origin: {
        ip: c.var.ip,
        userAgent: c.req.header('user-agent') ?? null,
        browser: browserMark(c).hash,
      },
      staff: actorOf(c),
      client: clientNetwork(c.var.ip),
      approves: typed.approves,
      seen: seenIn(body),
    },
    scopeOf(c),
  )
  if (result.outcome === 'overtaken') return showOvertaken(c, typed, result)
  if (!('id' in result)) return refuse(c, comment, typed, result)
  const { decision } = result
  if (isForScript(c)) return sendRows(c, typed.list, repliedTo(comment, decision), t.queue.replied)
  if (decision === null) return c.redirect(backTo(typed.list ? comment.id : result.id, typed.list), 303)
  return c.redirect(urls.admin.queue({ ...(typed.list ?? { status: 'pending' }), decided: decision }), 303)
}

/** What became of a comment that was answered. */
const repliedTo = ({ id, status }: QueuedComment, decision: string | null) => ({
  decision,
  moved: [{ comment: id, from: status }],
})

interface Typed {
  text: string
  approves: boolean
  list: QueueQuery | null
}

const typedIn = (body: FormBody): Typed => ({
  text: body.field('comment'),
  approves: body.field('approve') !== '',
  list: listIn(fields(body)),
})

/** A reply with one that is ready behind what was typed. */
async function withReady(c: AppContext, typed: Typed, id: number): Promise<Typed> {
  const ready = (await listReadyReplies(c.var.services.db)).find(reply => reply.id === id)
  const parts = [typed.text.trimEnd(), ready?.source ?? ''].filter(part => part !== '')
  return { ...typed, text: parts.join('\n\n') }
}

/** Somebody decided first: the comment as it is now, with the reply to it. To send it again is to mean it. */
async function showOvertaken(c: AppContext, typed: Typed, first: Overtaken): Promise<Response> {
  const { t } = c.var
  const hint = `${overtakenText(t, first)}. ${t.told.replyKept}`
  return show(c, await commentIn(c), { ...typed, notice: { title: t.told.changedMeanwhile, hint } }, 409)
}

type Refusal = Exclude<SubmissionResult, { id: number }>

const refuse = (c: AppContext, comment: QueuedComment, typed: Typed, refusal: Refusal): Promise<Response> =>
  show(c, comment, { ...typed, error: refusalText(c, refusal) }, statusOf(refusal))

function refusalText(c: AppContext, refusal: Refusal): string {
  const { refusals, admin } = c.var.t
  switch (refusal.outcome) {
    case 'tooFast':
      return `${refusals.tooFast} ${refusals.tooFastHint(refusal.retryAfterSeconds)}`
    case 'parentNotPublic':
      return admin.replyNeedsApproval
    case 'conversationClosed':
      return refusals.conversationClosed
    default:
      return refusals.closed
  }
}

const statusOf = ({ outcome }: Refusal): ContentfulStatusCode => (outcome === 'tooFast' ? 429 : 403)

async function show(
  c: AppContext,
  comment: QueuedComment,
  { error, notice, ...typed }: Typed & { error?: string | null; notice?: NoticeProps },
  status: ContentfulStatusCode,
): Promise<Response> {
  const page = (
    <CommentReplyPage
      shell={adminShellOf(c)}
      comment={comment}
      limit={fieldLimits.comment}
      ready={await listReadyReplies(c.var.services.db)}
      {...typed}
      error={error ?? null}
      notice={notice ?? null}
    />
  )
  return sendPrivatePage(c, page, status)
}
