import { raw } from 'hono/html'
import type { CommentField, FieldErrors, TypedComment } from '../../src/comments/form.ts'
import type { Messages } from '../../src/i18n/messages.ts'
import { isolated } from '../../src/i18n/direction.ts'
import { urls } from '../../src/urls.ts'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Field, type FieldProps } from '../components/field.tsx'
import { Named } from '../components/named.tsx'
import { Notice, type NoticeProps } from '../components/notice.tsx'
import { keptPart } from '../kept.ts'
import { CommentPreview } from './comment-preview.tsx'
import { errorText, fieldProblems } from './form-errors.ts'

/** A form as it stands: empty, remembered, sent back with errors, or refused. */
export interface FormState {
  typed: TypedComment
  errors: FieldErrors
  remember: boolean
  /** Name and email. */
  required: boolean
  limits: Record<CommentField, number>
  /** Who is signed in, and need not say who they are; null for a reader. */
  staff: string | null
  replyTo: { id: number; name: string; quote: string } | null
  /** On the page of one conversation: its first comment, which the form answers unless another is chosen. */
  conversation: { id: number; name: string } | null
  /** What it answers where there is nothing else to show of that. */
  parent: number | null
  /** The comment it stands under; null puts it below them all. */
  under: number | null
  notice: NoticeProps | null
  /** The comment as it would look; null when nobody asked. */
  preview: string | null
}

interface CommentFormProps {
  t: Messages
  slug: string
  state: FormState
}

/**
 * The comment form, the same with scripts and without. As it is before anybody has done anything, it is made once, and the
 * article's address is put in.
 */
export function CommentForm({ t, slug, state }: CommentFormProps) {
  if (!isUntouched(state)) return <Form t={t} slug={slug} state={state} />
  const kept = keptPart(t, `form ${JSON.stringify([state.required, state.limits])}`, () => (
    <Form t={t} slug={someArticle} state={state} />
  ))
  const leading = kept.toString().replaceAll(urls.post(someArticle), urls.post(slug))
  return raw(leading)
}

/** A slug that no text of the interface has in it. */
const someArticle = 'the-article-that-this-form-is-under'

/** Whether nothing in it is of one reader, or of what they did. */
function isUntouched({ typed, errors, limits: _limits, required: _required, remember, ...rest }: FormState) {
  const isEmpty = Object.values(typed).every(text => text === '') && Object.keys(errors).length === 0
  return isEmpty && !remember && Object.values(rest).every(value => value === null)
}

function Form({ t, slug, state }: CommentFormProps) {
  const { typed, errors, replyTo, notice, conversation } = state
  const wrong = fieldProblems(t, errors, state.limits)
  const field = (
    name: CommentField,
  ): Pick<FieldProps, 'id' | 'name' | 'value' | 'maxlength' | 'error' | 't'> => ({
    t,
    id: idOf(name),
    name,
    value: typed[name],
    maxlength: name === 'comment' ? null : state.limits[name],
    error: errorText(t, name, errors[name], state.limits[name]),
  })
  return (
    <section
      class="comment-form-section"
      id="comment-form"
      aria-labelledby="comment-form-heading"
      tabindex={-1}
    >
      <h3
        id="comment-form-heading"
        data-heading={conversation ? t.comments.replyTo(isolated(conversation.name)) : t.form.heading}
      >
        {replyTo ? (
          <Named text={t.comments.replyTo} name={replyTo.name || t.comments.anonymous} />
        ) : (
          t.form.heading
        )}
      </h3>
      <p class="cancel-reply" hidden={state.under === null}>
        <a
          href={`${conversation ? urls.thread(slug, conversation.id) : urls.post(slug)}#comment-form`}
          rel="nofollow"
          data-cancel-reply
        >
          {t.form.cancelReply}
        </a>
      </p>
      {replyTo ? (
        <blockquote class="reply-quote" dir="auto">
          {replyTo.quote}
        </blockquote>
      ) : null}
      {notice ? <Notice {...notice} /> : null}
      <ErrorSummary title={t.form.errorSummary(wrong.length)} wrong={wrong} />
      {state.staff === null ? (
        <p class="form-notes">
          <span id="email-note">{t.form.emailNote}</span> <span>{t.form.requiredNote}</span>{' '}
          <a href={urls.privacy}>{t.privacy.link}</a>
        </p>
      ) : null}
      <form
        class="comment-form"
        method="post"
        action={urls.comments(slug)}
        data-sending={t.form.sending}
        id="comment-form-fields"
      >
        <input
          type="hidden"
          name="parent"
          value={String(replyTo?.id ?? state.parent ?? '')}
          data-home={conversation?.id}
        />
        {conversation ? <input type="hidden" name="thread" value={String(conversation.id)} /> : null}
        <Field {...field('comment')} label={t.form.comment} required multiline hint={t.form.syntax} />
        <p class="draft-note hint" role="status" hidden>
          {t.browser.draftRestored} ·{' '}
          <button class="plain-button" type="button">
            {t.browser.draftDiscard}
          </button>
        </p>
        {state.staff === null ? (
          <ReaderFieldsOnce t={t} state={state} field={field} />
        ) : (
          <p class="signed-in">
            <Named text={t.form.signedIn} name={state.staff} />
          </p>
        )}
        <p class="form-buttons">
          <button class="button" type="submit">
            {t.form.submit}
          </button>
          <button
            class="quiet-button"
            type="submit"
            formaction={urls.preview(slug)}
            formnovalidate
            data-preview
            data-empty={t.form.previewEmpty}
            data-failed={t.form.previewFailed}
          >
            {t.form.preview}
          </button>
          <span class="form-status" role="status" />
        </p>
      </form>
      {state.preview === null ? (
        keptPart(t, 'no preview', () => <CommentPreview t={t} html={null} />)
      ) : (
        <CommentPreview t={t} html={state.preview} />
      )}
    </section>
  )
}

