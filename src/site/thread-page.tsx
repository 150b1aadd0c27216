import { readThread } from '../comments/long-thread.ts'
import type { OwnComment } from '../comments/own.ts'
import { ownInThread } from '../comments/own-places.ts'
import type { AppContext } from '../http/context.ts'
import { notFound } from '../http/answer/problems.ts'
import { shellOf } from '../http/answer/send-page.ts'
import type { PublishedPost } from '../posts/read.ts'
import { urls } from '../urls.ts'
import type { FormState } from '../../views/site/comment-form.tsx'
import type { ViewedComment } from '../../views/site/viewed-comment.ts'
import { ThreadPage } from '../../views/site/thread.tsx'
import type { ToldProps } from '../../views/site/told.tsx'
import { shortTextOf } from './comment-form-state.ts'
import { conversationHtml } from './conversation-html.ts'
import { isAmong, moderationOf } from './post-page.tsx'

/** A page of a conversation. */
export interface ThreadPlace {
  slug: string
  thread: number
  /** The comment that it begins with; null: the conversation's first. */
  from: number | null
}

interface ShownThread {
  form: FormState
  own: readonly OwnComment[]
  told: ToldProps | null
}

/** A page of one long conversation, with the form that answers it. Throws notFound. */
export async function renderThread(
  c: AppContext,
  post: PublishedPost,
  { thread, from }: ThreadPlace,
  { form, own, told }: ShownThread,
) {
  const { services, settings, t } = c.var
  const size = settings.threads_per_page
  const found = await readThread(services.publicDb, { post: post.id, thread, from, size })
  if (!found) throw notFound()
  const comments = ownInThread(found, own)
  const root = comments.find(({ id }) => id === thread) ?? null
  const isOpen = post.comments_open && !found.isClosed
  const here = isOpen && root ? formIn(form, root, comments, t.comments.anonymous) : null
  const wayTo = (begins: number | 'first' | null) =>
    begins === null ? null : `${urls.thread(post.slug, thread, begins === 'first' ? null : begins)}#comments`
  const around = {
    ...{ t, depth: settings.thread_depth },
    post: { slug: post.slug, comments_open: post.comments_open, thread },
    moderation: moderationOf(c, urls.thread(post.slug, thread, from)),
  }
  return (
    <ThreadPage
      shell={shellOf(c, urls.thread(post.slug, thread, from))}
      post={post}
      told={told && 'decision' in told && !isAmong(comments, told.comment) ? told : null}
      begunBy={root ? root.name || t.comments.anonymous : null}
      form={here?.under === null ? here : null}
      isClosed={found.isClosed}
      refused={isOpen ? null : form}
      thread={{
        count: 1,
        html: conversationHtml(comments, around, {
          marks: { isPinned: found.isPinned, isClosed: found.isClosed },
          ...{ rest: null, form: here, told },
        }).toString(),
        order: 'oldest',
        older: wayTo(found.previous),
        newer: wayTo(found.next),
      }}
    />
  )
}

/** The form under the comment that it answers, or else below all, where it answers the first. */
function formIn(
  form: FormState,
  root: ViewedComment,
  comments: readonly ViewedComment[],
  anonymous: string,
): FormState {
  const conversation = { id: root.id, name: root.name || anonymous }
  const answered = form.replyTo && comments.find(({ id }) => id === form.replyTo?.id)
  if (answered && answered.id !== root.id) return { ...form, conversation, under: answered.id }
  return {
    ...form,
    conversation,
    under: null,
    replyTo: { ...conversation, quote: shortTextOf(root.html) },
  }
}
