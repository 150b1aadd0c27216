import type { CountedTag } from '../../../src/posts/tags.ts'
import { urls } from '../../../src/urls.ts'
import { Field } from '../../components/field.tsx'
import { Pager } from '../../components/pager.tsx'
import { AdminPage, type AdminShell } from '../../layouts/admin.tsx'
import { NameSearch } from './name-search.tsx'

export type TagProblem = 'name' | 'description' | 'into'

interface TagsProps {
  shell: AdminShell
  search: string
  tags: readonly CountedTag[]
  next: number | null
  done: 'saved' | 'merged' | 'removed' | null
}

/** Every tag with how many articles have it. */
export function TagsPage({ shell, search, tags, next, done }: TagsProps) {
  const { t } = shell
  const words = t.names.tags
  return (
    <AdminPage shell={shell} title={words.heading} here="tags">
      <div class="queue-head">
        <h1>{words.heading}</h1>
        <NameSearch t={t} action={urls.admin.tags()} label={words.search} search={search} />
      </div>
      {done ? (
        <p class="told" role="status" tabindex={-1} autofocus>
          {words[done]}
        </p>
      ) : null}
      {tags.length === 0 ? (
        <p class="queue-empty">{search ? words.noneFound : words.none}</p>
      ) : (
        <div class="table-scroll" tabindex={0} role="region" aria-label={words.heading}>
          <table class="names">
            <thead>
              <tr>
                <th scope="col">{words.name}</th>
                <th scope="col">{words.description}</th>
                <th scope="col" class="number">
                  {words.posts}
                </th>
              </tr>
            </thead>
            <tbody>
              {tags.map(({ id, name, slug, description, posts }) => (
                <tr>
                  <td>
                    <a href={urls.admin.tag(id)}>
                      <bdi>{name}</bdi>
                    </a>
                  </td>
                  <td dir="auto">{description}</td>
                  <td class="number">
                    {posts === 0 ? (
                      t.number(0)
                    ) : (
                      <a href={urls.admin.posts({ tag: slug })}>{t.number(posts)}</a>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Pager
        label={words.heading}
        previous={null}
        next={next === null ? null : { href: urls.admin.tags({ search, after: next }), text: words.more }}
      />
    </AdminPage>
  )
}

interface TagEditProps {
  shell: AdminShell
  tag: CountedTag
  others: readonly CountedTag[]
  problem: TagProblem | null
  limits: { name: number; description: number }
}

/** One tag: what it is called and about, into which it goes, its end. */
export function TagEditPage({ shell, tag, others, problem, limits }: TagEditProps) {
  const { t } = shell
  const words = t.names.tags
  const title = words.one(tag.name)
  return (
    <AdminPage shell={shell} title={problem ? t.form.errorTitle(title) : title} here="tags">
      <h1>
        <bdi>{title}</bdi>
      </h1>
      <form class="name-form" method="post" action={urls.admin.tag(tag.id)}>
        <Field
          t={t}
          id="tag-name"
          name="name"
          label={words.name}
          value={tag.name}
          maxlength={limits.name}
          error={problem === 'name' ? words.problems.name : null}
          required
          hint={words.nameHint}
        />
        <Field
          t={t}
          id="tag-description"
          name="description"
          label={words.description}
          value={tag.description}
          maxlength={limits.description}
          error={problem === 'description' ? words.problems.description : null}
          multiline
          hint={words.descriptionHint}
        />
        <p class="form-buttons">
          <button class="button" type="submit">
            {words.save}
          </button>
          <a href={urls.admin.tags()}>{t.edit.cancel}</a>
        </p>
      </form>
      {others.length > 0 ? (
        <form class="name-form name-merging" method="post" action={urls.admin.tagMerging(tag.id)}>
          <label for="tag-into">{words.merge}</label>
          {problem === 'into' ? <p class="field-error">{words.problems.into}</p> : null}
          <select id="tag-into" name="into">
            {others.map(({ id, name }) => (
              <option value={id}>{name}</option>
            ))}
          </select>
          <p class="hint">{words.mergeNote}</p>
          <button class="quiet-button" type="submit">
            {words.mergeSubmit}
          </button>
        </form>
      ) : null}
      <form class="name-removal" method="post" action={urls.admin.tagRemoval(tag.id)}>
        <p class="hint">{words.removeNote}</p>
        <button class="danger-button" type="submit">
          {words.remove}
        </button>
      </form>
    </AdminPage>
  )
}
