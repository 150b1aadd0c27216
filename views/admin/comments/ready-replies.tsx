import type { ReadyReply } from '../../../src/moderation/ready-replies.ts'
import { urls } from '../../../src/urls.ts'
import { Field } from '../../components/field.tsx'
import { AdminPage, type AdminShell } from '../../layouts/admin.tsx'

/** What was typed, and can't be saved; without an id a new one. */
export interface TypedReply {
  id: number | null
  name: string
  source: string
}

interface ReadyRepliesProps {
  shell: AdminShell
  replies: readonly ReadyReply[]
  typed: TypedReply | null
  limits: { name: number; source: number }
  done: 'saved' | 'removed' | null
}

/** Replies that are written once, to be put into the form of any. */
export function ReadyRepliesPage(props: ReadyRepliesProps) {
  const { shell, replies, typed, done } = props
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
            reply={typed?.id === reply.id ? typed : reply}
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
          reply={typed?.id === null ? typed : { id: null, name: '', source: '' }}
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
  const { id, name, source } = reply
  const error = (text: string) => (isWrong && text.trim() === '' ? t.person.replyMissing : null)
  return (
    <form class="name-form" method="post" action={id === null ? urls.admin.replies : urls.admin.reply(id)}>
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
