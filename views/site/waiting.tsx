import { urls } from '../../src/urls.ts'
import { Page } from '../layouts/page.tsx'
import type { Shell } from '../layouts/shell.ts'

interface WaitingProps {
  shell: Shell
  post: { slug: string; title: string }
}

/** What a reader is told whose comment waits, and whose browser keeps nothing by which its page could show it. */
export function WaitingPage({ shell, post }: WaitingProps) {
  const { t } = shell
  return (
    <Page shell={shell} title={t.conversation.received} scripts>
      <div class="problem">
        <h1>{t.conversation.received}</h1>
        <p>
          {t.comments.pending} {t.conversation.unseen}
        </p>
        <p>
          <a href={`${urls.post(post.slug)}#comments`}>{t.comments.backToArticle}</a>
        </p>
      </div>
    </Page>
  )
}