interface ReaderFieldsProps extends Pick<CommentFormProps, 't' | 'state'> {
  field: (name: CommentField) => Pick<FieldProps, 'id' | 'name' | 'value' | 'maxlength' | 'error' | 't'>
}

/** The fields of somebody of whom nothing is known are everybody's, made of nothing that anybody said. */
function ReaderFieldsOnce(props: ReaderFieldsProps) {
  const { t, state } = props
  const { name, email, website } = state.typed
  const isKnown = name !== '' || email !== '' || website !== '' || state.remember
  const isRight = Object.keys(state.errors).length === 0
  if (isKnown || !isRight) return <ReaderFields {...props} />
  const { required, limits } = state
  return keptPart(t, `fields ${JSON.stringify([required, limits])}`, () => (
    <ReaderFields
      t={t}
      state={{ required, remember: false }}
      field={name => ({
        ...{ t, id: idOf(name), name },
        ...{ value: '', maxlength: limits[name], error: null },
      })}
    />
  ))
}

const idOf = (name: CommentField) => `comment-field-${name}`

/** Who a reader is. */
function ReaderFields({
  t,
  state,
  field,
}: Omit<ReaderFieldsProps, 'state'> & { state: Pick<FormState, 'required' | 'remember'> }) {
  return (
    <>
      <Field {...field('name')} label={t.form.name} required={state.required} autocomplete="name" />
      <Field
        {...field('email')}
        label={t.form.email}
        required={state.required}
        type="email"
        autocomplete="email"
        describedby="email-note"
      />
      <Field
        {...field('website')}
        label={t.form.website}
        inputmode="url"
        autocomplete="url"
        pattern={website}
      />
      {/* Whoever fills in what nobody sees is likely a robot. Browsers leave "new-password" alone, and not "off". */}
      <p class="visually-hidden" aria-hidden="true">
        <label for="comment-field-subject">{t.spam.trap}</label>
        <input
          type="text"
          id="comment-field-subject"
          name="subject"
          tabindex={-1}
          autocomplete="new-password"
        />
      </p>
      <p class="remember">
        <input
          type="checkbox"
          id="comment-field-remember"
          name="remember"
          value="yes"
          checked={state.remember}
        />
        <label for="comment-field-remember">{t.form.remember}</label>
      </p>
    </>
  )
}

/** A whole address, or a host with a dot: what the server takes. Not of type "url", which asks for the scheme. */
const website =
  '\\s*([Hh][Tt][Tt][Pp][Ss]?:\\/\\/.*|([^\\s:\\/?#@\\\\.]+\\.)+[^\\s\\d:\\/?#@\\\\.][^\\s:\\/?#@\\\\.]*([\\/?#].*)?\\s*)'
