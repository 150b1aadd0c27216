import type { HtmlEscapedString } from 'hono/utils/html'
import type { CommentNode } from '../../src/comments/tree.ts'
import type { Messages } from '../../src/i18n/messages.ts'
import { isolated } from '../../src/i18n/direction.ts'
import { commentAnchor, urls } from '../../src/urls.ts'
import { Timed } from '../components/timed.tsx'
import { Named } from '../components/named.tsx'
import { CommentModeration, type Moderation } from './comment-moderation.tsx'
import { CommentForm, type FormState } from './comment-form.tsx'
import { type ToldProps, ToldNote } from './told.tsx'
import type { Marks, ViewedComment } from './viewed-comment.ts'
import { commentText } from '../components/comment-text.tsx'
import { html, type Insert } from '../html.ts'

/** Levels that are told apart by indenting, on every screen; the stylesheet has the same number. */
const indentedLevels = 6

/** The article that comments are under. */
export interface AnsweredPost {
  slug: string
  comments_open: boolean
  /** On the page of one conversation: which. Answers to it stay there. */
  thread?: number
}

interface CommentProps {
  t: Messages
  post: AnsweredPost
  node: CommentNode<ViewedComment>
  marks: Marks
  level?: number
  /** Whose reply it is. */
  parent?: ViewedComment | null
  /** Null where there is none on the page. */
  form: FormState | null
  moderation: Moderation | null
  told: ToldProps | null
  /** Below the replies. */
  children?: Insert
}

/**
 * A comment, its replies, and the form where it is the one being answered. Of what every comment has, templates are made:
 * as elements it takes three times as long and three times the memory, and a page has a hundred.
 */
export function commentView(props: CommentProps): HtmlEscapedString {
  const { t, post, node, level = 1, form, children } = props
  const { comment, replies } = node
  const said = comment ? bodyOf(comment, props) : goneOf(props)
  const formHere = form?.under === node.id && <CommentForm t={t} slug={post.slug} state={form} />
  const answering = replies.map(reply =>
    commentView({ ...props, node: reply, level: level + 1, parent: comment, children: null }),
  )
  const below = replies.length > 0 && html`<ol class="comment-replies">${answering}</ol>`
  return html`<li class="${comment?.pending ? 'comment is-pending' : 'comment'}" id="${commentAnchor(node.id)}">${said}${formHere}${below}${children}</li>`
}

function goneOf({ t, node, told }: CommentProps): HtmlEscapedString {
  const note = told?.comment === node.id && 'decision' in told ? <ToldNote t={t} told={told} /> : null
  return html`<p class="comment-gone">${t.comments.gone}</p>${note}`
}

/** What was said, by whom, and what can be done with it. */
function bodyOf(comment: ViewedComment, props: CommentProps): HtmlEscapedString {
  const { t, post, node, marks, level = 1, parent = null, moderation, told } = props
  const answers = node.answers ?? (level > indentedLevels ? parent : null)
  const note =
    told?.comment === comment.id ? (
      <ToldNote t={t} told={told} isPending={comment.pending} />
    ) : (
      comment.pending &&
      html`<p class="comment-pending"><strong>${t.comments.pending}</strong> ${t.comments.pendingHint}</p>`
    )
  const deciding = moderation && (
    <CommentModeration
      t={t}
      comment={comment}
      marks={level === 1 ? marks : null}
      returnTo={moderation.returnTo}
    />
  )
  const header = headerOf({ t, comment, answers, isPinned: marks.isPinned && level === 1 })
  const actions = actionsOf({ t, post, comment, isClosed: marks.isClosed })
  return html`<article class="comment-body">${header}${note}${commentText(comment)}${actions}${deciding}</article>`
}

interface HeaderProps {
  t: Messages
  comment: ViewedComment
  answers: ViewedComment | null
  isPinned: boolean
}

function headerOf({ t, comment, answers, isPinned }: HeaderProps): HtmlEscapedString {
  const { website, created_at: written, edited_at: edited } = comment
  const name = html`<bdi>${comment.name || t.comments.anonymous}</bdi>`
  const author = website ? html`<a href="${website}" rel="ugc nofollow noopener">${name}</a>` : name
  const pinned = isPinned ? html`<span class="comment-pinned">${t.conversation.pinned}</span>` : null
  const staff = comment.is_staff ? html`<span class="comment-staff">${t.comments.staff}</span>` : null
  const change = edited ? (
    <span class="comment-edited">
      <Timed t={t} text={t.comments.edited} time={edited} />
    </span>
  ) : null
  const answered = answers ? (
    <a class="comment-answers" href={urls.comment(answers.id)}>
      <Named text={t.comments.answering} name={answers.name || t.comments.anonymous} />
    </a>
  ) : null
  return html`<header class="comment-header"><img class="avatar" src="${urls.avatar(comment.avatar)}" alt="" width="32" height="32" loading="lazy" decoding="async"/><div class="comment-facts"><h3 class="comment-name">${author}</h3> ${pinned} ${staff} <span class="visually-hidden">${t.comments.says}</span> <a class="comment-time" href="${urls.comment(comment.id)}"><time datetime="${written.toISOString()}">${t.dateTime(written)}</time></a> ${change} ${answered}</div></header>`
}

interface ActionsProps extends Pick<HeaderProps, 't' | 'comment'>, Pick<CommentProps, 'post'> {
  isClosed: boolean
}

function actionsOf({ t, post, comment, isClosed }: ActionsProps): HtmlEscapedString | null {
  const name = comment.name || t.comments.anonymous
  const canReply = post.comments_open && !isClosed && !comment.pending
  const saysClosed = post.comments_open && isClosed && !comment.pending
  const canReport = !comment.pending && !comment.editable
  if (!canReply && !saysClosed && !comment.editable && !canReport) return null
  const reply =
    canReply &&
    html`<a class="comment-reply" href="${urls.reply(post.slug, comment.id, post.thread)}" rel="nofollow" data-reply="${comment.id}" data-heading="${t.comments.replyTo(isolated(name))}" aria-label="${t.comments.replyTo(name)}">${t.comments.reply}</a>`
  const report =
    canReport &&
    html`<a class="comment-report" href="${urls.report(comment.id)}" rel="nofollow" aria-label="${t.reports.link(name)}">${t.reports.word}</a>`
  return html`<p class="comment-actions">${reply}${saysClosed && <span class="comment-closed">{t.conversation.closed}</span>}${report}${comment.editable && <OwnActions t={t} comment={comment} />}</p>`
}

/** What is left to the author, for a while. */
function OwnActions({ t, comment }: Pick<HeaderProps, 't' | 'comment'>) {
  const address = urls.revision(comment.id)
  return (
    <>
      <a href={address} rel="nofollow">
        {t.comments.edit}
      </a>
      <a href={`${address}#withdrawal`} rel="nofollow">
        {t.comments.withdraw}
      </a>
    </>
  )
}
