import type { ReadyReply } from '../../../src/moderation/ready-replies.ts'
import type { Messages } from '../../../src/i18n/messages.ts'
import { urls } from '../../../src/urls.ts'
import { ChangedText } from '../../components/changed-text.tsx'
import { Field } from '../../components/field.tsx'
import { Notice } from '../../components/notice.tsx'
import { AdminPage, type AdminShell } from '../../layouts/admin.tsx'

/** What was typed, and can't be saved; without an id a new one. */
export interface TypedReply {
  id: number | null
  name: string
  source: string
  /** What the reply said, as a fingerprint, when it was opened; empty for a new one. */
  seen: string
  /** Why, where nothing of it is missing: what somebody else wrote meanwhile, or there are too many. */
  refused: { now: ReadyReply } | 'tooMany' | null
}

interface ReadyRepliesProps {
  shell: AdminShell
  replies: readonly (ReadyReply & { seen: string })[]
  typed: TypedReply | null
  limits: { name: number; source: number; count: number }
  done: 'saved' | 'removed' | null
}

/** Replies that are written once, to be put into the form of any. */
export function ReadyRepliesPage(props: ReadyRepliesProps) {
  const { shell, replies, done } = props
  // of one that was removed meanwhile a new one is made
  const isThere = replies.some(({ id }) => id === props.typed?.id)
  const typed = props.typed && (isThere ? props.typed : { ...props.typed, id: null })
  const { t } = shell
  const { person } = t
  const title = typed ? t.form.errorTitle(person.replies) : person.replies
  return (
    <AdminPage shell={shell} title={title} here="replies">
      <h1>{person.replies}</h1>
      <p class="hint">{person.repliesNote}</p>
      {done === null ? null : (
        <p class="told" role="status">
          {done === 'saved' ? person.replySaved : person.replyRemoved}
        </p>
      )}
      {replies.map(reply => (
        <details class="name-new" open={typed?.id === reply.id}>
          <summary>
            <bdi>{reply.name}</bdi>
          </summary>
          <ReplyForm
            {...props}
            reply={typed?.id === reply.id ? typed : { ...reply, refused: null }}
            isWrong={typed?.id === reply.id}
          />
          <form class="name-removal" method="post" action={urls.admin.replyRemoval(reply.id)}>
            <button class="quiet-button" type="submit" aria-label={t.admin.removeOf(reply.name)}>
              {t.admin.remove}
            </button>
          </form>
        </details>
      ))}
      <details class="name-new" open={replies.length === 0 || typed?.id === null}>
        <summary>{person.newReply}</summary>
        <ReplyForm
          {...props}
          reply={typed?.id === null ? typed : { id: null, name: '', source: '', seen: '', refused: null }}
          isWrong={typed?.id === null}
        />
      </details>
    </AdminPage>
  )
}

function ReplyForm({
  shell,
  reply,
  limits,
  isWrong,
}: ReadyRepliesProps & { reply: TypedReply; isWrong: boolean }) {
  const { t } = shell
  const { id, name, source, seen, refused } = reply
  const error = (text: string) => (isWrong && text.trim() === '' ? t.person.replyMissing : null)
  return (
    <form class="name-form" method="post" action={id === null ? urls.admin.replies : urls.admin.reply(id)}>
      <Refused t={t} refused={refused} most={limits.count} />
      <input type="hidden" name="seen" value={seen} />
      <Field
        t={t}
        id={`reply-name-${id ?? 'new'}`}
        name="name"
        label={t.person.replyName}
        value={name}
        maxlength={limits.name}
        error={error(name)}
        required
      />
      <Field
        t={t}
        id={`reply-source-${id ?? 'new'}`}
        name="source"
        label={t.person.replyText}
        value={source}
        maxlength={limits.source}
        error={error(source)}
        required
        multiline
        hint={t.form.syntax}
      />
      <p class="form-buttons">
        <button class="quiet-button" type="submit">
          {t.queue.save}
        </button>
      </p>
    </form>
  )
}

/** Why what was typed is not saved, over it. */
function Refused({ t, refused, most }: { t: Messages; refused: TypedReply['refused']; most: number }) {
  const { person } = t
  if (refused === null) return null
  if (refused === 'tooMany')
    return <Notice title={person.tooManyReplies} hint={person.tooManyRepliesHint(most)} />
  const { name, source } = refused.now
  const now = { source: `${name}\n\n${source}`, heading: person.replyNow }
  return <ChangedText t={t} title={person.replyChanged} hint={person.replyKept} {...now} />
}
