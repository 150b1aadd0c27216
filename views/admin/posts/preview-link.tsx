import { urls } from '../../../src/urls.ts'
import { AdminPage, type AdminShell } from '../../layouts/admin.tsx'

interface PreviewLinkProps {
  shell: AdminShell
  post: { id: number; title: string; language: string }
  /** Since when there is a link; null: there is none. */
  since: Date | null
  /** The one that was made just now. */
  link: string | null
}

/** A link that shows an article to somebody without an account: made, copied, revoked. */
export function PreviewLinkPage({ shell, post, since, link }: PreviewLinkProps) {
  const { t } = shell
  const { previewLink } = t.presence
  return (
    <AdminPage shell={shell} title={previewLink.heading} here="articles" scripts>
      <h1>{previewLink.heading}</h1>
      <p>
        <a href={urls.admin.post(post.id)} lang={post.language}>
          <bdi>{post.title}</bdi>
        </a>
      </p>
      <p class="hint">{previewLink.note}</p>
      {link === null ? (
        <p>{since === null ? previewLink.none : previewLink.since(t.dateTime(since))}</p>
      ) : (
        <div class="field preview-link" role="status">
          <label for="preview-link">{previewLink.made}</label>
          <div class="copied-field">
            <input
              id="preview-link"
              type="text"
              value={link}
              readonly
              dir="ltr"
              autofocus
              data-copy={t.article.copy}
              data-copied={t.article.copied}
            />
          </div>
          <p class="hint">{previewLink.once}</p>
        </div>
      )}
      <div class="form-buttons">
        <form method="post" action={urls.admin.previewLink(post.id)}>
          <button class={since === null ? 'button' : 'quiet-button'} type="submit">
            {since === null ? previewLink.make : previewLink.again}
          </button>
        </form>
        {since === null ? null : (
          <form method="post" action={urls.admin.previewLinkRemoval(post.id)}>
            <button class="danger-button" type="submit">
              {previewLink.revoke}
            </button>
          </form>
        )}
      </div>
    </AdminPage>
  )
}
