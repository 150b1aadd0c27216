import type { ListedPost } from '../../src/posts/read.ts'
import { urls } from '../../src/urls.ts'
import { PostSummary } from '../components/post-summary.tsx'
import { Page, type Shell } from '../layouts/page.tsx'

interface ProblemProps {
  shell: Shell
  title: string
  hint: string
  posts?: readonly ListedPost[]
}

/** What could not be done, and where to go from here. */
export function ProblemPage({ shell, title, hint, posts = [] }: ProblemProps) {
  return (
    <Page shell={shell} title={title}>
      <div class="problem">
        <h1>{title}</h1>
        <p>{hint}</p>
        {posts.map(post => (
          <PostSummary t={shell.t} post={post} />
        ))}
        <p>
          <a href={urls.home()}>{shell.t.problems.home}</a>
        </p>
      </div>
    </Page>
  )
}
