import type { Messages } from '../../../src/i18n/messages.ts'
import type { Thrown as ThrownPost } from '../../../src/posts/trash.ts'
import { urls } from '../../../src/urls.ts'
import { Pager } from '../../components/pager.tsx'
import { AdminPage } from '../../layouts/admin.tsx'
import type { PostsProps, PostsTold } from './posts-props.ts'
import { PostRow } from './post-row.tsx'
import { type PostsQuery, postTabs, saying } from './posts-query.ts'

/** Every article that somebody writes or moderates, by its state. */
export function PostsPage(props: PostsProps) {
  const { shell, query, posts, next, mayWrite } = props
  const { t } = shell
  const { list } = t.writing
  const { told } = props
  const title = props.wrong || (told && 'problem' in told) ? t.form.errorTitle(list.heading) : list.heading
  return (
    <AdminPage shell={shell} title={title} here="articles">
      <h1 class="visually-hidden">{list.heading}</h1>
      <Tabs t={t} query={query} counts={props.counts} />
      <Filter {...props} />
      <Told t={t} query={query} told={told} />
      {query.tab === 'trash' ? <p class="hint">{list.trashNote(props.trashDays)}</p> : null}
      {posts.length === 0 ? (
        <p class="queue-empty">{list[emptiness(props)]}</p>
      ) : (
        <ul class="posts-list">
          {posts.map(post => (
            <PostRow {...props} post={post} />
          ))}
        </ul>
      )}
      {mayWrite && posts.length > 0 ? <Bulk t={t} query={query} /> : null}
      <Pager
        label={list.heading}
        previous={
          query.before === null
            ? null
            : { href: urls.admin.posts(saying({ ...query, before: null })), text: t.posts.newer }
        }
        next={
          next === null
            ? null
            : { href: urls.admin.posts(saying({ ...query, before: next })), text: t.posts.older }
        }
      />
    </AdminPage>
  )
}

/** Why none are listed: a filter finds none, nobody has written any, or none are in this state. */
function emptiness({ query, words, counts }: PostsProps): 'none' | 'noneYet' | 'noneHere' {
  if (isNarrowed(query, words)) return 'none'
  return query.tab === 'all' && counts.all + counts.trash === 0 ? 'noneYet' : 'noneHere'
}

const isNarrowed = (query: PostsQuery, words: string) =>
  words !== '' || [query.tag, query.author, query.language, query.month].some(part => part !== null)

