import { ownNameOf } from '../../../src/i18n/own-name.ts'
import type { LinkedTranslation } from '../../../src/posts/translations.ts'
import { urls } from '../../../src/urls.ts'
import { AdminPage, type AdminShell } from '../../layouts/admin.tsx'

interface TranslationsPageProps {
  shell: AdminShell
  post: { id: number; title: string; language: string }
  linked: readonly LinkedTranslation[]
  /** Articles that it may be a translation of. */
  choices: readonly { slug: string; title: string; language: string }[]
  /** What was typed and is no article; null: nothing was. */
  refused: string | null
}

/** The same article in other languages: which there are, one more, or no longer. */
export function TranslationsPage({ shell, post, linked, choices, refused }: TranslationsPageProps) {
  const { t } = shell
  const { translations } = t.panel
  return (
    <AdminPage
      shell={shell}
      title={refused === null ? translations.heading : t.form.errorTitle(translations.heading)}
      here="articles"
    >
      <h1>{translations.heading}</h1>
      <p>
        <a href={urls.admin.post(post.id)} lang={post.language}>
          <bdi>{post.title}</bdi>
        </a>{' '}
        · <span lang={post.language}>{ownNameOf(post.language)}</span>
      </p>
      <p class="hint">{translations.note}</p>
      {linked.length === 0 ? <p>{translations.none}</p> : <Linked t={t} linked={linked} />}
      <form class="translation-form" method="post" action={urls.admin.translations(post.id)}>
        <div class="field">
          <label for="translation-of">{translations.of}</label>
          {refused === null ? null : (
            <p class="field-error" id="translation-of-error">
              {translations.missing}
            </p>
          )}
          <input
            id="translation-of"
            type="text"
            name="other"
            value={refused ?? ''}
            list="articles-to-link"
            maxlength={500}
            required
            autocomplete="off"
            autofocus={refused !== null}
            aria-invalid={refused === null ? undefined : 'true'}
            aria-describedby={
              refused === null ? 'translation-of-hint' : 'translation-of-error translation-of-hint'
            }
          />
          <datalist id="articles-to-link">
            {choices.map(({ slug, title, language }) => (
              <option value={slug}>{`${title} (${language})`}</option>
            ))}
          </datalist>
          <p class="hint" id="translation-of-hint">
            {translations.ofHint}
          </p>
        </div>
        <p class="form-buttons">
          <button class="button" type="submit">
            {translations.link}
          </button>
        </p>
      </form>
      {linked.length === 0 ? null : (
        <form method="post" action={urls.admin.translationRemoval(post.id)}>
          <button class="quiet-button" type="submit">
            {translations.unlink}
          </button>
        </form>
      )}
    </AdminPage>
  )
}

function Linked({ t, linked }: Pick<TranslationsPageProps, 'linked'> & { t: AdminShell['t'] }) {
  return (
    <ul class="start-list">
      {linked.map(({ id, title, language, status }) => (
        <li>
          <span lang={language}>{ownNameOf(language)}</span>
          <a href={urls.admin.post(id)} lang={language}>
            <bdi>{title}</bdi>
          </a>
          {status === 'published' ? null : <span>{t.writing.list.tabs[status]}</span>}
        </li>
      ))}
    </ul>
  )
}
