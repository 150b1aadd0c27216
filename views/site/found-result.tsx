import { directionWithin } from '../../src/i18n/direction.ts'
import type { Messages } from '../../src/i18n/messages.ts'
import type { Part } from '../../src/text/found-words.ts'
import { urls } from '../../src/urls.ts'
import { Named } from '../components/named.tsx'
import type { FoundItem } from './found.ts'

/** An article or a comment that was found: where, when, and amid what the words stand. */
export function FoundResult({ t, item }: { t: Messages; item: FoundItem }) {
  const facts = directionWithin(t.tag, item.language)
  const time = item.kind === 'article' ? item.published_at : item.created_at
  return (
    <article class="search-result" dir={directionWithin(item.language, t.tag)}>
      {item.kind === 'article' ? (
        <h2 lang={item.language}>
          <a href={urls.post(item.slug)}>
            <Parts parts={item.heading} />
          </a>
        </h2>
      ) : (
        <h2 class="search-comment" dir={facts}>
          <a href={urls.comment(item.id)}>
            <Named
              text={name => t.feeds.commentBy(name, item.title)}
              name={item.name || t.comments.anonymous}
            />
          </a>
        </h2>
      )}
      <p class="search-snippet" lang={item.language || undefined}>
        <Parts parts={item.snippet} />
      </p>
      {time ? (
        <p class="post-facts" dir={facts}>
          <time datetime={time.toISOString()}>{t.date(time)}</time>
        </p>
      ) : null}
    </article>
  )
}

/** A text with the words that were looked for marked. */
function Parts({ parts }: { parts: readonly Part[] }) {
  return <>{parts.map(({ text, isFound }) => (isFound ? <mark>{text}</mark> : text))}</>
}
