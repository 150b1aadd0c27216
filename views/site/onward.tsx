import { directionWithin } from '../../src/i18n/direction.ts'
import type { Messages } from '../../src/i18n/messages.ts'
import type { ArticleFacts } from '../../src/posts/article.ts'
import type { Linked } from '../../src/posts/around.ts'
import { urls } from '../../src/urls.ts'

/** Where to go on from an article: what is about the same, and what was published before and after it. */
export function Onward({ t, facts }: { t: Messages; facts: ArticleFacts }) {
  const { earlier, later, related } = facts
  return (
    <>
      {related.length > 0 ? (
        <section class="related" aria-labelledby="related-heading">
          <h2 id="related-heading">{t.article.related}</h2>
          <ul>
            {related.map(post => (
              <li>
                <Title t={t} post={post} />{' '}
                {post.published_at ? (
                  <time datetime={post.published_at.toISOString()}>{t.date(post.published_at)}</time>
                ) : null}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {earlier || later ? (
        <nav class="neighbours" aria-label={t.article.neighbours}>
          {earlier ? <Neighbour t={t} post={earlier} rel="prev" word={t.article.earlier} /> : null}
          {later ? <Neighbour t={t} post={later} rel="next" word={t.article.later} /> : null}
        </nav>
      ) : null}
    </>
  )
}

function Title({ t, post }: { t: Messages; post: Linked }) {
  return (
    <a href={urls.post(post.slug)} lang={post.language} dir={directionWithin(post.language, t.tag)}>
      {post.title}
    </a>
  )
}

function Neighbour({
  t,
  post,
  rel,
  word,
}: {
  t: Messages
  post: Linked
  rel: 'prev' | 'next'
  word: string
}) {
  return (
    <a class={`neighbour-${rel}`} href={urls.post(post.slug)} rel={rel}>
      <span class="neighbour-word">{word}</span>{' '}
      <span lang={post.language} dir={directionWithin(post.language, t.tag)}>
        {post.title}
      </span>
    </a>
  )
}
