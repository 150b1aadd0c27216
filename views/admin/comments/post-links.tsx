import { directionWithin } from '../../../src/i18n/direction.ts'
import type { Messages } from '../../../src/i18n/messages.ts'
import { urls } from '../../../src/urls.ts'
import type { QueueStatus } from './queue-query.ts'

interface PostLinksProps {
  t: Messages
  post: { slug: string; title: string; language: string }
  status: QueueStatus
}

/** The article of a comment: its title leads to it, a funnel to its comments alone. */
export function PostLinks({ t, post, status }: PostLinksProps) {
  return (
    <span class="queued-post">
      <a href={urls.post(post.slug)}>
        <bdi lang={post.language} dir={directionWithin(post.language, t.tag)}>
          {post.title}
        </bdi>
      </a>
      <a
        class="queued-funnel"
        href={urls.admin.queue({ status, post: post.slug })}
        aria-label={t.queue.onlyPost(post.title)}
        title={t.queue.onlyPost(post.title)}
      >
        <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
          <path d="M2 3h12l-4.7 5.5V13l-2.6-1.4V8.5z" fill="none" stroke="currentColor" stroke-width="1.4" />
        </svg>
      </a>
    </span>
  )
}
