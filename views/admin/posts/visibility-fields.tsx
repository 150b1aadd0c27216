import { urls } from '../../../src/urls.ts'
import type { EditorProps } from './editor-fields.tsx'

/** Who may read an article: everybody, the people of the blog, and besides them whoever has its preview link. */
export function VisibilityFields({ shell, post, typed, linkSince }: EditorProps) {
  const { t } = shell
  const { visibility } = t.panel
  return (
    <fieldset class="editor-visibility">
      <legend>{visibility.legend}</legend>
      {(['public', 'private'] as const).map(value => (
        <label>
          <input type="radio" name="visibility" value={value} checked={typed.visibility === value} />
          <span>{visibility[value]}</span>
        </label>
      ))}
      <p class="hint">{visibility.applied}</p>
      {post === null || (post.status === 'published' && linkSince === null) ? null : (
        <p class="hint">
          {linkSince === null ? visibility.noLink : visibility.link(t.dateTime(linkSince))}{' '}
          <a href={urls.admin.previewLink(post.id)}>{t.presence.previewLink.nav}</a>
        </p>
      )}
    </fieldset>
  )
}
