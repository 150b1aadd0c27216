import { directionWithin } from '../../src/i18n/direction.ts'
import type { Messages } from '../../src/i18n/messages.ts'
import type { ListedPost } from '../../src/posts/read.ts'
import { urls } from '../../src/urls.ts'
import { CoverPicture } from './cover.tsx'
import { TagList } from './tag-list.tsx'

/** An article in a list: what it is called, when, and how it begins. */
export function PostSummary({ t, post }: { t: Messages; post: ListedPost }) {
  const facts = directionWithin(t.tag, post.language)
  return (
    <article class="post-summary" dir={directionWithin(post.language, t.tag)}>
      {post.cover ? (
        // The title leads there as well, and says more.
        <a class="post-summary-cover" href={urls.post(post.slug)} tabindex={-1} aria-hidden="true">
          <CoverPicture
            cover={post.cover}
            sizes="(min-width: 44rem) 11rem, 100vw"
            alt=""
            loading="lazy"
            isSmall
          />
        </a>
      ) : null}
      <h2 class="post-summary-title" lang={post.language}>
        <a href={urls.post(post.slug)}>{post.title}</a>
      </h2>
      <p class="post-facts">
        {post.published_at ? (
          <time datetime={post.published_at.toISOString()} dir={facts}>
            {t.date(post.published_at)}
          </time>
        ) : null}
        {post.comment_count > 0 ? (
          <a href={`${urls.post(post.slug)}#comments`} dir={facts}>
            {t.posts.commentCount(post.comment_count)}
          </a>
        ) : null}
      </p>
      <p class="post-excerpt" lang={post.language}>
        {post.excerpt}
      </p>
      <TagList t={t} tags={post.tags} language={post.language} />
    </article>
  )
}
