import type { ModeratedPost } from '../../src/posts/openness.ts'
import { urls } from '../../src/urls.ts'
import { Pager } from '../components/pager.tsx'
import { AdminPage, type AdminShell } from '../layouts/admin.tsx'

/** What the list shows, as its address says it. */
export interface ArticleQuery {
  search: string
  before: string
}

interface ArticlesProps {
  shell: AdminShell
  query: ArticleQuery
  posts: readonly ModeratedPost[]
  next: number | null
  /** Days until comments close where an article says nothing; 0: never. */
  siteDays: number
  mostDays: number
  /** The article that was just changed; 0: none. */
  saved: number
  /** Days that were typed for an article and are none. */
  wrong: { id: number; days: string } | null
}

const choices = ['site', 'always', 'days', 'closed'] as const

/** Until when each article takes comments. */
export function ArticlesPage(props: ArticlesProps) {
  const { shell, query, posts, next } = props
  const { t } = shell
  const { articles } = t.admin
  return (
    <AdminPage
      shell={shell}
      title={props.wrong ? t.form.errorTitle(articles.heading) : articles.heading}
      here="articles"
    >
      <div class="queue-head">
        <h1>{articles.heading}</h1>
        <form class="queue-search" method="get" action={urls.admin.articles()} role="search">
          <label class="visually-hidden" for="article-search">
            {articles.search}
          </label>
          <input
            type="search"
            id="article-search"
            name="search"
            value={query.search}
            maxlength={200}
            placeholder={articles.search}
          />
          <button class="quiet-button" type="submit">
            {t.admin.filterSubmit}
          </button>
          {query.search ? <a href={urls.admin.articles()}>{t.admin.filterClear}</a> : null}
        </form>
      </div>
      {posts.length === 0 ? <p class="queue-empty">{articles.none}</p> : null}
      <ul class="people">
        {posts.map(post => (
          <Article {...props} post={post} />
        ))}
      </ul>
      <Pager
        label={articles.heading}
        previous={null}
        next={
          next === null
            ? null
            : {
                href: urls.admin.articles({ search: query.search, before: String(next) }),
                text: articles.older,
              }
        }
      />
    </AdminPage>
  )
}

function Article({
  shell,
  query,
  post,
  siteDays,
  mostDays,
  saved,
  wrong,
}: ArticlesProps & { post: ModeratedPost }) {
  const { t } = shell
  const { articles } = t.admin
  const { id, openness } = post
  const isWrong = wrong?.id === id
  const days = isWrong ? wrong.days : openness.until === 'days' ? String(openness.days) : ''
  const chosen = isWrong ? 'days' : openness.until
  const text = {
    ...articles.until,
    site: siteDays === 0 ? articles.siteNever : articles.siteDays(siteDays),
  }
  return (
    <li class="person" id={`article-${id}`}>
      <span class="person-name">
        <a href={urls.post(post.slug)} lang={post.language}>
          <bdi>{post.title}</bdi>
        </a>{' '}
        <span class="hint">
          {post.published_at ? t.date(post.published_at) : articles.draft} ·{' '}
          <a href={urls.admin.queue({ status: 'all', post: post.slug })}>
            {t.comments.count(post.comment_count)}
          </a>
        </span>
      </span>
      <form class="person-form article-form" method="post" action={urls.admin.openness(id)}>
        {query.search ? <input type="hidden" name="search" value={query.search} /> : null}
        {query.before ? <input type="hidden" name="before" value={query.before} /> : null}
        {isWrong ? (
          <p class="field-error" id={`days-error-${id}`}>
            {t.admin.rules.errors.number(1, mostDays)}
          </p>
        ) : null}
        <select name="until" aria-label={articles.untilOf(post.title)}>
          {choices.map(until => (
            <option value={until} selected={until === chosen}>
              {text[until]}
            </option>
          ))}
        </select>
        <span class="article-days">
          <input
            class="number-input"
            type="text"
            inputmode="numeric"
            name="days"
            value={days}
            aria-label={articles.daysOf(post.title)}
            aria-invalid={isWrong ? 'true' : undefined}
            aria-describedby={isWrong ? `days-error-${id}` : undefined}
            autofocus={isWrong}
          />{' '}
          <span aria-hidden="true">{articles.days}</span>
        </span>
        <button class="quiet-button" type="submit" aria-label={articles.saveOf(post.title)}>
          {articles.save}
        </button>
        {saved === id ? (
          <span class="hint" role="status">
            {articles.saved}
          </span>
        ) : null}
      </form>
    </li>
  )
}
