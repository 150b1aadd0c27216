import type { ListedPost } from '../../src/posts/read.ts'
import { urls } from '../../src/urls.ts'
import { SearchForm } from '../components/search-form.tsx'
import { PostSummary } from '../components/post-summary.tsx'
import { Page } from '../layouts/page.tsx'
import type { Shell } from '../layouts/shell.ts'

interface ProblemProps {
  shell: Shell
  title: string
  hint: string
  posts?: readonly ListedPost[]
  /** Words of an address that led nowhere, to be looked for; null where no page was asked for. */
  words?: string | null
  /** Whether the articles are those that the words may have meant, and not the latest. */
  isMeant?: boolean
}

/** What could not be done, and where to go from here. */
export function ProblemPage(props: ProblemProps) {
  const { shell, title, hint, posts = [], words = null, isMeant = false } = props
  const { t } = shell
  return (
    <Page shell={shell} title={title} hasSearch={words === null}>
      <div class="problem">
        <h1>{title}</h1>
        <p>{hint}</p>
        {words === null ? null : <SearchForm t={t} words={words} />}
        {posts.length > 0 ? (
          <p class="problem-posts">{isMeant ? t.search.maybe : t.problems.latest}</p>
        ) : null}
        {posts.map(post => (
          <PostSummary t={t} post={post} />
        ))}
        <p>
          <a href={urls.home()}>{t.problems.home}</a>
        </p>
      </div>
    </Page>
  )
}