function Tabs({ t, query, counts }: { t: Messages; query: PostsQuery; counts: PostsProps['counts'] }) {
  const { list } = t.writing
  return (
    <nav class="queue-tabs" aria-label={list.heading}>
      <ul>
        {postTabs.map(tab => (
          <li>
            <a
              href={urls.admin.posts(saying({ ...query, tab, before: null }))}
              aria-current={tab === query.tab ? 'page' : undefined}
            >
              {list.tabs[tab]} <span class="count">{t.number(counts[tab])}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Filter({ shell, query, words, choices }: PostsProps) {
  const { t } = shell
  const { list } = t.writing
  const named = (some: readonly { slug: string; name: string }[]) =>
    some.map(({ slug, name }) => ({ value: slug, text: name }))
  const plain = (some: readonly string[]) => some.map(value => ({ value, text: value }))
  return (
    <form class="posts-filter" method="post" action={urls.admin.posts()} role="search">
      <input type="hidden" name="tab" value={query.tab} />
      <input
        type="search"
        name="search"
        value={words}
        maxlength={200}
        dir="auto"
        placeholder={list.search}
        aria-label={list.search}
      />
      <Choice
        name="tag"
        label={list.tag}
        every={list.every}
        chosen={query.tag}
        options={named(choices.tags)}
      />
      <Choice
        name="author"
        label={list.author}
        every={list.every}
        chosen={query.author}
        options={named(choices.authors)}
      />
      <Choice
        name="language"
        label={list.language}
        every={list.every}
        chosen={query.language}
        options={plain(choices.languages)}
      />
      <Choice
        name="month"
        label={list.month}
        every={list.every}
        chosen={query.month}
        options={plain(choices.months)}
      />
      <button class="quiet-button" type="submit">
        {t.admin.filterSubmit}
      </button>
      {isNarrowed(query, words) ? (
        <a href={urls.admin.posts(query.tab === 'all' ? {} : { tab: query.tab })}>{t.admin.filterClear}</a>
      ) : null}
    </form>
  )
}

interface ChoiceProps {
  name: string
  label: string
  every: string
  chosen: string | null
  options: { value: string; text: string }[]
}

/** Nothing to choose from is no choice. */
function Choice({ name, label, every, chosen, options }: ChoiceProps) {
  if (options.length < 2 && chosen === null) return null
  return (
    <label class="posts-choice">
      <span>{label}</span>
      <select name={name}>
        <option value="">{every}</option>
        {options.map(({ value, text }) => (
          <option value={value} selected={value === chosen}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
}

function Told({ t, query, told }: { t: Messages; query: PostsQuery; told: PostsTold }) {
  if (told === null) return null
  const { list } = t.writing
  if ('thrown' in told && told.thrown.length > 0) return <Thrown t={t} query={query} thrown={told.thrown} />
  if ('changed' in told) {
    const { changed, left } = told
    const nothing = left > 0 ? [] : [list.nothingChanged]
    const said = changed === 0 ? nothing : [list.changed(changed)]
    return (
      <p class="told" role="status" tabindex={-1} autofocus>
        {[...said, ...(left > 0 ? [list.leftAlone(left)] : [])].join(' ')}
      </p>
    )
  }
  return (
    <p class="field-error" role="alert" tabindex={-1} autofocus id="bulk-problem">
      {told.problem === 'tag' ? list.wrongTag : list.nothingSelected}
    </p>
  )
}

/** Taken back, each is what it was. */
function Thrown({ t, query, thrown }: { t: Messages; query: PostsQuery; thrown: readonly ThrownPost[] }) {
  return (
    <form
      class="told told-decision"
      role="status"
      tabindex={-1}
      autofocus
      method="post"
      action={urls.admin.postsBulk}
    >
      <Hidden query={query} />
      {thrown.map(({ id, was, at }) => (
        <>
          <input type="hidden" name="ids" value={String(id)} />
          <input type="hidden" name="thrown" value={`${id}.${was}.${at}`} />
        </>
      ))}
      <p>{t.writing.list.thrown(thrown.length)}</p>
      <button class="quiet-button" type="submit" name="act" value="restore">
        {t.admin.undo}
      </button>
    </form>
  )
}

const Hidden = ({ query }: { query: PostsQuery }) => (
  <>
    {Object.entries(saying(query)).map(([name, value]) =>
      value === null || value === '' ? null : <input type="hidden" name={name} value={value} />,
    )}
  </>
)

function Bulk({ t, query }: { t: Messages; query: PostsQuery }) {
  const { list } = t.writing
  const actions =
    query.tab === 'trash' ? (['restore'] as const) : (['publish', 'unpublish', 'tag', 'trash'] as const)
  return (
    <form class="posts-bulk" id="posts-bulk" method="post" action={urls.admin.postsBulk}>
      <Hidden query={query} />
      <label for="bulk-act">{list.bulk}</label>
      <select id="bulk-act" name="act">
        {actions.map(act => (
          <option value={act}>{list.actions[act]}</option>
        ))}
      </select>
      {query.tab === 'trash' ? null : (
        <input
          type="text"
          name="newTag"
          maxlength={100}
          dir="auto"
          placeholder={list.tag}
          aria-label={list.tag}
        />
      )}
      <button class="quiet-button" type="submit">
        {list.apply}
      </button>
    </form>
  )
}
