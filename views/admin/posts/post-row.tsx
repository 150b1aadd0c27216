import type { AdminPost } from '../../../src/posts/list.ts'
import type { Messages } from '../../../src/i18n/messages.ts'
import { urls } from '../../../src/urls.ts'
import { OpennessFields } from './openness-fields.tsx'
import type { PostsProps } from './posts-props.ts'
import { saying } from './posts-query.ts'

/** An article in the list: what it is, in which state, and until when it takes comments. */
export function PostRow(props: PostsProps & { post: AdminPost }) {
  const { shell, post, mayWrite } = props
  const { t } = shell
  const { list } = t.writing
  const isPublic = post.status === 'published' && post.isDue
  return (
    <li class="post-row" id={`article-${post.id}`}>
      {mayWrite ? (
        <input
          type="checkbox"
          name="ids"
          value={post.id}
          form="posts-bulk"
          aria-label={list.select(post.title)}
        />
      ) : null}
      <div class="post-row-text">
        <p class="post-row-title">
          {mayWrite ? (
            <a href={urls.admin.post(post.id)} lang={post.language}>
              <bdi>{post.title}</bdi>
            </a>
          ) : (
            <bdi lang={post.language}>{post.title}</bdi>
          )}
        </p>
        <p class="post-row-facts">
          <State t={t} post={post} />
          {post.pinned ? <span>{list.pinned}</span> : null}
          {post.kind === 'page' ? <span>{list.page}</span> : null}
          {post.isAhead && post.status === 'published' ? <strong>{list.ahead}</strong> : null}
          {post.authors.length > 0 ? <span>{post.authors.map(({ name }) => name).join(', ')}</span> : null}
          {post.tags.length > 0 ? <span>{post.tags.map(({ name }) => name).join(', ')}</span> : null}
          {post.comment_count > 0 ? (
            <a href={urls.admin.queue({ status: 'all', post: post.slug })}>
              {t.comments.count(post.comment_count)}
            </a>
          ) : null}
          {isPublic ? <a href={urls.post(post.slug)}>{list.view}</a> : null}
        </p>
        {post.status === 'trash' ? null : <Closing {...props} />}
      </div>
    </li>
  )
}

function State({ t, post }: { t: Messages; post: AdminPost }) {
  const { list } = t.writing
  const { status, published_at, trashed_at } = post
  if (status === 'trash' && trashed_at) return <span>{list.trashed(t.date(trashed_at))}</span>
  if (status === 'draft') return <span class="post-state">{list.draft}</span>
  if (status === 'private') return <span class="post-state">{list.private}</span>
  if (published_at === null) return null
  return post.isDue ? (
    <time datetime={published_at.toISOString()}>{t.date(published_at)}</time>
  ) : (
    <span class="post-state">{list.scheduled(t.dateTime(published_at))}</span>
  )
}

function Closing({ shell, query, post, siteDays, mostDays, saved, wrong }: PostsProps & { post: AdminPost }) {
  const { t } = shell
  const { articles } = t.admin
  const isWrong = wrong?.id === post.id
  const isSaved = saved === post.id
  return (
    <details class="post-closing" open={isWrong || isSaved}>
      <summary>{t.writing.list.closes}</summary>
      <form class="person-form article-form" method="post" action={urls.admin.openness(post.id)}>
        {Object.entries(saying(query)).map(([name, value]) =>
          value === null || value === '' ? null : <input type="hidden" name={name} value={value} />,
        )}
        <OpennessFields
          t={t}
          id={`closing-${post.id}`}
          labels={{ until: articles.untilOf(post.title), days: articles.daysOf(post.title) }}
          until={isWrong ? 'days' : post.openness.until}
          days={isWrong ? wrong.days : post.openness.until === 'days' ? String(post.openness.days) : ''}
          siteDays={siteDays}
          error={isWrong ? t.settings.problems.number(1, mostDays) : null}
        />
        <button class="quiet-button" type="submit" aria-label={articles.saveOf(post.title)}>
          {articles.save}
        </button>
        {isSaved ? (
          <span class="hint" role="status">
            {articles.saved}
          </span>
        ) : null}
      </form>
    </details>
  )
}
