import type { Messages } from '../../../src/i18n/messages.ts'
import type { EditedPost } from '../../../src/posts/writer.ts'
import { urls } from '../../../src/urls.ts'
import type { EditorProps } from './editor-fields.tsx'

/** What can be done with what is written, with what each does said before. */
export function EditorButtons({ shell, post, typed }: Pick<EditorProps, 'shell' | 'post' | 'typed'>) {
  const { t } = shell
  const { form } = t.writing
  const act = (value: string, text: string, style = 'quiet-button') => (
    <button class={style} type="submit" name="act" value={value}>
      {text}
    </button>
  )
  const isPublished = post?.status === 'published'
  if (post?.status === 'trash')
    return (
      <div class="editor-buttons">
        <p class="hint">{form.inTrash}</p>
        <p class="form-buttons">{act('restore', form.restore, 'button')}</p>
      </div>
    )
  return (
    <div class="editor-buttons">
      <p class="editor-status" role="status" id="editor-status" />
      <p class="hint">{says(t, post)}</p>
      <p class="form-buttons">
        <button
          class="button"
          type="submit"
          name="act"
          value="publish"
          data-publish={isPublished ? form.update : form.publish}
          data-schedule={isPublished ? form.update : form.schedule}
          data-private={form.private}
        >
          {typed.visibility === 'private'
            ? form.private
            : isPublished
              ? form.update
              : isDatedToCome(post)
                ? form.schedule
                : form.publish}
        </button>
        {act('save', form.save)}
        <button
          class="quiet-button"
          type="submit"
          formaction={urls.admin.postPreview}
          formtarget="_blank"
          name="act"
          value="save"
          data-keeps="yes"
        >
          {form.preview}
        </button>
        {canBeRead(post) ? <a href={urls.post(post.slug)}>{form.view}</a> : null}
        {post ? <a href={urls.admin.revisions(post.id)}>{form.revisions}</a> : null}
        {post ? <a href={urls.admin.previewLink(post.id)}>{t.presence.previewLink.nav}</a> : null}
      </p>
      {post?.last ? (
        <p class="hint">
          {form.lastSaved(post.last.actor || t.writing.revisions.nobody, t.dateTime(post.last.at))}
        </p>
      ) : null}
    </div>
  )
}

/** Whether an article is at its address, for readers or for the people of the blog. */
export const canBeRead = (post: EditedPost | null): post is EditedPost =>
  post?.status === 'private' ||
  (post?.status === 'published' && post.published_at !== null && post.published_at <= post.asked_at)

function says(t: Messages, post: EditedPost | null): string {
  const { form } = t.writing
  const date = post?.content.publishedAt ?? null
  if (post?.status === 'published') {
    if (date !== null && isDatedToCome(post)) return form.isScheduled(t.dateTime(date))
    return `${post.isAhead ? form.isAhead : form.isPublic} ${form.leaves}`
  }
  const first = post?.status === 'private' ? `${form.isPrivate} ` : ''
  return `${first}${date !== null && isDatedToCome(post) ? form.willPublishAt(t.dateTime(date)) : form.willPublish}`
}

/** Whether what was written last bears a date to come. */
const isDatedToCome = (post: EditedPost | null): boolean =>
  post !== null && post.content.publishedAt !== null && post.content.publishedAt > post.asked_at
