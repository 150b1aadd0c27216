import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { emailOf } from '../accounts/accounts.ts'
import { draftOf } from '../comments/form.ts'
import { fieldLimits } from '../comments/limits.ts'
import type { QueuedComment } from '../comments/queue.ts'
import { replyAsStaff } from '../comments/reply.ts'
import type { SubmissionResult } from '../comments/submit.ts'
import { clientNetwork } from '../http/client-address.ts'
import type { AppContext } from '../http/context.ts'
import { browserMark } from '../http/cookies.ts'
import { type FormBody, readForm } from '../http/form-body.ts'
import { sendPrivatePage } from '../http/send-page.ts'
import { urls } from '../urls.ts'
import { CommentReplyPage } from '../../views/admin/comment-reply.tsx'
import { errorText } from '../../views/site/form-errors.ts'
import { commentIn } from './comment.tsx'
import { actorOf, personOf, scopeOf } from './guard.ts'
import { adminShellOf } from './shell.ts'

/** GET /admin/comments/:id/reply: answers a comment from the queue, which one that waits is approved with. */
export async function showCommentReply(c: AppContext): Promise<Response> {
  const shown = { text: '', approves: true, formKey: crypto.randomUUID(), error: null }
  return show(c, await commentIn(c), shown, 200)
}

/** POST /admin/comments/:id/reply */
export async function postCommentReply(c: AppContext): Promise<Response> {
  const { services, settings, t } = c.var
  const comment = await commentIn(c)
  const body = await readForm(c)
  const typed = typedIn(body)
  const person = personOf(c)
  const draft = draftOf(
    { comment: typed.text, name: person.name, email: '', website: '' },
    { nameEmailRequired: false },
  )
  if ('errors' in draft) {
    const error = errorText(t, 'comment', draft.errors.comment ?? 'missing', fieldLimits.comment)
    return show(c, comment, { ...typed, error }, 422)
  }
  const result = await replyAsStaff(
    services.db,
    services.keys,
    settings,
    {
      slug: comment.post.slug,
      parent: comment.id,
      draft: { ...draft, email: await emailOf(services.db, services.keys, person.id) },
      formKey: typed.formKey,
      language: c.var.language,
      origin: {
        ip: c.var.ip,
        userAgent: c.req.header('user-agent') ?? null,
        browser: browserMark(c).hash,
      },
      staff: actorOf(c),
      client: clientNetwork(c.var.ip),
      approves: typed.approves,
    },
    scopeOf(c),
  )
  if (!('id' in result))
    return show(c, comment, { ...typed, error: refusalText(c, result) }, statusOf(result))
  return c.redirect(
    result.decision === null
      ? urls.admin.comment(result.id)
      : urls.admin.queue({ status: 'pending', decided: result.decision }),
    303,
  )
}

interface Typed {
  text: string
  approves: boolean
  /** Makes a double click one reply. */
  formKey: string
}

const typedIn = (body: FormBody): Typed => ({
  text: body.field('comment'),
  approves: body.field('approve') !== '',
  formKey: body.field('form_key') || crypto.randomUUID(),
})

type Refusal = Exclude<SubmissionResult, { id: number }>

function refusalText(c: AppContext, refusal: Refusal): string {
  const { refusals, admin } = c.var.t
  switch (refusal.outcome) {
    case 'tooFast':
      return `${refusals.tooFast} ${refusals.tooFastHint(refusal.retryAfterSeconds)}`
    case 'parentNotPublic':
      return admin.replyNeedsApproval
    case 'alreadySaid':
      return refusals.alreadySaid
    default:
      return refusals.closed
  }
}

const statusOf = ({ outcome }: Refusal): ContentfulStatusCode =>
  outcome === 'tooFast' ? 429 : outcome === 'alreadySaid' ? 409 : 403

function show(
  c: AppContext,
  comment: QueuedComment,
  shown: Typed & { error: string | null },
  status: ContentfulStatusCode,
): Promise<Response> {
  const page = (
    <CommentReplyPage shell={adminShellOf(c)} comment={comment} limit={fieldLimits.comment} {...shown} />
  )
  return sendPrivatePage(c, page, status)
}
