import type { Child } from 'hono/jsx'
import { ownNameOf } from '../../../src/i18n/own-name.ts'
import type { PostField } from '../../../src/posts/form.ts'
import { urls } from '../../../src/urls.ts'
import { CoverFields } from './cover-fields.tsx'
import { OpennessFields } from './openness-fields.tsx'
import { type EditorProps, FieldError, fieldIds, wrong } from './editor-fields.tsx'
import { VisibilityFields } from './visibility-fields.tsx'

/** All that an article is besides its title and its text. It is open where something in it is wrong. */
export function EditorPanel(props: EditorProps) {
  const { shell, post, typed, problems, zone, siteDays } = props
  const { t } = shell
  const { form } = t.writing
  const isOpen = Object.keys(problems).some(field => field !== 'title' && field !== 'source')
  const line = (
    field: Exclude<PostField, 'comments' | 'source' | 'cover'>,
    name: LineName,
    label: string,
    hint: string,
  ) => (
    <Row {...props} field={field} label={label} hint={hint}>
      <input
        id={fieldIds[field]}
        type={name === 'date' ? 'datetime-local' : 'text'}
        name={name}
        value={typed[name]}
        maxlength={name === 'date' ? undefined : longest[name]}
        dir={name === 'tags' || name === 'slug' ? 'auto' : 'ltr'}
        list={name === 'tags' ? 'known-tags' : undefined}
        autocomplete="off"
        {...wrong(field, problems, `${fieldIds[field]}-hint`)}
      />
    </Row>
  )
  const area = (field: 'excerpt' | 'description', label: string, hint: string) => (
    <Row {...props} field={field} label={label} hint={hint}>
      <textarea
        id={fieldIds[field]}
        name={field}
        rows={2}
        maxlength={longest[field]}
        dir="auto"
        {...wrong(field, problems, `${fieldIds[field]}-hint`)}
      >
        {`\n${typed[field]}`}
      </textarea>
    </Row>
  )
  const isKnown = post?.published_at !== null && post !== null
  return (
    <details class="editor-panel" open={isOpen}>
      <summary>{form.panel}</summary>
      <div class="editor-fields">
        {line('slug', 'slug', form.slug, isKnown ? `${form.slugHint} ${form.slugWarning}` : form.slugHint)}
        {line('tags', 'tags', form.tags, form.tagsHint)}
        <datalist id="known-tags">
          {props.tags.map(name => (
            <option value={name} />
          ))}
        </datalist>
        {line('publishedAt', 'date', form.date, form.dateHint(zone))}
        {line('language', 'language', form.language, form.languageHint)}
        {area('excerpt', form.excerpt, form.excerptHint)}
        {area('description', form.description, form.descriptionHint)}
        {line('canonical', 'canonical', form.canonical, form.canonicalHint)}
        <div class="field">
          <label for="post-until">{form.comments}</label>
          <div class="editor-closing">
            <OpennessFields
              t={t}
              id="post-until"
              labels={{ until: null, days: form.days }}
              until={typed.until}
              days={typed.days}
              siteDays={siteDays}
              error={problems.comments ? form.problems[problems.comments] : null}
            />
          </div>
        </div>
        <div class="field">
          <label for="post-kind">{form.kind}</label>
          <select id="post-kind" name="kind">
            {(['post', 'page'] as const).map(kind => (
              <option value={kind} selected={kind === typed.kind}>
                {form.kinds[kind]}
              </option>
            ))}
          </select>
        </div>
        <p class="setting-switch">
          <input type="checkbox" id="post-pinned" name="pinned" value="yes" checked={typed.pinned} />
          <label for="post-pinned">{form.pinned}</label>
        </p>
        <VisibilityFields {...props} />
        <Authors {...props} />
        <CoverFields {...props} />
        <Translations {...props} />
        {post ? <States {...props} /> : null}
      </div>
    </details>
  )
}

type LineName = 'title' | 'slug' | 'tags' | 'date' | 'language' | 'canonical'

const longest = {
  title: 500,
  slug: 200,
  tags: 10_000,
  language: 50,
  canonical: 2000,
  excerpt: 1000,
  description: 500,
} as const

interface RowProps extends EditorProps {
  field: PostField
  label: string
  hint: string
  children: Child
}

function Row({ shell, field, label, hint, problems, children }: RowProps) {
  const id = fieldIds[field]
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <FieldError t={shell.t} field={field} problems={problems} />
      {children}
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  )
}

function Authors({ shell, authors, typed }: EditorProps) {
  if (authors.length < 2) return null
  return (
    <fieldset class="editor-authors">
      <legend>{shell.t.writing.form.authors}</legend>
      {authors.map(({ id, name }) => (
        <label>
          <input type="checkbox" name="authors" value={id} checked={typed.authors.includes(id)} />{' '}
          <bdi>{name}</bdi>
        </label>
      ))}
    </fieldset>
  )
}

/** It belongs to several articles, so that it is no part of what is saved here. */
function Translations({ shell, post, linked }: EditorProps) {
  const { translations } = shell.t.panel
  return (
    <section class="editor-translations">
      <h2>{translations.heading}</h2>
      {linked.length === 0 ? null : (
        <ul>
          {linked.map(({ id, title, language }) => (
            <li>
              <span lang={language}>{ownNameOf(language)}</span>:{' '}
              <a href={urls.admin.post(id)} lang={language}>
                <bdi>{title}</bdi>
              </a>
            </li>
          ))}
        </ul>
      )}
      <p class="hint">
        {post === null ? (
          translations.later
        ) : (
          <a href={urls.admin.translations(post.id)}>{translations.choose}</a>
        )}
      </p>
    </section>
  )
}

function States({ shell, post }: EditorProps) {
  const { form } = shell.t.writing
  const act = (value: string, text: string, style = 'quiet-button') => (
    <button class={style} type="submit" name="act" value={value}>
      {text}
    </button>
  )
  return (
    <p class="form-buttons editor-states">
      {post?.status === 'draft' ? null : act('unpublish', form.unpublish)}
      {act('trash', form.trash, 'danger-button')}
    </p>
  )
}
